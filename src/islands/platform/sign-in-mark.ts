import type { Clock } from '../../contracts/clock.ts';
import { attempt } from './attempt.ts';

const KEY = 'latchkey:signing-in';
/** Somebody who comes back later begins anew. */
const FRESH_FOR_MS = 1_800_000;

/**
 * Remembers, in this tab and for a while, that a shopper went off to sign in: whoever stands before the guide again
 * did not get in. A time and nothing else.
 *
 * @param storage asked for each time, since a browser may refuse it; then nothing is remembered
 */
export function createSignInMark(storage: () => Storage, clock: Clock) {
  return {
    leave(): void {
      attempt(() => storage().setItem(KEY, String(clock.now())));
    },
    /** Was it left? Says so once. */
    take(): boolean {
      const at = attempt(() => storage().getItem(KEY));
      attempt(() => storage().removeItem(KEY));
      return at != null && Math.abs(clock.now() - Number(at)) <= FRESH_FOR_MS;
    },
  };
}

import type { Clock } from '../../contracts/clock.ts';
import { attempt } from './attempt.ts';

/** The loader looks for it, too: an address that waits is what the way-in island is fetched for. */
export const KEPT_ADDRESS = 'latchkey:address';
/** A page or two further, not a visit later. */
const FRESH_FOR_MS = 300_000;

/**
 * Carries an address that a shopper typed over to the next page, in this tab only, so that they need not type it
 * again. Never in a URL, which servers and other pages get to see.
 */
export function createKeptAddress(storage: () => Storage, clock: Clock) {
  return {
    keep: (email: string): void => {
      attempt(() => storage().setItem(KEPT_ADDRESS, `${clock.now()} ${email}`));
    },
    /** The address, once; empty where there is none or it is old. */
    take(): string {
      const [at, ...email] = attempt(() => storage().getItem(KEPT_ADDRESS))?.split(' ') ?? [];
      attempt(() => storage().removeItem(KEPT_ADDRESS));
      return Math.abs(clock.now() - Number(at)) <= FRESH_FOR_MS ? email.join(' ') : '';
    },
  };
}

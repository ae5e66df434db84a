import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import { createLookUpHashRange, type LookUpHashRange } from './domain/look-up-hash-range.ts';
import { createHashRanges } from './pwned-passwords/hash-ranges.ts';

/** Puts together the look-up of stolen passwords; undefined where it is turned off. */
export function createPasswordLookUp(deps: {
  readonly config: Pick<Config, 'breachedPasswordsOrigin'>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}): LookUpHashRange | undefined {
  const { config, fetch, clock } = deps;
  const origin = config.breachedPasswordsOrigin;
  return origin === undefined
    ? undefined
    : createLookUpHashRange({ ranges: createHashRanges({ fetch, origin }), clock });
}

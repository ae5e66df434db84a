import type { PaceLimit } from './domain/pace-ports.ts';

const WINDOW_MS = 600_000;

/** How quickly mails may follow one another. */
export interface PacingConfig {
  /** For each shop; undefined: as quickly as it goes, until Shopify refuses. */
  readonly invite: PaceLimit | undefined;
  /** For each network of shoppers in a shop. */
  readonly reset: PaceLimit | undefined;
}

/** Reads one variable that is a whole number, as `readConfig` does: notes what is bad, and goes on. */
type ReadWhole = (name: string, least: number, most: number, fallback: number) => number;

/**
 * The part of the configuration that is about pace. Shopify documents neither limit: one app vendor saw 5 invites in
 * 10 minutes; of resets nothing is known but that they are counted by the shopper's address. 0 turns a pace off.
 */
export function readPacingConfig(whole: ReadWhole): PacingConfig {
  const limit = (name: string, fallback: number): PaceLimit | undefined => {
    const count = whole(name, 0, 1_000, fallback);
    return count === 0 ? undefined : { count, windowMs: WINDOW_MS };
  };
  return Object.freeze({
    invite: limit('INVITES_PER_10_MINUTES', 5),
    reset: limit('RESETS_PER_10_MINUTES', 10),
  });
}

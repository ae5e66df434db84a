import { forgetPaces } from './mail-pace.ts';
import { WEEK } from './shop-usual.ts';
import type { Pool } from './pools.ts';
import { createWindowCounts } from './window-counts.ts';

/** With `$1`, the time from which on a row is over. */
const RUN_OUT = [
  { delete: 'DELETE FROM used_proof WHERE expires_at < $1', over: (now: number) => Math.floor(now / 1000) },
  { delete: 'DELETE FROM mail_domain WHERE expires_at < $1', over: (now: number) => new Date(now) },
] as const;

/**
 * Deletes what has run out by itself: counts, proofs, domains, turns. All of it is deleted as the tables are used; where
 * nobody asks for anything any more, this is what keeps the promise of docs/privacy.md.
 *
 * @returns what is to be run once a day; milliseconds since the Unix epoch go in
 */
export function createForgetRunOut(pool: Pool): (now: number) => Promise<void> {
  const counts = createWindowCounts(pool);
  return async (now) => {
    const seconds = Math.floor(now / 1000);
    await counts.close(seconds, seconds - WEEK);
    await forgetPaces(pool, now);
    for (const each of RUN_OUT) await pool.query(each.delete, [each.over(now)]);
  };
}

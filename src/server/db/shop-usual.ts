import type { Pool } from './pools.ts';

const HOUR = 3_600;
export const WEEK = 168 * HOUR;

/** How long an answer is good for, in seconds. */
const GOOD_FOR = 600;

/** Shops remembered; who is forgotten is looked up again. */
const KEPT = 10_000;

const USUAL = {
  name: 'shop-usual',
  text: `SELECT coalesce(sum(requests), 0)::float8 / 168 AS usual FROM shop_hour
    WHERE shop = $1 AND hour_ends > $2`,
};

/** How many requests a shop has in an hour, over the last week. */
export interface ShopUsual {
  /**
   * Answers at once, from what was read before: no request waits for it.
   *
   * @param shop as in the keys of the counts
   * @param now seconds since the Unix epoch
   * @returns undefined while nothing was read
   */
  perHour(shop: string, now: number): number | undefined;
}

export function createShopUsual(pool: Pool): ShopUsual {
  const known = new Map<string, { readonly usual: number | undefined; readonly until: number }>();

  async function read(shop: string, now: number): Promise<void> {
    const { rows } = await pool.query<{ usual: number }>({ ...USUAL, values: [shop, now - WEEK] });
    known.set(shop, { usual: rows[0]?.usual ?? 0, until: now + GOOD_FOR });
  }

  return {
    perHour(shop, now) {
      const before = known.get(shop);
      if (before === undefined || before.until <= now) {
        const [oldest] = known.keys();
        if (before === undefined && known.size >= KEPT && oldest !== undefined) known.delete(oldest);
        // One reader at a time: until it is back the old answer stands, and a failure is tried again as late.
        known.set(shop, { usual: before?.usual, until: now + GOOD_FOR });
        read(shop, now).catch(() => undefined);
      }
      return before?.usual;
    },
  };
}

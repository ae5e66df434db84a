import type { Clock } from '../../contracts/clock.ts';
import type { Config } from '../config.ts';
import { createAddressVault } from '../db/address-vault.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pools.ts';
import { createSupportLookUp } from '../db/support-look-up.ts';
import type { Log } from '../domain/ports.ts';
import { ACCESS_REQUESTS, addJobs, openQueue } from '../jobs/queue.ts';
import { createMailboxReview } from '../mailbox-review.ts';
import type { ReviewTool } from './review.ts';

/**
 * Opens the review on the database and the shop of a configuration.
 *
 * @throws Error of PostgreSQL when the database cannot be reached; nothing is left open then
 */
export async function openReview(
  config: Config,
  { clock, log, fetch = globalThis.fetch }: { clock: Clock; log: Log; fetch?: typeof globalThis.fetch },
): Promise<ReviewTool & { close(): Promise<void> }> {
  const pool = createPool({ url: config.databaseUrl, name: 'review', max: 2, timeoutMs: 10_000 }, log);
  try {
    await migrate(pool);
    const boss = await openQueue({ databaseUrl: config.databaseUrl, supervise: false }, log);
    const { review } = createMailboxReview({
      config,
      clock,
      log,
      pool,
      vault: createAddressVault(config.addressKey),
      fetch,
      addMailJobs: (ids, client) =>
        addJobs(boss, ACCESS_REQUESTS, ids, (text, values) => client.query(text, values)),
    });
    return {
      review,
      lookUpReference: createSupportLookUp(pool, config.shopDomain),
      clock,
      async close() {
        await boss.stop({ graceful: false });
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

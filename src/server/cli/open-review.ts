import type { Clock } from '../../contracts/clock.ts';
import { ConfigError, type Config } from '../config.ts';
import { createAddressVault } from '../db/address-vault.ts';
import { createBlockList } from '../db/block-list.ts';
import { createListAttempts } from '../db/blocked-attempts.ts';
import { createRebuilds } from '../db/ledger-rebuilds.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pools.ts';
import { createPrivacy } from '../db/privacy.ts';
import { createSupportLookUp } from '../db/support-look-up.ts';
import type { Log } from '../domain/ports.ts';
import { createFairOrder } from '../jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs, LEDGER_REBUILDS, openQueue } from '../jobs/queue.ts';
import { createMailboxReview } from '../mailbox-review.ts';
import { createShopAccess } from '../shop-access.ts';
import type { ReviewTool } from './review.ts';

/**
 * Opens the review on the database and the shop of a configuration.
 *
 * @throws ConfigError when shops install the app and none is named; Error of PostgreSQL when the database cannot be reached; nothing is left open then
 */
export async function openReview(
  config: Config,
  { clock, log, fetch = globalThis.fetch }: { clock: Clock; log: Log; fetch?: typeof globalThis.fetch },
): Promise<ReviewTool & { close(): Promise<void> }> {
  const { shopDomain } = config;
  if (shopDomain === undefined)
    throw new ConfigError('SHOP_DOMAIN: missing, the shop whose requests are reviewed');
  const pool = createPool({ url: config.databaseUrl, name: 'review', max: 3, timeoutMs: 15_000 }, log);
  try {
    await migrate(pool);
    const vault = createAddressVault(config.addressKey);
    const boss = await openQueue({ databaseUrl: config.databaseUrl, supervise: false }, log);
    const { shops } = createShopAccess({
      config,
      clock,
      log,
      fetch,
      pools: { quick: pool, hold: pool },
      // Reviewing connects no shop, and so nothing is resumed.
      addJobs: {},
    });
    const order = createFairOrder(clock);
    const { review } = createMailboxReview({
      config,
      clock,
      log,
      pool,
      vault,
      fetch,
      shops,
      addMailJobs: (ids, client, shopsOf) =>
        addJobs(boss, ACCESS_REQUESTS, ids, shopsOf, order, (text, values) =>
          client.query({ text, ...(values === undefined ? {} : { values }) }),
        ),
    });
    return {
      review,
      lookUpReference: createSupportLookUp(pool, shopDomain),
      ledger: {
        shop: shopDomain,
        blockList: createBlockList(pool, vault),
        listAttempts: createListAttempts(pool),
        privacy: createPrivacy(pool, vault),
        rebuilds: createRebuilds({
          pool,
          addJobs: (ids, client, of) =>
            addJobs(boss, LEDGER_REBUILDS, ids, of, order, (text, values) =>
              client.query({ text, ...(values === undefined ? {} : { values }) }),
            ),
        }),
      },
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

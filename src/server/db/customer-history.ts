import type { CustomerEvents, Remembered, ToldBy } from '../domain/ledger-ports.ts';
import type { CustomerHistory } from '../domain/ports.ts';
import { inTransaction, type Pool, type PoolClient } from './pools.ts';

/** Held until the end of the transaction: what is told of one customer is noted one after the other. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('customer ' || $1 || ' ' || $2, 0))";

/** The earliest time stays, whatever order the notes come in. */
const NOTE_ENABLED = `INSERT INTO customer_history AS before (shop, customer_id, seen_enabled_at, told_by)
    SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (SELECT 1 FROM webhook_delivery
        WHERE shop = $1 AND customer_id = $2 AND topic = 'customers/delete')
  ON CONFLICT (shop, customer_id) DO UPDATE SET
    seen_enabled_at = least(before.seen_enabled_at, excluded.seen_enabled_at),
    told_by = CASE WHEN before.told_by = 'disabling' THEN excluded.told_by ELSE before.told_by END
  WHERE excluded.seen_enabled_at < before.seen_enabled_at
    OR (before.told_by = 'disabling' AND excluded.told_by <> 'disabling')`;

/** The latest time stays. */
const NOTE_DISABLED = `UPDATE customer_history SET disabled_at = greatest(disabled_at, $3)
  WHERE shop = $1 AND customer_id = $2 AND disabled_at IS DISTINCT FROM greatest(disabled_at, $3)`;

interface Row {
  readonly seen_enabled_at: Date;
  readonly told_by: ToldBy;
  readonly disabled_at: Date | null;
}

/** Which customers were enabled once: one of them disabled later was shut out by the merchant. */
export function createCustomerHistory(pool: Pool): CustomerHistory & CustomerEvents {
  const noteSeen = (
    client: Pick<Pool | PoolClient, 'query'>,
    shop: string,
    customerId: string,
    at: number,
    toldBy: ToldBy,
  ) => client.query(NOTE_ENABLED, [shop, customerId, new Date(at), toldBy]);

  const alone = (shop: string, customerId: string, work: (client: PoolClient) => Promise<unknown>) =>
    inTransaction(pool, async (client) => {
      await client.query(LOCK, [shop, customerId]);
      await work(client);
    });

  return {
    async recall(shop, customerId): Promise<Remembered | undefined> {
      const { rows } = await pool.query<Row>(
        `SELECT seen_enabled_at, told_by, disabled_at FROM customer_history
          WHERE shop = $1 AND customer_id = $2`,
        [shop, customerId],
      );
      return rows.map((row) => ({
        seenEnabledAt: row.seen_enabled_at.getTime(),
        toldBy: row.told_by,
        disabledAt: row.disabled_at?.getTime(),
      }))[0];
    },
    async noteSeenEnabled(shop, customerId, at) {
      await noteSeen(pool, shop, customerId, at, 'look-up');
    },
    noteEnabled: (shop, customerId, at) =>
      alone(shop, customerId, (client) => noteSeen(client, shop, customerId, at, 'webhook')),
    noteDisabled: (shop, customerId, at, impliesEnabled) =>
      alone(shop, customerId, async (client) => {
        if (impliesEnabled) await noteSeen(client, shop, customerId, at, 'disabling');
        await client.query(NOTE_DISABLED, [shop, customerId, new Date(at)]);
      }),
    noteDeleted: (shop, customerId) =>
      alone(shop, customerId, (client) =>
        client.query('DELETE FROM customer_history WHERE shop = $1 AND customer_id = $2', [shop, customerId]),
      ),
  };
}

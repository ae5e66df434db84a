import type { Buffer } from 'node:buffer';
import type { Clock } from '../../contracts/clock.ts';
import type { KeepWebhook, StoredWebhook, WebhookDelivery, Webhooks } from '../domain/webhook-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupCommit } from './group-commit.ts';
import type { AddJobs } from './grouped-insert.ts';
import { inTransaction, type Pool } from './pools.ts';
import { firstRequestId, newRequestId } from './request-id.ts';

interface Kept {
  readonly id: string;
  readonly delivery: WebhookDelivery;
  readonly now: number;
  isNew: boolean;
}

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly event: StoredWebhook['event'];
  readonly customer_id: string | null;
  readonly address_hash: Buffer | null;
  readonly happened_at: Date;
  readonly received_at: Date;
  readonly done_at: Date | null;
}

/** Ordered by key, so that processes which keep the same deliveries never wait for each other in a circle. */
const KEEP = {
  name: 'keep-webhooks',
  text: `INSERT INTO webhook_delivery
      (id, shop, delivery_id, topic, happened_at, received_at, customer_id, address_hash, event)
    SELECT id, shop, delivery_id, topic, happened_at, received_at, customer_id, decode(address_hash, 'hex'), event
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[],
          $8::text[], $9::jsonb[])
        AS new (id, shop, delivery_id, topic, happened_at, received_at, customer_id, address_hash, event)
      ORDER BY shop, delivery_id
    ON CONFLICT (shop, delivery_id) DO NOTHING
    RETURNING id`,
};

/** From here on it is there to be known again; that a customer is deleted also keeps late news of them out. */
const FINISH = `UPDATE webhook_delivery SET done_at = $2, address_hash = NULL,
    customer_id = CASE WHEN topic = 'customers/delete' THEN customer_id END
  WHERE id = $1 AND done_at IS NULL`;

/** In portions that end in time. An id begins with the time it was made at, and so needs no other index. */
const FORGET = `DELETE FROM webhook_delivery WHERE id IN (
  SELECT id FROM webhook_delivery WHERE id < $1 AND done_at IS NOT NULL ORDER BY id LIMIT $2)`;
const PORTION = 5_000;

/** Stores deliveries and their jobs, many in one transaction: either both are there or neither is. */
export function createKeepWebhook(deps: {
  readonly pool: Pool;
  readonly vault: Pick<AddressVault, 'hash'>;
  readonly clock: Clock;
  readonly addJobs: AddJobs;
}): KeepWebhook {
  const { pool, vault, clock, addJobs } = deps;
  const keepOne = createGroupCommit<Kept>((kept) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ id: string }>({ ...KEEP, values: valuesOf(kept, vault) });
      const isNew = new Set(rows.map(({ id }) => id));
      for (const each of kept) each.isNew = isNew.has(each.id);
      const jobs = kept.filter((each) => each.isNew);
      if (jobs.length > 0)
        await addJobs(
          jobs.map(({ id }) => id),
          client,
          jobs.map(({ delivery }) => delivery.shop),
        );
    }),
  );
  return async (delivery) => {
    const now = clock.now();
    const kept: Kept = { id: newRequestId(now), delivery, now, isNew: false };
    await keepOne(kept);
    return kept.isNew;
  };
}

export function createWebhooks({
  pool,
  addJobs,
}: {
  readonly pool: Pool;
  readonly addJobs: AddJobs;
}): Webhooks {
  return {
    async load(id) {
      const { rows } = await pool.query<Row>(
        `SELECT id, shop, event, customer_id, address_hash, happened_at, received_at, done_at
          FROM webhook_delivery WHERE id = $1`,
        [id],
      );
      return rows.map((row) => ({
        id: row.id,
        shop: row.shop,
        event: row.event,
        customerId: row.customer_id ?? undefined,
        addressHash: row.address_hash?.toString('hex'),
        happenedAt: row.happened_at.getTime(),
        receivedAt: row.received_at.getTime(),
        isDone: row.done_at !== null,
      }))[0];
    },
    async finish(id, at) {
      await pool.query(FINISH, [id, new Date(at)]);
    },
    async forget(before) {
      let all = 0;
      for (;;) {
        const { rowCount } = await pool.query(FORGET, [firstRequestId(before), PORTION]);
        all += rowCount ?? 0;
        if (rowCount !== PORTION) return all;
      }
    },
    takeUpAgain: (before) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string; shop: string }>(
          'SELECT id, shop FROM webhook_delivery WHERE done_at IS NULL AND id < $1 ORDER BY id LIMIT $2',
          [firstRequestId(before), PORTION],
        );
        if (rows.length > 0)
          await addJobs(
            rows.map(({ id }) => id),
            client,
            rows.map(({ shop }) => shop),
          );
      }),
  };
}

function valuesOf(kept: readonly Kept[], vault: Pick<AddressVault, 'hash'>): unknown[] {
  return [
    kept.map(({ id }) => id),
    kept.map(({ delivery }) => delivery.shop),
    kept.map(({ delivery }) => delivery.deliveryId),
    kept.map(({ delivery }) => delivery.topic),
    // A clock that goes ahead must not date anything after what really comes later.
    kept.map(({ delivery, now }) => new Date(Math.min(delivery.triggeredAt ?? now, now))),
    kept.map(({ now }) => new Date(now)),
    kept.map(({ delivery }) => delivery.customerId ?? null),
    kept.map(({ delivery: { shop, email } }) =>
      email === undefined ? null : vault.hash(shop, email).toString('hex'),
    ),
    kept.map(({ delivery }) => JSON.stringify(delivery.event)),
  ];
}

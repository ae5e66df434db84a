import { describe, expect, it } from 'vitest';
import { COUNTS_OF_SHOPS, TABLES_OF_SHOPS } from '../../src/server/db/shop-tables.ts';
import { useDatabase } from '../support/database.ts';
import { ADA, compliance, usePrivacy } from '../support/privacy.ts';
import { eventually, SHOP } from '../support/service-under-test.ts';
import { webhook } from '../support/webhook-signer.ts';

const database = useDatabase();
const { fill, told, count, clock, send } = usePrivacy(database);

describe('a shop that left', () => {
  let shopHash: string;

  /** What a shop has besides customers. */
  async function fillTheRest(): Promise<void> {
    const longAgo = new Date(clock().now() - 49 * 3_600_000);
    await database.query(
      `INSERT INTO shop (domain, state, state_at, connected_at, scopes, sealed, key_id, renewed_at, follow_up_due)
        VALUES ($1, 'installed', $2, $2, '', '', 'k', $2, false)`,
      [SHOP, longAgo],
    );
    await database.query(
      "INSERT INTO parked_request (queue, request_id, shop) VALUES ('q', gen_random_uuid(), $1)",
      [SHOP],
    );
    await database.query(
      `INSERT INTO ledger_rebuild (id, shop, state, started_at, updated_at)
        VALUES (gen_random_uuid(), $1, 'done', $2, $2)`,
      [SHOP, longAgo],
    );
    await database.query(
      `INSERT INTO mail_pace (shop, mail, whose, changed_at) VALUES ($1, 'invite', '', $2)
        ON CONFLICT DO NOTHING`,
      [SHOP, longAgo],
    );
    await database.query(
      `INSERT INTO shopify_gate (shop, dependency) VALUES ($1, 'admin') ON CONFLICT DO NOTHING`,
      [SHOP],
    );
    // Requests of the hour are counted by now; what was usual is noted when the hour is over.
    const [counted] = await database.query<{ hash: string }>(
      "SELECT split_part(key, ':', 3) AS hash FROM rate_limit WHERE key LIKE 'shop:%'",
    );
    shopHash = counted?.hash ?? expect.fail('the requests were not counted');
    await database.query('INSERT INTO shop_hour (shop, hour_ends, requests) VALUES ($1, 3600, 2)', [
      shopHash,
    ]);
  }

  /** Of these an erasure would prove nothing. */
  async function emptyTables(): Promise<string[]> {
    const empty: string[] = [];
    for (const [table, column] of Object.entries(TABLES_OF_SHOPS))
      if ((await count(`${table} WHERE ${column} = '${SHOP}'`)) === 0) empty.push(table);
    return empty;
  }

  it('is forgotten in every table, the audit log included, and no other shop is', async () => {
    await fill();
    await told('customers/data_request', compliance(ADA));
    await fillTheRest();
    expect(await emptyTables()).toEqual([]);
    const other = 'another.myshopify.com';
    await database.query("INSERT INTO shop_hour (shop, hour_ends, requests) VALUES ('of another', 3600, 1)");
    await send(webhook('customers/enable', { id: 5 }, { shop: other }));
    await eventually(
      () => count(`customer_history WHERE shop = '${other}'`),
      (n) => n === 1,
    );

    await send(webhook('shop/redact', { shop_domain: SHOP }, { deliveryId: 'farewell' }));
    await eventually(
      () => count("webhook_delivery WHERE delivery_id = 'farewell' AND done_at IS NOT NULL"),
      (n) => n === 1,
    );

    for (const [table, column] of Object.entries(TABLES_OF_SHOPS)) {
      const rows = await count(`${table} WHERE ${column} = '${SHOP}'`);
      // The delivery itself stays a week, so that it is known when it comes again; it names the shop and no person.
      expect([table, rows]).toEqual([table, table === 'webhook_delivery' ? 1 : 0]);
    }
    expect(await count(`customer_history WHERE shop = '${other}'`)).toBe(1);
    for (const table of Object.keys(COUNTS_OF_SHOPS)) {
      const keys = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t`);
      expect(`${table}: ${JSON.stringify(keys)}`).not.toContain(shopHash);
    }
    expect(await count("shop_hour WHERE shop = 'of another'")).toBe(1);
  });

  it('is kept where a merchant connected it again', async () => {
    await database.query(
      `INSERT INTO shop (domain, state, state_at, connected_at, scopes, sealed, key_id, renewed_at, follow_up_due)
        VALUES ($1, 'installed', $2, $2, '', '', 'k', $2, false)`,
      [SHOP, new Date(clock().now() - 3_600_000)],
    );
    await told('customers/enable', { id: ADA.id });
    await told('shop/redact', { shop_domain: SHOP });

    expect(await count('customer_history')).toBe(1);
    expect(await count('shop')).toBe(1);
  });

  it('takes its tokens along where nobody told that it left', async () => {
    await database.query(
      `INSERT INTO shop (domain, state, state_at, connected_at, scopes, sealed, key_id, renewed_at, follow_up_due)
        VALUES ($1, 'installed', $2, $2, '', '', 'k', $2, false)`,
      [SHOP, new Date(clock().now() - 49 * 3_600_000)],
    );
    await told('shop/redact', { shop_domain: SHOP });

    expect(await count('shop')).toBe(0);
  });

  it('can only be forgotten whole: no other way deletes a line of the audit log', async () => {
    await fill();

    await expect(database.query('DELETE FROM mailbox_request_event')).rejects.toThrow('only ever added to');
    await expect(database.query("UPDATE mailbox_request_event SET who = 'x'")).rejects.toThrow('only ever');
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview } from '../../src/server/cli/review.ts';
import { TABLES_OF_SHOPS } from '../../src/server/db/shop-tables.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { startFakeShopify, lookUpAnswer, recoverAnswer, type FakeShopify } from '../support/fake-shopify.ts';
import {
  eventually,
  jsonPost,
  movableClock,
  SHOP,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { webhook } from '../support/webhook-signer.ts';
import { fakeRecords, FIELDS, mailboxPost } from './mailbox-requests-support.ts';

const database = useDatabase();
const ADA = { id: 6_100_000_000_001, email: 'Ada@Example.com', phone: null };
const GID = `gid://shopify/Customer/${ADA.id}`;
let shopify: FakeShopify;
let clock: MovableClock;
let service: Service;

beforeAll(async () => {
  shopify = await startFakeShopify();
});
afterAll(() => shopify.close());
beforeEach(async () => {
  clock = movableClock();
  fakeRecords(shopify);
  shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer(
      String(variables['emailAddress']).toLowerCase() === 'ada@example.com'
        ? { id: GID, state: 'ENABLED' }
        : null,
    ),
  );
  shopify.on('RecoverCustomer', () => recoverAnswer());
  service = createService({ config: config(), clock, log: silentLog, roles: ['server', 'worker'] });
  await service.start();
});
afterEach(async () => {
  await service.stop();
  shopify.verify();
  const tables = Object.keys(TABLES_OF_SHOPS).join(', ');
  await database.query(`TRUNCATE rate_limit, ${tables}`);
  await database.query('DELETE FROM pgboss.job');
});

const config = () => testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin });
const run = (...argv: readonly string[]) =>
  runReview(argv, 'kim', async (use) => {
    const tool = await openReview(config(), { clock, log: silentLog });
    return use(tool).finally(() => tool.close());
  });
const count = async (where: string) =>
  Number((await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${where}`))[0]?.n);

async function told(topic: string, payload: object): Promise<void> {
  const before = await count('webhook_delivery WHERE done_at IS NOT NULL');
  const response = await service.handle(webhook(topic, payload));
  expect(response.status).toBe(200);
  await eventually(
    () => count('webhook_delivery WHERE done_at IS NOT NULL'),
    (done) => done > before,
  );
}
const compliance = (customer: object) => ({ shop_id: 1, shop_domain: SHOP, customer });

/** Everything that can be kept about Ada, and the same of somebody else. */
async function fill(): Promise<void> {
  for (const email of ['ada@example.com', 'grace@example.com']) {
    await service.handle(jsonPost({ email, locale: 'nb' }, { now: clock.now(), ip: '203.0.113.7' }));
  }
  await service.handle(mailboxPost({ ...FIELDS, oldEmail: 'ada@example.com', newEmail: 'ada@new.example' }));
  // Somebody who wants Ada's address for their own account.
  await service.handle(mailboxPost({ ...FIELDS, oldEmail: 'eve@example.com', newEmail: 'ada@example.com' }));
  await service.handle(
    mailboxPost({ ...FIELDS, oldEmail: 'grace@example.com', newEmail: 'grace@new.example' }),
  );
  await eventually(
    () => count("mailbox_request WHERE state = 'waiting'"),
    (n) => n === 3,
  );
  await eventually(
    () => count('access_request WHERE decision IS NOT NULL'),
    (n) => n === 2,
  );
  await run('block', 'ada@example.com');
  await run('block', String(ADA.id));
  await run('block', 'grace@example.com');
  await told('customers/enable', { id: ADA.id });
  await told('customers/enable', { id: 2 });
}

describe('a customer’s wish to know what is kept', () => {
  it('becomes an export with all of it, readable, for the merchant to print', async () => {
    await fill();
    await told('customers/data_request', { ...compliance(ADA), data_request: { id: 9 } });

    const { out: listed = '' } = await run('privacy');
    const reference = /^([2-9A-Z]{5}-[2-9A-Z]{5}) .*export \1$/.exec(listed)?.[1] ?? '';
    const { out = '{}' } = await run('export', reference);
    const { tables } = JSON.parse(out) as { tables: Record<string, Record<string, unknown>[]> };

    expect(tables['access_request']).toMatchObject([
      { typed: { email: 'ada@example.com', buyerIp: '203.0.113.7' }, reason: 'enabled', customer_id: GID },
    ]);
    const typed = tables['mailbox_request']?.map((row) => row['typed'] as { newEmail: string });
    expect(typed?.map(({ newEmail }) => newEmail).toSorted()).toEqual(['ada@example.com', 'ada@new.example']);
    expect(tables['mailbox_request_event']?.length).toBeGreaterThan(3);
    expect(tables['customer_history']).toMatchObject([{ customer_id: GID }]);
    expect(tables['block_entry']).toHaveLength(2);
    expect(out).not.toContain('grace');
  });

  it('is stored sealed', async () => {
    await fill();
    await told('customers/data_request', compliance(ADA));

    const rows = await database.query<{ row: string }>('SELECT p::text AS row FROM privacy_request AS p');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/ada@|203\.0\.113/i);
    const hex = rows[0]?.row ?? '';
    expect(Buffer.from(/\\\\x([0-9a-f]+)/.exec(hex)?.[1] ?? '', 'hex').toString()).not.toContain('ada@');
  });

  it('about somebody of whom nothing is kept is an export with nothing in it', async () => {
    await told('customers/data_request', compliance({ id: 77, email: 'nobody@example.com' }));

    expect((await run('privacy')).out).toContain('(0 rows)');
  });
});

describe('a customer’s wish to be forgotten', () => {
  it('deletes everything about them, in every table, and nothing about anybody else', async () => {
    await fill();
    await told('customers/data_request', compliance(ADA));
    await told('customers/redact', { ...compliance(ADA), orders_to_redact: [] });

    await told('customers/data_request', compliance(ADA));
    const [latest] = await database.query<{ counts: Record<string, number> }>(
      "SELECT counts FROM privacy_request WHERE kind = 'export' ORDER BY id DESC",
    );
    const left = Object.entries(latest?.counts ?? {}).filter(([, rows]) => rows > 0);
    expect(left).toEqual([]);
    expect(await count("privacy_request WHERE kind = 'export'")).toBe(1);
    for (const table of Object.keys(TABLES_OF_SHOPS).filter((name) => name !== 'privacy_request')) {
      const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t`);
      expect(`${table}: ${JSON.stringify(rows)}`).not.toContain(String(ADA.id));
    }
    expect(await count('access_request')).toBe(1);
    expect(await count('mailbox_request')).toBe(1);
    expect(await count('block_entry')).toBe(1);
    expect(await count('customer_history')).toBe(1);
  });

  it('works by the address alone, and by the id alone', async () => {
    await fill();
    await told('customers/redact', compliance({ email: ADA.email }));
    expect(await count('access_request')).toBe(1);
    expect(await count('mailbox_request')).toBe(1);

    await told('customers/redact', compliance({ id: ADA.id }));
    expect(await count('customer_history')).toBe(1);
    expect(await count('block_entry')).toBe(1);
  });

  it('leaves a note of how much it was, and not of whom', async () => {
    await fill();
    await told('customers/redact', compliance(ADA));

    expect((await run('privacy')).out).toMatch(/a customer was erased \(\d+ rows\)/);
    const [row] = await database.query<{ row: string }>('SELECT p::text AS row FROM privacy_request AS p');
    expect(row?.row).not.toMatch(/ada@|Customer|[0-9a-f]{64}/);
  });

  it('keeps the audit log of what staff decided, which has nothing of the customer in it', async () => {
    await fill();
    const before = await count('mailbox_request_event');
    await told('customers/redact', compliance(ADA));

    expect(await count('mailbox_request_event')).toBe(before);
    const rows = await database.query<{ row: string }>(
      'SELECT e::text AS row FROM mailbox_request_event AS e',
    );
    expect(JSON.stringify(rows)).not.toMatch(/@|Customer/);
  });
});

describe('a shop that left', () => {
  it('is forgotten in every table, the audit log included, and no other shop is', async () => {
    await fill();
    const other = 'another.myshopify.com';
    await service.handle(webhook('customers/enable', { id: 5 }, { shop: other }));
    await eventually(
      () => count(`customer_history WHERE shop = '${other}'`),
      (n) => n === 1,
    );

    await service.handle(webhook('shop/redact', { shop_domain: SHOP }, { deliveryId: 'farewell' }));
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
  });

  it('is kept where a merchant connected it again', async () => {
    await database.query(
      `INSERT INTO shop (domain, state, state_at, connected_at, scopes, sealed, key_id, renewed_at, follow_up_due)
        VALUES ($1, 'installed', $2, $2, '', '', 'k', $2, false)`,
      [SHOP, new Date(clock.now() - 3_600_000)],
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
      [SHOP, new Date(clock.now() - 49 * 3_600_000)],
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

describe('every table', () => {
  const tables = () =>
    database.query<{ name: string; columns: string[] }>(
      `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
        WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`,
    );
  /** Their shop is a keyed hash and runs out by itself within eight days. */
  const HASHED = ['shop_hour'];

  it('that has rows of a shop is emptied with the shop', async () => {
    const ofShops = (await tables()).filter(
      ({ name, columns }) => (columns.includes('shop') || name === 'shop') && !HASHED.includes(name),
    );

    expect(ofShops.map(({ name }) => name)).toEqual(Object.keys(TABLES_OF_SHOPS).toSorted());
  });

  it('is on the map in docs/privacy.md', async () => {
    const map = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
    const missing = (await tables()).filter(({ name }) => !map.includes(`\`${name}\``));

    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview } from '../../src/server/cli/review.ts';
import { TABLES_OF_SHOPS } from '../../src/server/db/shop-tables.ts';
import { createService, type Service } from '../../src/server/service.ts';
import type { TestDatabase } from './database.ts';
import { lookUpAnswer, recoverAnswer, startFakeShopify, type FakeShopify } from './fake-shopify.ts';
import { fakeRecords, FIELDS, mailboxPost } from './mailbox-requests.ts';
import {
  eventually,
  jsonPost,
  movableClock,
  SHOP,
  testConfig,
  type MovableClock,
} from './service-under-test.ts';
import { silentLog } from './silent-log.ts';
import { webhook } from './webhook-signer.ts';

export const ADA = { id: 6_100_000_000_001, email: 'Ada@Example.com', phone: null };
export const GID = `gid://shopify/Customer/${ADA.id}`;

/** What a compliance webhook says. */
export const compliance = (customer: object) => ({ shop_id: 1, shop_domain: SHOP, customer });

/** A service with a worker, and everything that can be kept of somebody; new for each test of the file that calls this. */
export function usePrivacy(database: TestDatabase) {
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
    await database.query(`TRUNCATE rate_limit, shop_hour, ${tables}`);
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

  /** Everything that can be kept about Ada, and the same of somebody else. */
  async function fill(): Promise<void> {
    for (const email of ['ada@example.com', 'grace@example.com']) {
      await service.handle(jsonPost({ email, locale: 'nb' }, { now: clock.now(), ip: '203.0.113.7' }));
    }
    await service.handle(
      mailboxPost({ ...FIELDS, oldEmail: 'ada@example.com', newEmail: 'ada@new.example' }),
    );
    // Somebody who wants Ada's address for their own account.
    await service.handle(
      mailboxPost({ ...FIELDS, oldEmail: 'eve@example.com', newEmail: 'ada@example.com' }),
    );
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
  return { fill, told, run, count, clock: () => clock, send: (request: Request) => service.handle(request) };
}

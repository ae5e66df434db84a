import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createRebuilds } from '../../src/server/db/ledger-rebuilds.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { createPrivacy } from '../../src/server/db/privacy.ts';
import { createKeepWebhook, createWebhooks } from '../../src/server/db/webhooks.ts';
import { createKeepLedger } from '../../src/server/domain/keep-ledger.ts';
import { useDatabase } from '../support/database.ts';
import { movableClock, SHOP, type MovableClock } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const DAY = 86_400_000;
let pool: Pool;
let clock: MovableClock;
let jobs: string[];
let rebuilt: { shop: string; anew: boolean }[];

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'test-keep', max: 4, timeoutMs: 5_000 }, silentLog);
});
afterAll(() => pool.end());
beforeEach(() => {
  clock = movableClock();
  jobs = [];
  rebuilt = [];
});
afterEach(() =>
  database.query('TRUNCATE webhook_delivery, privacy_request, ledger_rebuild').then(() => undefined),
);

const addJobs = async (ids: readonly string[]) => void jobs.push(...ids);
const webhooks = () => createWebhooks({ pool, addJobs });
const rebuilds = () => createRebuilds({ pool, addJobs });
const keepLedger = () =>
  createKeepLedger({
    clock,
    log: silentLog,
    webhooks: webhooks(),
    privacy: createPrivacy(pool, vault),
    rebuilds: rebuilds(),
    startRebuild: async (shop, anew) => void rebuilt.push({ shop, anew }),
    domains: async () => [SHOP],
    webhookKeepDays: 7,
    privacyKeepDays: 60,
  })();

/** @returns the id of its row */
async function keep(deliveryId: string): Promise<string> {
  const head = { shop: SHOP, topic: 'customers/enable', deliveryId, triggeredAt: undefined } as const;
  const customer = { customerId: 'gid://shopify/Customer/1', email: undefined };
  await createKeepWebhook({ pool, vault, clock, addJobs })({
    ...head,
    ...customer,
    event: { kind: 'enabled' },
  });
  return jobs.at(-1) ?? '';
}
const rows = async (table: string) => (await database.query(`SELECT 1 FROM ${table}`)).length;

describe('once a day', () => {
  it('a webhook that is done goes after its days, and no sooner', async () => {
    await webhooks().finish(await keep('d1'), clock.now());
    clock.advance(7 * DAY);
    await keepLedger();
    expect(await rows('webhook_delivery')).toBe(1);

    clock.advance(1);
    await keepLedger();

    expect(await rows('webhook_delivery')).toBe(0);
  });

  it('one that is not done is taken up again instead, however old it is', async () => {
    const id = await keep('d1');
    await keepLedger();
    expect(jobs).toEqual([id]);

    clock.advance(30 * DAY);
    await keepLedger();

    expect(jobs).toEqual([id, id]);
    expect(await rows('webhook_delivery')).toBe(1);
  });

  it('an export and the note of an erasure go after theirs', async () => {
    const privacy = createPrivacy(pool, vault);
    const subject = { customerId: 'gid://shopify/Customer/1', addressHash: undefined };
    await privacy.exportCustomer(await keep('d1'), SHOP, subject, clock.now(), clock.now());
    await privacy.eraseCustomer(
      await keep('d2'),
      SHOP,
      { ...subject, customerId: 'gid://shopify/Customer/2' },
      clock.now(),
      clock.now(),
    );
    clock.advance(60 * DAY);
    await keepLedger();
    expect(await rows('privacy_request')).toBe(2);

    clock.advance(1);
    await keepLedger();

    expect(await rows('privacy_request')).toBe(0);
  });

  it('customers are read anew a week after they were, and where that was given up', async () => {
    await keepLedger();
    expect(rebuilt).toEqual([{ shop: SHOP, anew: false }]);

    await rebuilds().begin(SHOP, clock.now(), false);
    clock.advance(7 * DAY);
    await keepLedger();
    clock.advance(1);
    await keepLedger();
    expect(rebuilt.slice(1).map(({ anew }) => anew)).toEqual([false, true]);

    await rebuilds().begin(SHOP, clock.now(), true);
    await rebuilds().giveUp(jobs.at(-1) ?? '', clock.now());
    await keepLedger();
    expect(rebuilt.at(-1)).toEqual({ shop: SHOP, anew: true });
  });
});

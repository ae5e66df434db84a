import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountsVersion } from '../../src/contracts/accounts.ts';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { createStorefrontApi } from '../../src/devstore/shopify/storefront-api.ts';
import { DAILY } from '../../src/server/jobs/daily.ts';
import { openQueue } from '../../src/server/jobs/queue.ts';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import {
  eventually,
  jsonPost,
  movableClock,
  proxied,
  SECRET,
  SHOP,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { webhook } from '../support/webhook-signer.ts';

const database = useDatabase();
const CODES = 'NEW_CUSTOMER_ACCOUNTS';
let shop: ControlledShop;
let clock: MovableClock;
let service: Service;
let lines: string[];
/** While true, Shopify takes no metafields. */
let isMirrorBroken: boolean;

beforeAll(() => {
  clock = movableClock();
  shop = createLocalShop({ clock, domain: SHOP });
});
beforeEach(async () => {
  lines = [];
  isMirrorBroken = false;
  await start();
});
afterEach(async () => {
  await service.stop();
  shop.reset();
  await database.query(
    'TRUNCATE access_request, customer_history, webhook_delivery, ledger_rebuild, mail_pace, shop_accounts, shopify_gate',
  );
  await database.query('DELETE FROM pgboss.job');
});
afterAll(() => shop.webhooks.clear());

/** A custom app, whose worker asks by itself. */
async function start(): Promise<void> {
  const admin = createAdminApi(shop, { accessToken: 'admin-token-for-tests' });
  const storefront = createStorefrontApi(shop, { privateToken: 'storefront-token-for-tests' });
  service = createService({
    config: testConfig(database.url, {
      ACCOUNTS_CHECK: 'on',
      LEDGER_REBUILD: 'on',
      LIMIT_ADDRESS_PER_HOUR: '100',
    }),
    clock,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    roles: ['server', 'worker'],
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (isMirrorBroken && (await request.clone().text()).includes('metafieldsSet')) {
        return Response.json({ errors: [{ message: 'Internal error' }] });
      }
      return request.url.includes('/admin/') ? admin(request) : storefront(request);
    },
  });
  await service.start();
  shop.webhooks.connect({ secret: SECRET, deliver: (request) => service.handle(request) });
}

const mirror = () => shop.quirks.appMetafields['accounts'];
const mirrored = (version: AccountsVersion) =>
  eventually(
    async () => mirror(),
    (now) => now?.['version'] === version,
  );
const known = (version: AccountsVersion) =>
  eventually(
    () => database.query<{ version: string | null; mirrored: string | null }>('SELECT * FROM shop_accounts'),
    ([row]) => row?.version === version && row.mirrored === version,
  );
const toldOf = (version: 'classic' | 'new_customer_accounts', triggeredAt: number) =>
  service.handle(
    webhook(
      'customer_account_settings/update',
      { customer_accounts_version: version },
      { triggeredAt: new Date(triggeredAt).toISOString() },
    ),
  );
const heard = () =>
  eventually(
    () => database.query('SELECT 1 FROM webhook_delivery WHERE done_at IS NULL'),
    (rows) => rows.length === 0,
  );
async function signInWith(): Promise<unknown> {
  clock.advance(20_000);
  const answer = await service.handle(proxied('/proxy/accounts', { now: clock.now() }));
  return answer.json();
}
const ask = (email: string) => service.handle(jsonPost({ email }, { now: clock.now() }));
const decided = (reason: string) =>
  eventually(
    () => database.query<{ reason: string }>('SELECT reason FROM access_request'),
    (rows) => rows.some((row) => row.reason === reason),
  );

describe('a custom app', () => {
  it('asks as soon as its worker is there, and tells Liquid', async () => {
    await known('CLASSIC');

    expect(mirror()).toEqual({ codes: false, version: 'CLASSIC' });
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'password' });
  });

  it('makes up for what it did not hear while it was away', async () => {
    await known('CLASSIC');
    await service.stop();
    shop.webhooks.clear();
    shop.setQuirks({ accountsVersion: CODES });
    clock.advance(60_000);

    await start();

    await known(CODES);
    expect(mirror()).toEqual({ codes: true, version: CODES });
  });

  it('tells Liquid once more where the metafields were lost, though it knows of no change', async () => {
    await known('CLASSIC');
    await service.stop();
    shop.setQuirks({ appMetafields: {} });
    clock.advance(60_000);

    await start();

    await mirrored('CLASSIC');
  });
});

it('a switch that nobody told of is found out by what a worker does once a day', async () => {
  await known('CLASSIC');
  shop.setQuirks({ webhookCopies: 0 });
  shop.setQuirks({ accountsVersion: CODES });
  clock.advance(60_000);
  const boss = await openQueue({ databaseUrl: database.url, supervise: false }, silentLog);
  await boss.send(DAILY);

  await known(CODES);

  expect(mirror()).toEqual({ codes: true, version: CODES });
  await boss.stop({ graceful: false });
});

describe('a shop that switches', () => {
  it('is on codes for shoppers and for Liquid, and back again, by Shopify’s webhook alone', async () => {
    await known('CLASSIC');
    clock.advance(1_000);
    shop.setQuirks({ accountsVersion: CODES });

    await known(CODES);
    expect(mirror()).toEqual({ codes: true, version: CODES });
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'code' });
    expect((await ask(PEOPLE.migrated.email)).status).toBe(200);
    expect(await database.query('SELECT 1 FROM access_request')).toEqual([]);

    shop.setQuirks({ accountsVersion: 'CLASSIC' });
    await known('CLASSIC');
    expect(mirror()).toEqual({ codes: false, version: 'CLASSIC' });
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'password' });
    expect((await ask(PEOPLE.migrated.email)).status).toBe(202);
    await decided('never-activated');
  });

  it('is found out by the first look-up where the webhook never came', async () => {
    await known('CLASSIC');
    shop.setQuirks({ webhookCopies: 0 });
    shop.setQuirks({ accountsVersion: CODES });
    clock.advance(1_000);
    const mails = shop.mails.length;

    expect((await ask(PEOPLE.migrated.email)).status).toBe(202);

    await decided('codes-not-passwords');
    await known(CODES);
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'code' });
    expect(shop.mails).toHaveLength(mails);
  });

  it('is found out by the reading of all customers, too', async () => {
    await known('CLASSIC');
    await eventually(
      () => database.query<{ state: string }>('SELECT state FROM ledger_rebuild'),
      ([row]) => row?.state === 'done',
    );
    await database.query('DELETE FROM ledger_rebuild');
    shop.setQuirks({ webhookCopies: 0 });
    shop.setQuirks({ accountsVersion: CODES });
    clock.advance(1_000);

    await service.handle(webhook('app/scopes_update', { current: ['read_customers'] }));

    await known(CODES);
  });

  it('is where it is, whatever order Shopify tells it in', async () => {
    await known('CLASSIC');
    shop.setQuirks({ webhookCopies: 0 });
    shop.setQuirks({ accountsVersion: CODES });
    clock.advance(600_000);
    // Over to codes, back, and over again; what Shopify tells first comes last.
    for (const [version, ago] of [
      ['new_customer_accounts', 100_000],
      ['classic', 200_000],
      ['new_customer_accounts', 300_000],
    ] as const) {
      await toldOf(version, clock.now() - ago);
    }
    await heard();

    await known(CODES);
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'code' });
  });

  it('is what Shopify says when asked, where only old news ever came', async () => {
    await known('CLASSIC');
    clock.advance(600_000);
    // It was on codes for a while, and nobody told that it went back.
    await toldOf('new_customer_accounts', clock.now() - 300_000);
    await heard();

    await known('CLASSIC');
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'password' });
  });

  it('is mirrored as soon as Shopify takes it, and is on codes for the server meanwhile', async () => {
    await known('CLASSIC');
    isMirrorBroken = true;
    clock.advance(1_000);
    shop.setQuirks({ accountsVersion: CODES });
    await eventually(
      async () => lines.join(''),
      (log) => log.includes('accounts-not-mirrored'),
    );
    expect(mirror()).toEqual({ codes: false, version: 'CLASSIC' });
    expect(await signInWith()).toEqual({ v: 1, signInWith: 'code' });

    isMirrorBroken = false;
    await known(CODES);
    expect(mirror()).toEqual({ codes: true, version: CODES });
  });

  it('is in the log by name and by what it switched to, and nothing else is', async () => {
    await known('CLASSIC');
    clock.advance(1_000);
    shop.setQuirks({ accountsVersion: CODES });
    await known(CODES);

    const switched = lines
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter(({ event }) => event === 'accounts-changed' || event === 'accounts-mirrored');
    expect(switched.map(({ event, shop: of, code }) => [event, of, code])).toEqual([
      ['accounts-changed', SHOP, 'passwords'],
      ['accounts-mirrored', SHOP, 'passwords'],
      ['accounts-changed', SHOP, 'codes'],
      ['accounts-mirrored', SHOP, 'codes'],
    ]);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { createOAuth, createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock, testConfig } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { APP, KEY } from '../support/token-process.ts';

const database = useDatabase();
const clock = movableClock();
const NAMES = ['one.myshopify.com', 'two.myshopify.com'] as const;
const shops = new Map<string, ControlledShop>();
/** Whose Shopify does not answer. */
const away = new Set<string>();
let service: Service;

function started(): Service {
  const config = testConfig(database.url, {
    SHOPIFY_ADMIN_TOKEN: '',
    SHOP_DOMAIN: '',
    SHOPIFY_API_KEY: APP.apiKey,
    TOKEN_KEYS: KEY.toString('base64'),
    ACCOUNTS_CHECK: 'on',
  });
  const callShop: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { hostname, pathname } = new URL(request.url);
    const shop = shops.get(hostname);
    if (shop === undefined || away.has(hostname)) throw new TypeError('fetch failed');
    return pathname === '/admin/oauth/access_token'
      ? createOAuth(shop, APP)(request)
      : createAdminApi(shop)(request);
  };
  return createService({ config, clock, log: silentLog, roles: ['server', 'worker'], fetch: callShop });
}

beforeAll(async () => {
  for (const domain of NAMES) {
    shops.set(
      domain,
      createLocalShop({ clock, domain, quirks: { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' } }),
    );
  }
  service = started();
  await service.start();
});
afterAll(() => service.stop());

async function connect(domain: string): Promise<number> {
  const shop = shops.get(domain);
  if (shop === undefined) throw new Error('no such shop');
  const headers = { Authorization: `Bearer ${createSessionToken(shop, APP)}` };
  const request = new Request('https://app.example/app/connect', { method: 'POST', headers });
  return (await service.handle(request)).status;
}
const onCodes = (count: number) =>
  eventually(
    () =>
      database.query<{ shop: string }>(
        `SELECT shop FROM shop_accounts WHERE version = 'NEW_CUSTOMER_ACCOUNTS' AND mirrored = version ORDER BY shop`,
      ),
    (rows) => rows.length === count,
  );
const mirrorOf = (domain: string) => shops.get(domain)?.quirks.appMetafields['accounts'];

it('each shop that is connected is asked, and Liquid is told', async () => {
  expect(await connect(NAMES[0])).toBe(200);
  await onCodes(1);
  expect(mirrorOf(NAMES[0])).toEqual({ codes: true, version: 'NEW_CUSTOMER_ACCOUNTS' });

  expect(await connect(NAMES[1])).toBe(200);
  await onCodes(2);
});

it('shops that were connected before anybody asked are asked when a worker starts, the others are not', async () => {
  await service.stop();
  // As an upgrade finds them; the first is known, and nobody looks at it.
  await database.query('DELETE FROM shop_accounts WHERE shop = $1', [NAMES[1]]);
  await database.query(`UPDATE shop_accounts SET mirrored = NULL`);
  service = started();
  await service.start();

  expect(await onCodes(1)).toEqual([{ shop: NAMES[1] }]);
});

it('a shop whose Shopify is away holds up no other', async () => {
  await service.stop();
  away.add(NAMES[0]);
  await database.query('DELETE FROM shop_accounts');
  service = started();
  await service.start();

  expect(await onCodes(1)).toEqual([{ shop: NAMES[1] }]);
});

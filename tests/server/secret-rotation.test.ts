import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOAuth, createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { signedQuery } from '../support/app-proxy-signer.ts';
import { useDatabase } from '../support/database.ts';
import { movableClock, PREFIX, SHOP, testConfig, type MovableClock } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { webhook } from '../support/webhook-signer.ts';
import { APP, KEY, MINUTE } from '../support/token-process.ts';

/** Shopify signs with the oldest secret that is not revoked, and takes the newest. */
const OLDER = 'the secret of last year';
const NEWER = 'the secret of this year';

const database = useDatabase();
let clock: MovableClock;
let shop: ControlledShop;
let service: Service;

beforeEach(() => {
  clock = movableClock();
  shop = createLocalShop({ clock, domain: SHOP });
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE shop, access_request, webhook_delivery');
  await database.query('DELETE FROM pgboss.job');
});

async function startWith(secrets: string): Promise<void> {
  const config = testConfig(database.url, {
    SHOPIFY_API_SECRET: secrets,
    SHOPIFY_ADMIN_TOKEN: '',
    SHOP_DOMAIN: '',
    SHOPIFY_API_KEY: APP.apiKey,
    TOKEN_KEYS: KEY.toString('base64'),
  });
  const office = createOAuth(shop, { apiKey: APP.apiKey, apiSecret: NEWER });
  const fetch: typeof globalThis.fetch = (input, init) => office(new Request(input, init));
  service = createService({ config, clock, log: silentLog, roles: ['server'], fetch });
  await service.start();
}

/** The local shop's token office checks session tokens with one secret only; what it is asked with is looked at here. */
async function connects(secret: string): Promise<number> {
  const token = createSessionToken(shop, { ...APP, apiSecret: secret });
  const headers = { Authorization: `Bearer ${token}` };
  const request = new Request('https://app.example/app/connect', { method: 'POST', headers });
  return (await service.handle(request)).status;
}

async function takesFromProxy(secret: string): Promise<number> {
  const timestamp = String(Math.floor(clock.now() / 1000));
  const parameters = { shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp };
  const request = new Request(`https://app.example/proxy/requests${signedQuery(parameters, secret)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' },
    body: JSON.stringify({ email: 'ada@example.com', locale: 'en' }),
  });
  return (await service.handle(request)).status;
}

async function takesWebhook(secret: string): Promise<number> {
  return (await service.handle(webhook('customers/enable', { id: 1 }, { secret }))).status;
}

describe('while the client secret is being replaced', () => {
  beforeEach(async () => {
    await startWith(`${NEWER},${OLDER}`);
    expect(await connects(NEWER)).toBe(200);
  });

  it.each([
    ['the newer', NEWER],
    ['the older', OLDER],
  ])('the app proxy and webhooks are believed with %s one', async (_, secret) => {
    expect(await takesFromProxy(secret)).toBe(202);
    expect(await takesWebhook(secret)).toBe(200);
  });

  it('nobody is believed with a third one, nor with the two as they are configured', async () => {
    for (const secret of ['a secret of nobody', `${NEWER},${OLDER}`, '']) {
      expect(await takesFromProxy(secret)).toBe(401);
      expect(await takesWebhook(secret)).toBe(401);
      expect(await connects(secret)).toBe(401);
    }
  });

  it('Shopify is asked for tokens with the newer one', () => {
    // Refused with any other: see createOAuth of the local shop.
    expect(shop.appTokens.given.exchanged).toBe(1);
  });
});

it('once the older secret is taken away, nothing that it signed is believed', async () => {
  await startWith(NEWER);
  expect(await connects(NEWER)).toBe(200);
  clock.advance(MINUTE);

  expect(await takesFromProxy(OLDER)).toBe(401);
  expect(await takesWebhook(OLDER)).toBe(401);
  expect(await connects(OLDER)).toBe(401);
  expect(await takesFromProxy(NEWER)).toBe(202);
});

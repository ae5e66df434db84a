import { afterAll, beforeAll, expect, it } from 'vitest';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { LOCAL_API_KEY, LOCAL_SECRETS, startLocalStack, type LocalStack } from '../../src/devstore/start.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/service-under-test.ts';

const database = useDatabase();
const MINUTE = 60_000;
let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocalStack({
    databaseUrl: database.url,
    ports: { storefront: 0, cdn: 0, mailbox: 0, app: 0 },
    environment: {
      SHOPIFY_ADMIN_TOKEN: '',
      SHOP_DOMAIN: '',
      SHOPIFY_API_KEY: LOCAL_API_KEY,
      TOKEN_KEYS: Buffer.alloc(32, 'tokens').toString('base64'),
    },
  });
  // What is told of the shop that had this name before must not be worked off after this one has left.
  await eventually(
    () =>
      database.query(
        `SELECT id FROM pgboss.job WHERE name = 'webhooks' AND state IN ('created', 'retry', 'active')`,
      ),
    (jobs) => jobs.length === 0,
  );
});
afterAll(() => stack.stop());

const APP = { apiKey: LOCAL_API_KEY, apiSecret: LOCAL_SECRETS.SHOPIFY_API_SECRET };

async function connect(): Promise<number> {
  const headers = { Authorization: `Bearer ${createSessionToken(stack.shop, APP)}` };
  return (await fetch(`${stack.shop.origins.app}/app/connect`, { method: 'POST', headers })).status;
}

/** As a shopper's browser asks, through the app proxy. */
async function ask(email: string): Promise<number> {
  const response = await fetch(`${stack.shop.origins.storefront}/apps/account-access/requests`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ email }),
  });
  return response.status;
}

const mailsTo = (email: string, count: number) =>
  eventually(
    async () => stack.shop.mails.filter(({ to }) => to === email).length,
    (mails) => mails >= count,
  );

it('a shop is installed, used, uninstalled and installed again, with what Shopify tells meanwhile', async () => {
  const { email } = PEOPLE.migrated;
  expect(await ask(email)).toBe(401);

  expect(await connect()).toBe(200);
  stack.controls.apply({ advanceMs: MINUTE });
  expect(await ask(email)).toBe(202);
  await mailsTo(email, 1);

  stack.shop.appTokens.revokeAll();
  stack.shop.webhooks.send('app/uninstalled', { myshopify_domain: stack.shop.domain });
  await stack.shop.webhooks.idle();
  const states = () => database.query<{ state: string }>('SELECT state FROM shop');
  await eventually(states, ([row]) => row?.state === 'uninstalled');
  stack.controls.apply({ advanceMs: MINUTE });
  expect(await ask(email)).toBe(401);

  expect(await connect()).toBe(200);
  stack.controls.apply({ advanceMs: MINUTE });
  expect(await ask(email)).toBe(202);
  await mailsTo(email, 2);
}, 60_000);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalStack, type LocalStack } from '../../src/devstore/start.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/service-under-test.ts';

const database = useDatabase();
let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocalStack({
    databaseUrl: database.url,
    ports: { storefront: 0, cdn: 0, mailbox: 0, app: 0 },
  });
  // What is told of the shop that had this name before must not be worked off after this one has switched.
  await eventually(
    () => database.query('SELECT 1 FROM webhook_delivery WHERE done_at IS NULL'),
    (rows) => rows.length === 0,
  );
  stack.shop.setQuirks({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
  await eventually(
    async () => stack.shop.quirks.appMetafields['accounts'],
    (mirror) => mirror?.['codes'] === true,
  );
  // Past what the process remembers.
  stack.controls.apply({ advanceMs: 20_000 });
}, 60_000);
afterAll(() => stack.stop());

const proxyUrl = (path: string) => `${stack.shop.origins.storefront}${path}`;
/** The page inside of the theme, as a browser gets it through the app proxy. */
async function open(path: string, init?: RequestInit): Promise<{ page: string; status: number }> {
  const response = await fetch(proxyUrl(path), init);
  return { page: await response.text(), status: response.status };
}
const hrefOf = (page: string) => /class="lk-action" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');

describe('the sign-in guide of a shop on codes, in its theme', () => {
  it('leads to the account, in the page’s language, from a newsletter’s link as well', async () => {
    const { page, status } = await open('/apps/account-access/sign-in?utm_source=mail&utm_campaign=a%20b');

    expect(status).toBe(200);
    expect(page).toContain('data-lk-state="sign-in-with-code"');
    expect(hrefOf(page)).toBe('/customer_authentication/login?return_to=%2Faccount&locale=en');
    expect(page).not.toContain('{%');
  });

  it('is in the language of the storefront', async () => {
    const { page } = await open('/fr/apps/account-access/sign-in');

    expect(hrefOf(page)).toContain('return_to=%2Ffr%2Faccount&locale=fr');
    expect(page).not.toContain('You don’t need a password any more');
  });

  it('leads to the sign-in page where Shopify gives no other address', async () => {
    stack.shop.setQuirks({ storefrontLoginUrl: false });
    const { page } = await open('/apps/account-access/sign-in');
    stack.shop.setQuirks({ storefrontLoginUrl: true });

    expect(hrefOf(page)).toBe('/account/login?locale=en');
  });

  it('is the answer to a form of a page from before the switch', async () => {
    const { page } = await open('/apps/account-access/requests', {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({ email: 'ada@example.com', locale: 'en' }),
    });

    expect(page).toContain('data-lk-state="sign-in-with-code"');
    expect(page).toContain('<bdi>ada@example.com</bdi>');
    expect(page).not.toContain('lk-email');
  });

  it('is told to a page that waits', async () => {
    const { page } = await open('/apps/account-access/accounts', { headers: { Accept: 'application/json' } });

    expect(JSON.parse(page)).toEqual({ v: 1, signInWith: 'code' });
  });
});

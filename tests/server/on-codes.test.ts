import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountsVersion } from '../../src/contracts/accounts.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { signedQuery, signParameters } from '../support/app-proxy-signer.ts';
import { useDatabase } from '../support/database.ts';
import {
  formPost,
  jsonPost,
  movableClock,
  PREFIX,
  proxied,
  SECRET,
  SHOP,
  START,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const shopify = vi.fn<typeof fetch>();
const MINUTE = 60_000;
let clock: MovableClock;
let service: Service;

beforeAll(async () => {
  clock = movableClock();
  const config = testConfig(database.url, { LIMIT_IP_PER_10_MINUTES: '100000', SENDER_NAME: 'Fjell' });
  service = createService({ config, clock, log: silentLog, roles: ['server'], fetch: shopify });
  await service.start();
});
afterAll(() => service.stop());
beforeEach(async () => {
  await database.query('TRUNCATE access_request, shop_accounts, rate_limit');
  await database.query('DELETE FROM pgboss.job');
  // Past everything that is remembered for seconds.
  clock.advance(MINUTE);
});

async function shopIsOn(version: AccountsVersion): Promise<void> {
  await database.query(
    `INSERT INTO shop_accounts (shop, id, version, happened_at, told_by) VALUES ($1, gen_random_uuid(), $2, now(), 'check')
      ON CONFLICT (shop) DO UPDATE SET version = excluded.version`,
    [SHOP, version],
  );
}
const now = () => ({ now: clock.now() });
const stored = async () => [
  ...(await database.query('SELECT 1 FROM access_request')),
  ...(await database.query("SELECT 1 FROM pgboss.job WHERE name = 'access-requests'")),
  ...(await database.query('SELECT 1 FROM rate_limit')),
];
const open = async (path: string) => (await service.handle(proxied(`/proxy${path}`, now()))).text();

describe('a request in a shop on codes', () => {
  beforeEach(() => shopIsOn('NEW_CUSTOMER_ACCOUNTS'));

  it('is answered with how to sign in: nothing is kept, counted or asked', async () => {
    const response = await service.handle(jsonPost({ email: 'ada@example.com' }, now()));

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ v: 1, state: 'sign-in-with-code' });
    expect(await stored()).toEqual([]);
    expect(shopify).not.toHaveBeenCalled();
  });

  it('is answered byte for byte alike for whatever address, and for what is none', async () => {
    await database.query(
      `INSERT INTO customer_history (shop, customer_id, seen_enabled_at) VALUES ($1, 'gid://shopify/Customer/1', now())`,
      [SHOP],
    );
    const answers: string[] = [];
    for (const email of [
      'known@example.com',
      'unknown@example.com',
      'blocked@example.com',
      'none at all',
      7,
    ]) {
      const response = await service.handle(jsonPost({ email }, now()));
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]));
    }

    expect(new Set(answers).size).toBe(1);
  });

  it('of a browser without scripts is answered with the guide, and repeats the address to whoever typed it', async () => {
    const page = await (
      await service.handle(formPost({ email: 'ada@gmail.com', locale: 'nb' }, now()))
    ).text();

    expect(page).toContain('data-lk-state="sign-in-with-code"');
    expect(page).toContain('<bdi>ada@gmail.com</bdi>');
    expect(page).toContain('Gmail');
    expect(page).not.toMatch(/<form|<input|type="password"/);
    expect(await stored()).toEqual([]);
  });

  it('of a browser without scripts differs by what was typed alone', async () => {
    const pageOf = async (email: string) =>
      (await (await service.handle(formPost({ email }, now()))).text()).replaceAll(email, 'X');

    expect(await pageOf('known@example.com')).toBe(await pageOf('other@example.com'));
  });

  it('with an address that is none is no mistake here: the guide needs none', async () => {
    const page = await (await service.handle(formPost({ email: '{{ shop }}<b>' }, now()))).text();

    expect(page).toContain('data-lk-state="sign-in-with-code"');
    expect(page).not.toContain('{{ shop }}');
    expect(page).not.toContain('class="lk-summary"');
  });

  it('for another address of an account is taken as before: staff can still change it', async () => {
    expect(await open('/mailbox-requests')).toContain('data-lk-state="no-mailbox"');
  });
});

describe.each(['/', '/requests', '/sign-in'])('the page at %s', (path) => {
  it('is the guide in a shop on codes, in every language, with the help and without a form', async () => {
    await shopIsOn('NEW_CUSTOMER_ACCOUNTS');
    const page = await open(path);

    expect(page).toContain('data-lk-state="sign-in-with-code"');
    expect(page).toContain("{% when 'nb' %}");
    expect(page).toContain('Only the newest code works');
    expect(page).not.toMatch(/<form|<input|data-lk-state="ask-address"/);
  });

  it('asks for the address in a shop on passwords, and where nothing is known', async () => {
    expect(await open(path)).toContain('data-lk-state="ask-address"');
    clock.advance(MINUTE);
    await shopIsOn('CLASSIC');
    expect(await open(path)).toContain('data-lk-state="ask-address"');
  });

  it('takes no other method than it says', async () => {
    const response = await service.handle(proxied(`/proxy${path}`, { ...now(), method: 'DELETE' }));

    expect(response.status).toBe(405);
  });
});

describe('how shoppers sign in', () => {
  const ask = () => service.handle(proxied('/proxy/accounts', now()));

  it('is told as JSON that nobody stores, and follows a switch within seconds', async () => {
    const before = await ask();
    expect(before.headers.get('Cache-Control')).toBe('no-store');
    expect(await before.json()).toEqual({ v: 1, signInWith: 'password' });

    await shopIsOn('NEW_CUSTOMER_ACCOUNTS');
    clock.advance(15_000);
    expect(await (await ask()).json()).toEqual({ v: 1, signInWith: 'code' });

    await shopIsOn('CLASSIC');
    clock.advance(15_000);
    expect(await (await ask()).json()).toEqual({ v: 1, signInWith: 'password' });
    expect(shopify).not.toHaveBeenCalled();
  });

  it('is not told to who is not the app proxy, nor by another method', async () => {
    const unsigned = await service.handle(new Request('https://app.example/proxy/accounts'));
    const posted = await service.handle(proxied('/proxy/accounts', { ...now(), method: 'POST', body: '' }));

    expect([unsigned.status, posted.status]).toEqual([401, 405]);
  });
});

describe('a link of a newsletter', () => {
  /** As Shopify signs what the shopper's browser sent. */
  const signedWith = (path: string, extra: Readonly<Record<string, string>>, init: RequestInit = {}) => {
    const timestamp = String(Math.floor(clock.now() / 1000));
    const all = { shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp, ...extra };
    const query = new URLSearchParams({ ...all, signature: signParameters(all, SECRET) });
    return service.handle(new Request(`https://app.example/proxy${path}?${query.toString()}`, init));
  };
  const UTM = { utm_source: 'newsletter', utm_campaign: 'spring & more', fbclid: 'IwAR0_x-y' };

  it.each(['', '/', '/requests', '/requests/', '/sign-in', '/sign-in/'])(
    'leads to the page at “%s” with whatever it has in its query',
    async (path) => {
      const page = await signedWith(path, UTM);

      expect(page.status).toBe(200);
      // Nothing of it comes back.
      expect(await page.text()).not.toMatch(/newsletter|IwAR0|spring/);
      expect((await signedWith(path, UTM, { method: 'HEAD' })).status).toBe(200);
    },
  );

  it.each([
    ['POST', '/requests'],
    ['POST', '/sign-in'],
    ['POST', '/'],
    ['PUT', '/requests'],
    ['GET', '/accounts'],
    ['GET', '/mailbox-requests'],
    ['GET', '/breached-passwords/ABCDE'],
    ['GET', '/requests//'],
    ['GET', '//'],
    ['GET', '/sign-in/../accounts'],
    ['POST', '/mailboxes'],
    ['GET', '/nowhere'],
  ])('opens no other door: %s %s with more parameters is 401', async (method, path) => {
    const body = method === 'GET' ? {} : { body: '{"email":"ada@example.com"}' };
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };

    expect((await signedWith(path, UTM, { method, headers, ...body })).status).toBe(401);
    expect(await stored()).toEqual([]);
  });

  it.each(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'])(
    'opens no other door by the header %s',
    async (name) => {
      const headers = { [name]: 'GET', 'Content-Type': 'application/json' };
      const body = '{"email":"ada@example.com"}';

      expect((await signedWith('/requests', UTM, { method: 'POST', headers, body })).status).toBe(401);
    },
  );

  it('that names another shop beside the one that is signed is refused', async () => {
    expect((await signedWith('/', { xshop: 'victim.myshopify.com' })).status).toBe(401);
    const query = signedQuery(
      {
        shop: SHOP,
        logged_in_customer_id: '',
        path_prefix: PREFIX,
        timestamp: String(Math.floor(clock.now() / 1000)),
      },
      SECRET,
    );
    const unsigned = new Request(`https://app.example/proxy/${query}&utm_source=x`);
    expect((await service.handle(unsigned)).status).toBe(401);
  });
});

describe('while the database is away', () => {
  it('pages and answers go on with what was known last, and a shop never heard of is on passwords', async () => {
    await shopIsOn('NEW_CUSTOMER_ACCOUNTS');
    await open('/');
    const fresh = createService({
      config: testConfig('postgres://localhost:9/none'),
      clock: { now: () => START },
      log: silentLog,
      roles: ['server'],
    });
    await database.takeDown();
    try {
      clock.advance(MINUTE);
      expect(await open('/sign-in')).toContain('data-lk-state="sign-in-with-code"');
      expect((await service.handle(jsonPost({ email: 'ada@example.com' }, now()))).status).toBe(200);
      expect(await (await fresh.handle(proxied('/proxy/accounts'))).json()).toEqual({
        v: 1,
        signInWith: 'password',
      });
    } finally {
      await database.bringUp();
      await fresh.stop();
    }
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen, type Listener } from '../../src/devstore/listen.ts';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { createOAuth, createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { createStorefrontApi } from '../../src/devstore/shopify/storefront-api.ts';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, jsonPost, movableClock, SHOP, testConfig } from '../support/service-under-test.ts';
import { APP, HOUR, KEY, MINUTE } from '../support/token-process.ts';

const database = useDatabase();
const clock = movableClock();
const lines: string[] = [];
const printed = ['log', 'info', 'warn', 'error', 'debug'] as const;
let shop: ControlledShop;
let listener: Listener;
let service: Service;

beforeAll(async () => {
  shop = createLocalShop({ clock, domain: SHOP, quirks: { inviteLimit: null } });
  const [admin, storefront, oauth] = [
    createAdminApi(shop),
    createStorefrontApi(shop),
    createOAuth(shop, APP),
  ];
  listener = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/admin/oauth/access_token') return oauth(request);
    return pathname.startsWith('/admin/api/') ? admin(request) : storefront(request);
  }, 0);
  shop.origins.storefront = listener.origin;
  const config = testConfig(database.url, {
    SHOPIFY_ADMIN_TOKEN: '',
    SHOP_DOMAIN: '',
    SHOPIFY_API_KEY: APP.apiKey,
    TOKEN_KEYS: KEY.toString('base64'),
    SHOPIFY_ORIGIN: listener.origin,
    REPEAT_WINDOW_SECONDS: '0',
  });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  service = createService({ config, clock, log, roles: ['server', 'worker'] });
  await service.start();
});
afterAll(async () => {
  await service.stop();
  await listener.close();
});
beforeEach(() => {
  for (const name of printed) vi.spyOn(console, name);
});
afterEach(async () => {
  shop.reset();
  // Past everything that is remembered for seconds.
  clock.advance(MINUTE);
  await database.query('TRUNCATE shop, parked_request, access_request');
  for (const name of printed) expect(console[name]).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

function connect(token = createSessionToken(shop, APP)): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` };
  return service.handle(new Request('https://app.example/app/connect', { method: 'POST', headers }));
}
const ask = (email: string) => service.handle(jsonPost({ email }, { now: clock.now() }));
const mailTo = (email: string) => shop.mails.filter(({ to, sentAt }) => to === email && sentAt >= asked);
const arrived = (email: string) =>
  eventually(
    async () => mailTo(email).length,
    (count) => count > 0,
  );
const parked = () => database.query<{ request_id: string }>('SELECT request_id FROM parked_request');
let asked = 0;
beforeEach(() => {
  asked = clock.now();
});

function addressOf(state: string): string {
  const found = shop.customers.find((customer) => customer.state === state && customer.tags.length === 0);
  if (found === undefined) throw new Error(`the seed has nobody who is ${state}`);
  return found.email;
}

describe('a shop whose merchant opens the app', () => {
  it('is served from then on, with invites and password resets', async () => {
    expect((await ask(addressOf('INVITED'))).status).toBe(401);
    clock.advance(MINUTE);

    const answer = await connect();

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ v: 1, state: 'connected' });
    expect((await ask(addressOf('INVITED'))).status).toBe(202);
    expect((await ask(addressOf('ENABLED'))).status).toBe(202);
    await arrived(addressOf('INVITED'));
    await arrived(addressOf('ENABLED'));
  });

  it.each([
    ['no token', ''],
    ['a token of another app', 'other'],
    ['a token that is none', 'none'],
  ])('with %s is not connected, and Shopify is not asked', async (_, kind) => {
    const tokens: Readonly<Record<string, string>> = {
      other: createSessionToken(shop, { ...APP, apiKey: 'another' }),
      none: 'a.b.c',
    };

    expect((await connect(tokens[kind] ?? '')).status).toBe(401);
    expect(shop.appTokens.given.exchanged).toBe(0);
  });

  it('is told to come back while Shopify is away, and then is connected', async () => {
    shop.faults.set('oauth', { kind: 'refuse' });
    const answer = await connect();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('60');

    shop.faults.set('oauth', undefined);
    expect((await connect()).status).toBe(200);
  });

  it('has Shopify left alone after five failures in a row, but for a look every few seconds', async () => {
    shop.faults.set('oauth', { kind: 'status', status: 503 });
    for (let call = 0; call < 5; call += 1) expect((await connect()).status).toBe(503);

    shop.faults.set('oauth', undefined);
    expect((await connect()).status).toBe(503);
    expect(shop.appTokens.given.exchanged).toBe(0);

    clock.advance(3_000);
    expect((await connect()).status).toBe(200);
  });
});

describe('a shop whose tokens Shopify renews no more', () => {
  beforeEach(async () => {
    await connect();
    shop.setQuirks({ appTokensRenew: false });
    clock.advance(2 * HOUR);
    asked = clock.now();
  });

  it('takes requests, keeps them without a job, and works them off after the reconnection', async () => {
    const [invited, enabled] = [addressOf('INVITED'), addressOf('ENABLED')];
    expect((await ask(invited)).status).toBe(202);
    expect((await ask(enabled)).status).toBe(202);
    await eventually(parked, (rows) => rows.length === 2);
    expect(await database.query('SELECT state FROM shop')).toEqual([{ state: 'needs-reconnect' }]);
    const open = `SELECT 1 FROM pgboss.job WHERE name = 'access-requests' AND state IN ('created', 'active', 'retry')
      AND data->>'requestId' IN (SELECT id::text FROM access_request)`;
    expect(
      await eventually(
        () => database.query(open),
        (jobs) => jobs.length === 0,
      ),
    ).toEqual([]);
    expect(mailTo(invited)).toEqual([]);

    shop.setQuirks({ appTokensRenew: true });
    expect((await connect()).status).toBe(200);

    await arrived(invited);
    await arrived(enabled);
    expect(await parked()).toEqual([]);
    expect(await database.query('SELECT state, follow_up_due FROM shop')).toEqual([
      { state: 'installed', follow_up_due: false },
    ]);
  });

  it('sends one mail, however often the app is opened then', async () => {
    const invited = addressOf('INVITED');
    await ask(invited);
    await eventually(parked, (rows) => rows.length === 1);
    await connect();
    await arrived(invited);
    await connect();

    const states = () => database.query<{ mail_state: string }>('SELECT mail_state FROM access_request');
    expect(await eventually(states, ([row]) => row?.mail_state === 'sent')).toHaveLength(1);
    expect(mailTo(invited)).toHaveLength(1);
  });
});

describe('a shop that uninstalled the app', () => {
  it('is refused, and served again when it is installed again', async () => {
    await connect();
    clock.advance(MINUTE);
    await database.query(
      `UPDATE shop SET state = 'uninstalled', sealed = NULL, key_id = NULL, renewed_at = NULL`,
    );
    shop.appTokens.revokeAll();
    expect((await ask(addressOf('INVITED'))).status).toBe(401);

    clock.advance(MINUTE);
    expect((await connect()).status).toBe(200);

    asked = clock.now();
    expect((await ask(addressOf('INVITED'))).status).toBe(202);
    await arrived(addressOf('INVITED'));
  });
});

it('shops are looked after every hour, by one worker of all', async () => {
  const schedules = await database.query('SELECT name, cron, timezone FROM pgboss.schedule ORDER BY name');

  expect(schedules).toContainEqual({ name: 'hourly', cron: '17 * * * *', timezone: 'UTC' });
});

describe('the page in the admin', () => {
  const open = (query: string) => service.handle(new Request(`https://app.example/app${query}`));

  it('may be framed by the admin of its shop only, and carries App Bridge', async () => {
    const answer = await open(`?shop=${SHOP}&host=abc&embedded=1&id_token=secret-token`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Security-Policy')).toContain(
      `frame-ancestors https://${SHOP} https://admin.shopify.com;`,
    );
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const page = await answer.text();
    expect(page).toContain(`<meta name="shopify-api-key" content="${APP.apiKey}">`);
    expect(page.indexOf('app-bridge.js')).toBeLessThan(page.indexOf('/app/connect.js'));
    expect(page).not.toContain('secret-token');
  });

  it.each(['', '?shop=evil.example', `?shop=${SHOP}.evil.example`, '?shop="><script>alert(1)</script>'])(
    'opened with %j is framed by nobody and says where to open it',
    async (query) => {
      const answer = await open(query);

      expect(answer.headers.get('Content-Security-Policy')).toContain(`frame-ancestors 'none'`);
      const page = await answer.text();
      expect(page).toContain('Open Latchkey from the Apps of your Shopify admin.');
      expect(page).not.toContain('<script');
    },
  );

  it('changes nothing when it is opened', async () => {
    await open(`?shop=${SHOP}&id_token=${createSessionToken(shop, APP)}`);

    expect(shop.appTokens.given.exchanged).toBe(0);
    expect(await database.query('SELECT 1 FROM shop')).toEqual([]);
  });

  it('is not there for a custom app', async () => {
    const config = testConfig(database.url);
    const custom = createService({ config, clock, log: createLog('silent'), roles: ['server'] });

    expect((await custom.handle(new Request(`https://app.example/app?shop=${SHOP}`))).status).toBe(404);
    await custom.stop();
  });
});

it('nothing of all this was logged but events, shops and counts', () => {
  const text = lines.join('');

  expect(text).toContain('"event":"shop-connected"');
  expect(text).toContain('"event":"shop-needs-reconnect"');
  expect(text).toContain('"event":"request-parked"');
  expect(text).toContain('"event":"requests-resumed"');
  expect(text).not.toMatch(/shpat_|shprt_|eyJ|Bearer|client secret|id_token|@|127\.0\.0\.1/);
});

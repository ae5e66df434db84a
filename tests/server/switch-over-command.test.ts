import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { customerGid } from '../../src/devstore/shopify/graphql/customer-fields.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { openSwitchOver, shopToReport } from '../../src/server/cli/switch-over-open.ts';
import { runSwitchOver } from '../../src/server/cli/switch-over.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createBlockList } from '../../src/server/db/block-list.ts';
import { createCustomerHistory } from '../../src/server/db/customer-history.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { useDatabase } from '../support/database.ts';
import { movableClock, SHOP, testConfig, type MovableClock } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const CUSTOM_APP = {};
const INSTALLED = {
  SHOPIFY_ADMIN_TOKEN: '',
  SHOP_DOMAIN: '',
  SHOPIFY_API_KEY: 'client-id',
  TOKEN_KEYS: Buffer.alloc(32, 3).toString('base64'),
};
let clock: MovableClock;
let shop: ControlledShop;
let pool: Pool;
let bodies: { query: string; variables: Record<string, unknown> }[];
let approvedForAddresses: boolean;

beforeEach(() => {
  clock = movableClock();
  shop = createLocalShop({ clock, domain: SHOP });
  pool = createPool({ url: database.url, name: 'test-switch-over', max: 2, timeoutMs: 5_000 }, silentLog);
  bodies = [];
  approvedForAddresses = true;
});
afterEach(async () => {
  await pool.end();
  await database.query(
    'TRUNCATE customer_history, block_entry, access_request, mailbox_request, shopify_gate, shop_accounts',
  );
});

/** The Admin API of the local shop, with pages of ten. */
async function callShop(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const body = (await request.clone().json()) as (typeof bodies)[number];
  bodies.push(body);
  if (!approvedForAddresses && body.variables['withAddresses'] === true) {
    return Response.json({
      errors: [{ message: 'This app is not approved', extensions: { code: 'ACCESS_DENIED' } }],
    });
  }
  const smaller = { ...body, variables: { ...body.variables, first: 10 } };
  const adminApi = createAdminApi(shop, { accessToken: 'admin-token-for-tests' });
  return adminApi(new Request(request, { body: JSON.stringify(smaller) }));
}

/** The command as a merchant runs it: its own connections, opened and closed again. */
function run(argv: readonly string[], environment: Readonly<Record<string, string>> = CUSTOM_APP) {
  return runSwitchOver(argv, {
    async withTool(asked, use) {
      const config = testConfig(database.url, environment);
      const found = shopToReport(config, asked);
      if ('problem' in found) return found;
      const timer = {
        after(_: number, ring: () => void) {
          queueMicrotask(ring);
          return () => undefined;
        },
      };
      const tool = await openSwitchOver(config, found.shop, {
        clock,
        timer,
        log: silentLog,
        fetch: callShop,
      });
      return use(tool).finally(() => tool.close());
    },
    say: () => undefined,
    signal: new AbortController().signal,
  });
}

async function figures(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { out = '', problem } = await run(['--json', ...argv]);
  expect(problem).toBeUndefined();
  return JSON.parse(out) as Record<string, unknown>;
}

const keepRequest = (decision: string | null, mailState: string | null, receivedAt = clock.now()) =>
  database.query(
    `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at, decision, decided_at,
        mail_state, mail_state_at)
      VALUES ($1, $2, '', '', 'en', $3, $4, CASE WHEN $4::text IS NULL THEN NULL ELSE $3::timestamptz END, $5,
        CASE WHEN $5::text IS NULL THEN NULL ELSE $3::timestamptz END)`,
    [newRequestId(receivedAt), SHOP, new Date(receivedAt), decision, mailState],
  );

describe('the report on a shop, which runs Shopify’s own schemas', () => {
  it('counts everybody once, page by page, by state, language and mail provider', async () => {
    const people = Object.values(PEOPLE);
    const one = shop.findByEmail(PEOPLE.migrated.email);
    if (one !== undefined) one.email = 'oliver@gmail.com';

    const { customers, states, locales, mailboxes, accounts } = await figures();

    expect(accounts).toBe('CLASSIC');
    expect(customers).toBe(people.length);
    expect(bodies.filter(({ query }) => query.includes('SurveyCustomers'))).toHaveLength(
      Math.ceil(people.length / 10),
    );
    expect(states).toEqual({ ENABLED: 6, INVITED: 8, DECLINED: 4, DISABLED: 8 });
    expect(locales).toEqual(countsOf(people.map(({ locale }) => locale)));
    expect(mailboxes).toEqual({ providers: { gmail: 1 }, other: people.length - 1, unreadable: 0, none: 0 });
  });

  it('knows blocked customers as the worker does: by tag, by list, by having been disabled', async () => {
    const { disabledAfterEnabled, invited, declined } = PEOPLE;
    await createCustomerHistory(pool).noteSeenEnabled(SHOP, customerGid(disabledAfterEnabled), clock.now());
    const list = createBlockList(pool, vault);
    const act = { who: 'kim', at: clock.now() };
    await list.add(SHOP, { kind: 'customer', customerId: customerGid(invited) }, act);
    await list.add(SHOP, { kind: 'address', email: declined.email.toUpperCase() }, act);
    await list.add('another.myshopify.com', { kind: 'address', email: PEOPLE.migrated.email }, act);

    expect(await figures()).toHaveProperty('groups', {
      active: 5,
      invited: 7,
      'never-active': 6,
      declined: 3,
      'blocked-by-tag': 2,
      'blocked-by-list': 2,
      'blocked-by-disabling': 1,
    });
    // Without addresses the list is held against numbers only.
    expect(await figures('--without-addresses')).toHaveProperty('groups.blocked-by-list', 1);
  });

  it('counts what of the shop is not finished, and nothing of another', async () => {
    await keepRequest(null, null);
    await keepRequest('mail', 'due');
    await keepRequest('mail', 'unknown');
    await keepRequest('mail', 'sent');
    await keepRequest('mail', 'due', clock.now() - 2 * 86_400_000);
    await keepRequest('no-mail', null);
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
        VALUES ($1, 'another.myshopify.com', '', '', 'en', $2)`,
      [newRequestId(clock.now()), new Date(clock.now())],
    );
    await database.query(
      `INSERT INTO mailbox_request (id, shop, reference, old_address_hash, cipher, locale, received_at, state, state_at)
        SELECT gen_random_uuid(), $1, state, '', '', 'en', now(), state, now()
          FROM unnest(ARRAY['received', 'refused', 'expired']) AS each (state)`,
      [SHOP],
    );

    expect(await figures()).toHaveProperty('open', {
      undecided: 1,
      mailsWaiting: 2,
      mailsUnderWay: 1,
      mailboxRequests: 1,
    });
  });

  it('of a shop that has switched tells that, and which accounts our own pages go by', async () => {
    shop.setQuirks({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
    await database.query(
      `INSERT INTO shop_accounts (shop, id, version, happened_at, told_by, mirrored)
        VALUES ($1, gen_random_uuid(), 'NEW_CUSTOMER_ACCOUNTS', now(), 'webhook', 'CLASSIC')`,
      [SHOP],
    );

    expect(await figures()).toMatchObject({
      accounts: 'NEW_CUSTOMER_ACCOUNTS',
      pages: { version: 'NEW_CUSTOMER_ACCOUNTS', mirrored: 'CLASSIC' },
    });
  });

  it('changes nothing: it asks only, and keeps no row', async () => {
    await figures();

    expect(bodies.map(({ query }) => /^\s*#graphql\s+(\w+)/.exec(query)?.[1])).toEqual([
      'query',
      'query',
      'query',
    ]);
    const tables = ['access_request', 'mailbox_request', 'customer_history', 'mail_domain', 'shop_accounts'];
    for (const table of tables) {
      expect([table, await database.query(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
  });

  it('has no address in it, nor a name', async () => {
    const { out = '' } = await run([]);

    for (const { email, firstName, lastName } of Object.values(PEOPLE)) {
      expect(out).not.toContain(email.split('@')[0]);
      expect(out).not.toMatch(new RegExp(`\\b(${firstName}|${lastName.split(' ')[0]})\\b`));
    }
  });

  it('that Shopify refuses for its addresses is made without them', async () => {
    approvedForAddresses = false;

    expect(await run([])).toMatchObject({
      exitCode: 1,
      problem: expect.stringContaining('--without-addresses needs less') as unknown,
    });
    expect(await figures('--without-addresses')).toHaveProperty('mailboxes', null);
  });
});

describe('where shops install the app', () => {
  it('the shop has to be named', async () => {
    expect(await run([], INSTALLED)).toMatchObject({
      exitCode: 2,
      problem: expect.stringContaining('say which one with --shop') as unknown,
    });
  });

  it('a shop that did not install it has no report', async () => {
    expect(await run(['--shop', SHOP], INSTALLED)).toMatchObject({
      exitCode: 1,
      problem: expect.stringContaining('the app does not know the shop') as unknown,
    });
    expect(bodies).toEqual([]);
  });
});

describe('as a process of its own', () => {
  const runProcess = (...argv: readonly string[]) => {
    const main = fileURLToPath(new URL('../../src/server/cli/switch-over-main.ts', import.meta.url));
    const { PATH } = process.env;
    return spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8', env: { PATH } });
  };

  it('needs the environment for what it opens only', () => {
    expect(runProcess('--texts', '--locale', 'de')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Ein Passwort brauchst du nicht mehr.') as unknown,
      stderr: '',
    });
    expect(runProcess('--texts', '--shop', SHOP)).toMatchObject({ status: 2, stdout: '' });
    const report = runProcess();
    expect(report).toMatchObject({ status: 1, stdout: '' });
    expect(report.stderr).toContain('ADDRESS_KEY: missing');
  });
});

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

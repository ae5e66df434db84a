import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSwitchOver, type SwitchOverTool } from '../../../src/server/cli/switch-over.ts';
import { PLACED } from '../../../src/server/cli/switch-over-blocks.ts';
import type { AccountsVersion } from '../../../src/contracts/accounts.ts';
import type { ShopifyProblem } from '../../../src/server/domain/ports.ts';
import type { LedgerNote, SurveyedCustomer } from '../../../src/server/domain/switch-over-ports.ts';

const SHOP = 'shop-name.myshopify.com';
const AT = Date.UTC(2026, 10, 22, 3);

interface Given {
  readonly customers?: readonly SurveyedCustomer[];
  readonly notes?: ReadonlyMap<string, LedgerNote>;
  readonly accounts?: AccountsVersion;
  readonly problem?: ShopifyProblem;
  readonly pages?: { readonly version: AccountsVersion; readonly mirrored: AccountsVersion | undefined };
}

/** The command on a shop with these customers. */
async function run(argv: readonly string[], given: Given = {}) {
  const { customers = [], notes = new Map(), accounts = 'CLASSIC', problem, pages } = given;
  const said: string[] = [];
  const tool: SwitchOverTool = {
    shop: SHOP,
    blockTags: ['blocked'],
    readPage: async (_shop, _cursor, withAddresses) =>
      problem === undefined
        ? {
            ok: true,
            value: {
              accounts,
              customers: withAddresses ? customers : customers.map((each) => ({ ...each, email: undefined })),
              next: undefined,
            },
          }
        : { ok: false, reason: problem },
    recall: async () => notes,
    countOpenWork: async () => ({ undecided: 7, mailsWaiting: 5, mailsUnderWay: 3, mailboxRequests: 2 }),
    findAccounts: async () =>
      pages === undefined
        ? undefined
        : {
            id: 'id',
            shop: SHOP,
            news: { version: pages.version, at: AT, by: 'webhook' },
            mirrored: pages.mirrored,
          },
    clock: { now: () => AT },
    timer: {
      after(_, ring) {
        queueMicrotask(ring);
        return () => undefined;
      },
    },
  };
  const answer = await runSwitchOver(argv, {
    withTool: async (_, use) => use(tool),
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  });
  return { ...answer, said };
}

const person = (number: number, fields: Partial<SurveyedCustomer> = {}): SurveyedCustomer => ({
  id: `gid://shopify/Customer/${number}`,
  state: 'ENABLED',
  tags: [],
  locale: 'en',
  email: `shopper${number}@gmail.com`,
  ...fields,
});

describe('the report', () => {
  it('says what the switch means for everybody, with counts and shares', async () => {
    const customers = [
      ...Array.from({ length: 1_499 }, (_, number) => person(number)),
      person(1_499, { state: 'DISABLED', locale: 'nb', email: 'ada@own.example' }),
    ];

    const { exitCode, out = '', said } = await run([], { customers });

    expect(exitCode).toBe(0);
    expect(out).toContain(`${SHOP}, 2026-11-22 03:00 UTC\nSigns customers in with passwords`);
    expect(out).toMatch(
      /1,499 +>99 % {2}active \(ENABLED\)\n +Sign in with a code\. Their password is not used/,
    );
    expect(out).toMatch(/ 1 +<1 % {2}never active \(DISABLED\)\n/);
    expect(out).toMatch(/1,499 +>99 % {2}en\n/);
    expect(out).toMatch(/1,499 +>99 % {2}Gmail/);
    expect(out).toMatch(/ 1 +<1 % {2}other: no provider is known/);
    expect(out).toMatch(/ 7 {2}requests for a link that no worker has looked at/);
    expect(said).toEqual(['1,500 customers read …']);
  });

  it('warns of blocked customers where there are any, and only there', async () => {
    const warned = 'Before you switch: blocked customers.';

    expect((await run([], { customers: [person(1)] })).out).not.toContain(warned);
    for (const blocked of [
      { customers: [person(1, { tags: ['blocked'] })] },
      { customers: [person(1)], notes: noted({ seenEnabled: false, listed: 'address' }) },
      {
        customers: [person(1, { state: 'DISABLED' })],
        notes: noted({ seenEnabled: true, listed: undefined }),
      },
    ] as const) {
      expect((await run([], blocked)).out).toContain(warned);
    }
  });

  it('of a shop that has switched says so, and that the states stand still', async () => {
    const { out } = await run([], { customers: [person(1)], accounts: 'NEW_CUSTOMER_ACCOUNTS' });

    expect(out).toContain('the switch is done');
    expect(out).toContain('no longer up to date');
  });

  it.each([
    ['CLASSIC', undefined, undefined, 'has not asked for it yet'],
    ['CLASSIC', 'CLASSIC', 'CLASSIC', 'pages and blocks know it'],
    ['NEW_CUSTOMER_ACCOUNTS', 'NEW_CUSTOMER_ACCOUNTS', 'NEW_CUSTOMER_ACCOUNTS', 'pages and blocks know it'],
    ['NEW_CUSTOMER_ACCOUNTS', 'CLASSIC', 'CLASSIC', 'do not show it yet'],
    ['NEW_CUSTOMER_ACCOUNTS', 'NEW_CUSTOMER_ACCOUNTS', undefined, 'do not show it yet'],
    ['NEW_CUSTOMER_ACCOUNTS', undefined, undefined, 'do not show it yet'],
  ] as const)('says whether our pages go by it: %s, %s, %s', async (accounts, version, mirrored, words) => {
    const given = { accounts, ...(version === undefined ? {} : { pages: { version, mirrored } }) };

    expect((await run([], given)).out).toContain(words);
  });

  it('without addresses counts no provider, and says so', async () => {
    const { out } = await run(['--without-addresses'], { customers: [person(1)] });

    expect(out).toContain('Not counted: no addresses were asked for.');
    expect(out).not.toContain('Gmail');
    const { out: json = '' } = await run(['--without-addresses', '--json'], { customers: [person(1)] });
    expect(JSON.parse(json)).toHaveProperty('mailboxes', null);
  });

  it('puts what is seldom together', async () => {
    const languages = Array.from({ length: 20 }, (_, number) =>
      person(number, { locale: `a${String.fromCharCode(97 + number)}` }),
    );

    expect((await run([], { customers: languages })).out).toMatch(/ 5 +25 % {2}5 more\n/);
  });

  it('of a shop without customers is one all the same', async () => {
    const { exitCode, out } = await run([]);

    expect(exitCode).toBe(0);
    expect(out).toContain('Customers: 0');
    expect(out).not.toContain('NaN');
  });

  it('for programs has the same figures', async () => {
    const customers = [person(1), person(2, { state: 'INVITED', locale: undefined, email: undefined })];

    const { out = '' } = await run(['--json'], { customers });

    expect(JSON.parse(out)).toEqual({
      v: 1,
      shop: SHOP,
      at: '2026-11-22T03:00:00.000Z',
      accounts: 'CLASSIC',
      pages: { version: null, mirrored: null },
      customers: 2,
      states: { ENABLED: 1, INVITED: 1, DISABLED: 0, DECLINED: 0 },
      groups: {
        active: 1,
        invited: 1,
        'never-active': 0,
        declined: 0,
        'blocked-by-tag': 0,
        'blocked-by-list': 0,
        'blocked-by-disabling': 0,
      },
      locales: { en: 1, unknown: 1 },
      mailboxes: { providers: { gmail: 1 }, other: 0, unreadable: 0, none: 1 },
      open: { undecided: 7, mailsWaiting: 5, mailsUnderWay: 3, mailboxRequests: 2 },
      placed: PLACED,
    });
  });

  it.each([
    ['unauthorized', 'access to protected customer data with the email field'],
    ['shop-unknown', 'the app does not know the shop'],
    ['needs-reconnect', 'somebody has to open the app in its admin'],
    ['unreachable', 'Shopify could not be reached'],
  ] as const)('that cannot be made says why: %s', async (problem, words) => {
    expect(await run([], { problem })).toMatchObject({
      exitCode: 1,
      problem: expect.stringContaining(words) as unknown,
    });
  });

  it('never has an address in it, nor a part of one, whatever the shop’s customers are like', async () => {
    const local = fc.stringMatching(/^zq[a-z0-9]{8,20}$/);
    const anybody = fc.record({
      local,
      domain: fc.stringMatching(/^qz[a-z0-9]{6,12}\.(example|test)$/),
      state: fc.constantFrom('ENABLED', 'DISABLED', 'INVITED', 'DECLINED'),
      where: fc.constantFrom('email', 'locale', 'tags', 'broken'),
      listed: fc.constantFrom(undefined, 'address', 'customer'),
      seenEnabled: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anybody, { minLength: 1, maxLength: 8 }), async (people) => {
        const customers = people.map((each, number) => {
          const address = `${each.local}@${each.domain}`;
          return person(number, {
            state: each.state,
            email: each.where === 'broken' ? address.replace('@', ' ') : address,
            ...(each.where === 'locale' ? { locale: address } : {}),
            ...(each.where === 'tags' ? { tags: [address, 'blocked'] } : {}),
          });
        });
        const notes = new Map(people.map((each, number) => [`gid://shopify/Customer/${number}`, each]));
        const given = { customers, notes };
        const answers = [
          await run([], given),
          await run(['--json'], given),
          await run([], { ...given, problem: 'graphql-error' }),
        ];
        const all = JSON.stringify(answers);
        for (const each of people) {
          expect(all).not.toContain(each.local);
          expect(all).not.toContain(each.domain);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what stands in a theme', () => {
  const folder = new URL('../../../extensions/account-access/blocks', import.meta.url);
  const files = readdirSync(fileURLToPath(folder)).map((name) => name.replace(/\.liquid$/, ''));
  const named = PLACED.flatMap(({ block }) => (block === undefined ? [] : [block]));

  it('is named, every block', () => {
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
    expect(named).toHaveLength(new Set(named).size);
  });

  it('is told with what each shows before and after, and that its places are not known', async () => {
    const { out = '' } = await run([]);

    for (const { name, withPasswords, withCodes } of PLACED) {
      expect(out).toContain(`  ${name} (`);
      expect(out).toContain(`with passwords: ${withPasswords}`);
      expect(out).toContain(`with codes:     ${withCodes}`);
    }
    expect(out).toContain('read_themes');
  });
});

describe('what needs no shop', () => {
  const never = {
    withTool: () => Promise.reject(new Error('not to be opened')),
    say: () => undefined,
    signal: new AbortController().signal,
  };

  it('opens none', async () => {
    expect(await runSwitchOver(['--help'], never)).toMatchObject({ exitCode: 0 });
    expect(await runSwitchOver(['--texts'], never)).toMatchObject({ exitCode: 0 });
    expect(await runSwitchOver(['--text'], never)).toMatchObject({ exitCode: 2 });
  });

  it('says what is missing where no shop was named', async () => {
    const withTool = async () => ({ problem: 'Say which.' });

    expect(await runSwitchOver([], { ...never, withTool })).toMatchObject({
      exitCode: 2,
      problem: expect.stringContaining('Say which.') as unknown,
    });
  });
});

function noted(note: LedgerNote): ReadonlyMap<string, LedgerNote> {
  return new Map([['gid://shopify/Customer/1', note]]);
}

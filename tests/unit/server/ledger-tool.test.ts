import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/server/cli/arguments.ts';
import { runLedgerCommand, type LedgerTool } from '../../../src/server/cli/ledger.ts';
import { renderFacts } from '../../../src/server/cli/render-facts.ts';
import type { DecisionFacts } from '../../../src/server/domain/assess-customer.ts';

const AT = Date.UTC(2026, 10, 22, 3);
const clock = { now: () => AT };
const parse = (...argv: readonly string[]) => parseCommand(argv, 'kim');

describe('what is typed about blocks', () => {
  it.each([
    ['ada@example.com', { kind: 'address', email: 'ada@example.com' }],
    [' Ada Lovelace <Ada@Example.com> ', { kind: 'address', email: 'Ada@example.com' }],
    ['6100000000001', { kind: 'customer', customerId: 'gid://shopify/Customer/6100000000001' }],
    ['gid://shopify/Customer/7', { kind: 'customer', customerId: 'gid://shopify/Customer/7' }],
  ])('block and unblock take %j', (typed, target) => {
    expect(parse('block', typed)).toEqual({ ok: true, value: { name: 'block', target, who: 'kim' } });
    expect(parse('unblock', typed, '--by', 'robin')).toEqual({
      ok: true,
      value: { name: 'unblock', target, who: 'robin' },
    });
  });

  it.each([
    [['block']],
    [['block', 'ada']],
    [['block', '0']],
    [['block', 'ada@example.com', 'grace@example.com']],
    [['block', 'ada@example.com', '--by', 'kim@example.com']],
    [['block', 'ada@example.com', '--now']],
    [['blocked', 'x']],
    [['attempts', 'x']],
    [['export']],
    [['export', 'x']],
  ])('%j is not understood', (argv) => {
    expect(parse(...argv).ok).toBe(false);
  });

  it('export takes a reference however it is typed', () => {
    expect(parse('export', '7qx2m4rvwh')).toEqual({
      ok: true,
      value: { name: 'export', reference: '7QX2M-4RVWH' },
    });
  });
});

describe('what is answered', () => {
  const nothing: LedgerTool = {
    shop: 'shop-name.myshopify.com',
    blockList: {
      find: async () => undefined,
      add: async () => false,
      remove: async () => false,
      list: async () => [],
    },
    listAttempts: async () => [],
    privacy: { list: async () => [], readExport: async () => undefined },
    rebuilds: { begin: async () => false, find: async () => undefined },
  };
  const answer = (name: 'attempts' | 'blocked' | 'privacy' | 'rebuild', tool: Partial<LedgerTool> = {}) =>
    runLedgerCommand({ name }, { ...nothing, ...tool }, clock);

  it('where there is nothing, is a sentence', async () => {
    expect((await answer('attempts')).out).toBe('No blocked customer has asked to be let in.');
    expect((await answer('blocked')).out).toBe(
      'Nobody is on the list.\n\nThe customers of the shop have not been read yet.',
    );
    expect((await answer('privacy')).out).toContain('no data and for no erasure');
    expect((await answer('rebuild')).exitCode).toBe(1);
  });

  it('shows an attempt with when, its reference, why, and where the customer is in the admin', async () => {
    const listAttempts = async () => [
      {
        receivedAt: AT,
        reference: '7QX2M4RVWH',
        reason: 'blocked-by-tag',
        customerId: 'gid://shopify/Customer/7',
      },
      { receivedAt: AT, reference: undefined, reason: 'blocked-by-list', customerId: undefined },
    ];

    expect((await answer('attempts', { listAttempts })).out?.split('\n')).toEqual([
      '2026-11-22 03:00 UTC  7QX2M-4RVWH  the customer is blocked by a tag  https://admin.shopify.com/store/shop-name/customers/7',
      '2026-11-22 03:00 UTC               the customer is on the shop’s block list',
    ]);
  });

  it.each([
    ['running', 'being read'],
    ['done', 'read'],
    ['given-up', 'not read to the end; it is tried again'],
  ] as const)('tells that reading the customers is %s', async (state, words) => {
    const rebuild = { id: 'i', shop: 's', state, cursor: undefined, startedAt: AT, updatedAt: AT };
    const find = async () => ({ ...rebuild, customers: 900, enabled: 700, tagged: 3 });

    expect((await answer('blocked', { rebuilds: { ...nothing.rebuilds, find } })).out).toContain(
      `Customers of the shop: ${words} (900 customers, 700 of them active, 3 with a block tag; 2026-11-22 03:00 UTC)`,
    );
  });
});

describe('the facts of a decision', () => {
  const rules = { approved: false, declinedPolicy: 'review', unknownHistory: 'review' } as const;

  it('are one line each', () => {
    const facts: DecisionFacts = {
      accounts: 'CLASSIC',
      state: 'DISABLED',
      blockTag: 'blocked',
      listed: 'address',
      seenEnabledAt: AT,
      toldBy: 'disabling',
      disabledAt: AT,
      ...rules,
    };

    expect(renderFacts(facts).map((line) => line.trim())).toEqual([
      'accounts: legacy, with passwords',
      'account: DISABLED',
      'enabled before: since 2026-11-22 03:00 UTC at the latest (not seen; the shop disabled them, so they must have been)',
      'disabled: 2026-11-22 03:00 UTC',
      'block tag: blocked',
      'block list: yes, by address',
      'rules: DECLINED_POLICY=review, UNKNOWN_HISTORY=review',
    ]);
  });

  it('of a shop on customer accounts, and of an approved customer, say so', () => {
    const lines = renderFacts({ accounts: 'NEW_CUSTOMER_ACCOUNTS', ...rules, approved: true }).join('\n');

    expect(lines).toContain('customer accounts, with codes');
    expect(lines).toContain('staff approved this customer');
  });
});

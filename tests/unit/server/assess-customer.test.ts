import { beforeEach, describe, expect, it } from 'vitest';
import { createAssessCustomer } from '../../../src/server/domain/assess-customer.ts';
import { createIsBlocked } from '../../../src/server/domain/gather-facts.ts';
import type { BlockKind, Remembered } from '../../../src/server/domain/ledger-ports.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const SHOP = 'shop-name.myshopify.com';
const ASKED = { shop: SHOP, emails: ['ada@example.com'], approved: false };
const customer = (state: 'DISABLED' | 'ENABLED' | 'DECLINED', tags: string[] = []) => ({
  id: 'gid',
  state,
  tags,
});
const REMEMBERED: Remembered = { seenEnabledAt: 1_000, toldBy: 'webhook', disabledAt: 2_000 };

let noted: unknown[];
let remembered: Remembered | undefined;
let listed: (who: { readonly emails: readonly string[] }) => BlockKind | undefined;

beforeEach(() => {
  noted = [];
  remembered = undefined;
  listed = () => undefined;
});

const assess = createAssessCustomer({
  clock: { now: () => NOW },
  history: {
    recall: async () => remembered,
    noteSeenEnabled: async (...given) => void noted.push(given),
  },
  blockList: { find: async (_, who) => listed(who) },
  policies: { blockTags: ['blocked'], declined: 'review', unknownHistory: 'review' },
});

describe('a customer who is assessed', () => {
  it('comes with everything the decision was made on, and no tag but the one that blocks', async () => {
    remembered = REMEMBERED;
    const { decision, facts } = await assess(ASKED, 'CLASSIC', customer('DISABLED', ['vip', 'Blocked']));

    expect(decision).toEqual({ mail: 'none', reason: 'blocked-by-tag' });
    expect(facts).toEqual({
      accounts: 'CLASSIC',
      state: 'DISABLED',
      blockTag: 'blocked',
      ...REMEMBERED,
      approved: false,
      declinedPolicy: 'review',
      unknownHistory: 'review',
    });
  });

  it('is on the list by any of the addresses that are asked about', async () => {
    listed = ({ emails }) => (emails.includes('new@example.com') ? 'address' : undefined);
    const isBlocked = createIsBlocked(assess);

    expect(await isBlocked(SHOP, customer('ENABLED'), ['ada@example.com'])).toBe(false);
    expect(await isBlocked(SHOP, customer('ENABLED'), ['ada@example.com', 'new@example.com'])).toBe(true);
  });

  it('is noted when enabled for the first time, and never for being anything else', async () => {
    await assess(ASKED, 'CLASSIC', customer('DISABLED'));
    await assess(ASKED, 'CLASSIC', customer('ENABLED'));
    remembered = REMEMBERED;
    await assess(ASKED, 'CLASSIC', customer('ENABLED'));

    expect(noted).toEqual([[SHOP, 'gid', NOW]]);
  });

  it('whom staff approved is not up for review any more, and blocked all the same', async () => {
    const approved = { ...ASKED, approved: true };
    expect((await assess(approved, 'CLASSIC', customer('DECLINED'))).decision.mail).toBe('invite');
    expect((await assess(ASKED, 'CLASSIC', customer('DECLINED'))).decision.reason).toBe('declined-review');

    remembered = REMEMBERED;
    expect((await assess(approved, 'CLASSIC', customer('DISABLED'))).decision.reason).toBe(
      'blocked-by-disabling',
    );
  });

  it('who is none leaves the rules as the only facts', async () => {
    expect((await assess(ASKED, 'CLASSIC', undefined)).facts).toEqual({
      accounts: 'CLASSIC',
      approved: false,
      declinedPolicy: 'review',
      unknownHistory: 'review',
    });
  });
});

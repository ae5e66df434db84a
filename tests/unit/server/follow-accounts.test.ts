import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountsVersion } from '../../../src/contracts/accounts.ts';
import { createAccountsMemory } from '../../../src/server/domain/accounts-memory.ts';
import type { AccountsNews } from '../../../src/server/domain/accounts-ports.ts';
import { createFollowAccounts, tellingOfAccounts } from '../../../src/server/domain/follow-accounts.ts';
import type { CustomerAccounts, LogEvent } from '../../../src/server/domain/ports.ts';
import { SHOP, START } from '../../support/service-under-test.ts';

const clock = { now: () => START };
let known: AccountsNews | undefined;
let calls: unknown[][];
let events: LogEvent[];
let isAway: boolean;

beforeEach(() => {
  known = undefined;
  calls = [];
  events = [];
  isAway = false;
});

function follow() {
  const note = (event: LogEvent) => void events.push(event);
  return createFollowAccounts({
    clock,
    log: { info: note, warn: note, error: note },
    memory: createAccountsMemory({ read: async () => known?.version, clock }),
    records: {
      find: async (shop) =>
        known === undefined ? undefined : { id: 'a1', shop, news: known, mirrored: undefined },
      ask: async (shops) => void calls.push(['ask', ...shops]),
      async note(_, news) {
        if (isAway) throw new Error('away');
        calls.push(['note', news.version, news.by]);
        const before = known?.version;
        if (known === undefined || known.at <= news.at) known = news;
        return { before, version: known.version };
      },
    },
    startRebuild: async (...given) => void calls.push(['rebuild', ...given]),
  });
}

const news = (version: AccountsVersion, at = START, by: AccountsNews['by'] = 'webhook') => ({
  version,
  at,
  by,
});

describe('news of a shop’s accounts', () => {
  it('is noted, and logged where it changes something', async () => {
    expect(await follow().tell(SHOP, news('NEW_CUSTOMER_ACCOUNTS'))).toBe('NEW_CUSTOMER_ACCOUNTS');
    await follow().tell(SHOP, news('NEW_CUSTOMER_ACCOUNTS', START + 1));

    expect(events).toEqual(['accounts-changed']);
  });

  it('that is older than what is known changes nothing', async () => {
    known = news('NEW_CUSTOMER_ACCOUNTS');

    expect(await follow().tell(SHOP, news('CLASSIC', START - 1))).toBe('NEW_CUSTOMER_ACCOUNTS');
    expect(calls.map(([what]) => what)).toEqual(['note']);
    expect(events).toEqual([]);
  });

  it.each(['webhook', 'look-up', 'check'] as const)(
    'that it is on passwords again, by a %s, has all customers read anew before anything is noted',
    async (by) => {
      known = news('NEW_CUSTOMER_ACCOUNTS', START - 1);

      await follow().tell(SHOP, news('CLASSIC', START, by));

      expect(calls).toEqual([
        ['rebuild', SHOP, true],
        ['note', 'CLASSIC', by],
      ]);
    },
  );

  it('that it is on passwords still has nobody read anew', async () => {
    known = news('CLASSIC', START - 1);
    await follow().tell(SHOP, news('CLASSIC'));
    known = undefined;
    await follow().tell(SHOP, news('CLASSIC', START, 'check'));

    expect(calls.filter(([what]) => what === 'rebuild')).toEqual([]);
  });
});

describe('a look-up', () => {
  const lookingUp = (version: AccountsVersion) =>
    tellingOfAccounts(
      {
        lookUp: async () => ({ ok: true, value: { accounts: version, customer: undefined } }),
        sendInvite: async (...given) => (calls.push(['invite', ...given]), { kind: 'sent' }),
        sendReset: async (...given) => (calls.push(['reset', ...given]), { kind: 'sent' }),
      } satisfies CustomerAccounts,
      { follow: follow(), clock },
    );

  it('that says what is known is no news', async () => {
    known = news('CLASSIC');
    await lookingUp('CLASSIC').lookUp(SHOP, 'ada@example.com');

    expect(calls).toEqual([]);
  });

  it.each([undefined, news('CLASSIC', START - 1)])(
    'that says otherwise is news: known was %j',
    async (before) => {
      known = before;
      await lookingUp('NEW_CUSTOMER_ACCOUNTS').lookUp(SHOP, 'ada@example.com');

      expect(calls).toEqual([['note', 'NEW_CUSTOMER_ACCOUNTS', 'look-up']]);
    },
  );

  it('is good also where its news cannot be noted', async () => {
    isAway = true;
    const found = await lookingUp('NEW_CUSTOMER_ACCOUNTS').lookUp(SHOP, 'ada@example.com');

    expect(found.ok).toBe(true);
    expect(events).toEqual(['accounts-not-noted']);
  });

  it('is all that tells: mails are sent as they were', async () => {
    const accounts = lookingUp('CLASSIC');
    await accounts.sendInvite(SHOP, 'gid://shopify/Customer/1', 'bulk');
    await accounts.sendReset(SHOP, 'ada@example.com', '203.0.113.7', 'bulk');

    expect(calls).toEqual([
      ['invite', SHOP, 'gid://shopify/Customer/1', 'bulk'],
      ['reset', SHOP, 'ada@example.com', '203.0.113.7', 'bulk'],
    ]);
  });
});

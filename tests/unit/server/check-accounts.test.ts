import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountsVersion } from '../../../src/contracts/accounts.ts';
import type {
  AccountsAtShopify,
  AccountsNews,
  ReadAccounts,
} from '../../../src/server/domain/accounts-ports.ts';
import { createCheckAccounts } from '../../../src/server/domain/check-accounts.ts';
import type { Answered, LogEvent } from '../../../src/server/domain/ports.ts';
import { SHOP, START } from '../../support/service-under-test.ts';

const CODES = 'NEW_CUSTOMER_ACCOUNTS';
const OWNER = 'gid://shopify/AppInstallation/1';
let now: number;
let news: AccountsNews | undefined;
let mirrored: AccountsVersion | undefined;
let calls: unknown[][];
let events: unknown[];

beforeEach(() => {
  now = START;
  news = undefined;
  mirrored = undefined;
  calls = [];
  events = [];
});

/** Shopify has these accounts, and metafields that say so or something else. */
function check(
  read: Answered<Partial<ReadAccounts>>,
  mirror: AccountsAtShopify['mirror'] = async () => undefined,
) {
  const note = (event: LogEvent) => void events.push(event);
  return createCheckAccounts({
    clock: { now: () => now },
    log: { info: note, warn: note, error: note },
    records: {
      load: async (id) => (id === 'a1' ? { id, shop: SHOP, news, mirrored } : undefined),
      async noteMirror(_, version) {
        mirrored = version;
      },
    },
    shopify: {
      async read(_, lane) {
        calls.push(['read', lane]);
        if (!read.ok) return read;
        const value = { version: CODES, installationId: OWNER, mirrored: undefined, ...read.value } as const;
        return { ok: true, value };
      },
      async mirror(...given) {
        calls.push(['mirror', ...given]);
        return mirror(...given);
      },
    },
    follow: {
      async tell(_, told) {
        if (news === undefined || news.at <= told.at) news = told;
        return news.version;
      },
    },
  })('a1');
}
const says = (value: Partial<ReadAccounts>) => ({ ok: true, value }) as const;

describe('asking Shopify which accounts a shop has', () => {
  it('notes the answer as of when it was asked, and writes what Liquid reads', async () => {
    expect(await check(says({}))).toEqual({ kind: 'done' });

    expect(news).toEqual({ version: CODES, at: START, by: 'check' });
    expect(calls).toEqual([
      ['read', 'self-service'],
      ['mirror', SHOP, OWNER, CODES, 'self-service'],
    ]);
    expect(mirrored).toBe(CODES);
    expect(events).toEqual(['accounts-mirrored']);
  });

  it('writes nothing where all is well, and stands behind every shopper', async () => {
    news = { version: CODES, at: START - 1, by: 'check' };
    mirrored = CODES;

    expect(await check(says({ mirrored: CODES }))).toEqual({ kind: 'done' });
    expect(calls).toEqual([['read', 'bulk']]);
  });

  it('writes again where the metafields are gone or say something else, whatever was written before', async () => {
    news = { version: CODES, at: START - 1, by: 'check' };
    mirrored = CODES;

    await check(says({ mirrored: 'CLASSIC' }));

    expect(calls.map(([what]) => what)).toEqual(['read', 'mirror']);
  });

  it.each(['shop-unknown', 'needs-reconnect'] as const)(
    'ends where the shop is not to be called (%s): connecting it asks anew',
    async (reason) => {
      expect(await check({ ok: false, reason })).toEqual({ kind: 'done' });
    },
  );

  it('is tried again while Shopify is away, and when Shopify says', async () => {
    expect(await check({ ok: false, reason: 'unreachable' })).toEqual({
      kind: 'retry',
      problem: 'unreachable',
    });
    expect(await check({ ok: false, reason: 'throttled', afterSeconds: 7 })).toEqual({
      kind: 'later',
      afterSeconds: 7,
    });
  });

  it('is tried again until the mirror is written, and meanwhile nobody believes it right', async () => {
    mirrored = 'CLASSIC';
    const outcome = await check(says({}), async () => ({ problem: 'graphql-error' }));

    expect(outcome).toEqual({ kind: 'retry', problem: 'graphql-error' });
    expect(mirrored).toBeUndefined();
    // What the shop has is known all the same.
    expect(news?.version).toBe(CODES);
    expect(events).toEqual(['accounts-not-mirrored']);
  });

  it('comes back at once when the shop switched while the mirror was written', async () => {
    const outcome = await check(says({}), async () => {
      news = { version: 'CLASSIC', at: START + 1, by: 'webhook' };
      return undefined;
    });

    expect(outcome).toEqual({ kind: 'later', afterSeconds: 1 });
  });

  it('believes a webhook of just now rather than an answer that lags, and asks again a minute after it', async () => {
    news = { version: CODES, at: START - 10_000, by: 'webhook' };

    expect(await check(says({ version: 'CLASSIC', mirrored: 'CLASSIC' }))).toEqual({
      kind: 'later',
      afterSeconds: 50,
    });
    expect(news.version).toBe(CODES);
    expect(calls.at(-1)).toEqual(['mirror', SHOP, OWNER, CODES, 'self-service']);

    now = START + 50_000;
    await check(says({ version: 'CLASSIC', mirrored: CODES }));
    expect(news.version).toBe('CLASSIC');
    expect(calls.at(-1)).toEqual(['mirror', SHOP, OWNER, 'CLASSIC', 'bulk']);
  });

  it('does not wait for the date of a webhook that lies far ahead, because some clock was wrong', async () => {
    news = { version: CODES, at: START + 3_600_000, by: 'webhook' };

    expect(await check(says({ version: 'CLASSIC', mirrored: CODES }))).toEqual({ kind: 'done' });
  });

  it('does nothing for a shop that was forgotten', async () => {
    const forgotten = createCheckAccounts({
      clock: { now: () => now },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      records: { load: async () => undefined, noteMirror: async () => undefined },
      shopify: {
        read: () => Promise.reject(new Error('not to be asked')),
        mirror: () => Promise.reject(new Error('not to be told')),
      },
      follow: { tell: () => Promise.reject(new Error('not to be told')) },
    });

    expect(await forgotten('a1')).toEqual({ kind: 'done' });
  });
});

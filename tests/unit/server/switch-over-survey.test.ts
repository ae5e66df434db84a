import { beforeEach, describe, expect, it } from 'vitest';
import type { ShopifyProblem } from '../../../src/server/domain/ports.ts';
import { createSurveyCounter } from '../../../src/server/domain/switch-over-count.ts';
import type {
  LedgerNote,
  ReadSurveyPage,
  SurveyedCustomer,
} from '../../../src/server/domain/switch-over-ports.ts';
import { surveyCustomers } from '../../../src/server/domain/switch-over-survey.ts';

const SHOP = 'shop-name.myshopify.com';
const customer = (fields: Partial<SurveyedCustomer> = {}): SurveyedCustomer => ({
  id: 'gid://shopify/Customer/1',
  state: 'DISABLED',
  tags: [],
  locale: 'en',
  email: 'ada@gmail.com',
  ...fields,
});

describe('a customer is counted', () => {
  const SEEN: LedgerNote = { seenEnabled: true, listed: undefined };
  const counted = (fields: Partial<SurveyedCustomer>, note?: LedgerNote) => {
    const counter = createSurveyCounter(['blocked']);
    counter.add(customer(fields), note);
    return counter.counts();
  };

  it.each([
    ['active', { state: 'ENABLED' }, undefined],
    ['active', { state: 'ENABLED' }, SEEN],
    ['invited', { state: 'INVITED' }, undefined],
    ['never-active', { state: 'DISABLED' }, undefined],
    ['declined', { state: 'DECLINED' }, undefined],
    ['blocked-by-tag', { state: 'ENABLED', tags: ['VIP', 'Blocked'] }, undefined],
    ['blocked-by-list', { state: 'INVITED' }, { seenEnabled: false, listed: 'address' }],
    ['blocked-by-list', { state: 'ENABLED', tags: ['blocked'] }, { seenEnabled: true, listed: 'customer' }],
    ['blocked-by-disabling', { state: 'DISABLED' }, SEEN],
  ] as const)('among the %s: %j', (group, fields, note) => {
    const { groups, customers } = counted(fields, note);

    expect(Object.entries(groups).filter(([, count]) => count > 0)).toEqual([[group, 1]]);
    expect(customers).toBe(1);
  });

  it.each([
    ['gmail', 'Ada@GMail.com'],
    ['outlook', 'ada@hotmail.com'],
    ['other', 'ada@own-domain.example'],
    ['unreadable', 'ada at home'],
    ['none', undefined],
  ])('by mail provider: %s', (name, email) => {
    const { providers, otherMailboxes, unreadableAddresses, withoutAddress } = counted({ email });
    const found = { other: otherMailboxes, unreadable: unreadableAddresses, none: withoutAddress };

    expect(Object.entries({ ...Object.fromEntries(providers), ...found }).filter(([, n]) => n > 0)).toEqual([
      [name, 1],
    ]);
  });

  it.each([
    ['pt-BR', 'pt-BR'],
    [undefined, 'unknown'],
    ['ada@example.com', 'unknown'],
  ])('by language: %s as %s', (locale, name) => {
    expect([...counted({ locale }).locales]).toEqual([[name, 1]]);
  });
});

describe('reading all customers', () => {
  let asked: (string | undefined)[];
  let waited: number[];
  let progress: string[];
  let stop: AbortController;

  beforeEach(() => {
    asked = [];
    waited = [];
    progress = [];
    stop = new AbortController();
  });

  /** Pauses pass at once, and are noted. */
  const timer = {
    after(ms: number, ring: () => void) {
      waited.push(ms / 1000);
      queueMicrotask(ring);
      return () => undefined;
    },
  };
  const survey = (readPage: ReadSurveyPage) =>
    surveyCustomers({
      shop: SHOP,
      withAddresses: true,
      blockTags: [],
      readPage: (shop, cursor, withAddresses) => {
        asked.push(cursor);
        return readPage(shop, cursor, withAddresses);
      },
      recall: async () => new Map(),
      timer,
      onProgress: (customers, seconds = 0) => progress.push(`${customers}+${seconds}`),
      signal: stop.signal,
    });
  const page = (next: string | undefined, accounts: 'CLASSIC' | 'NEW_CUSTOMER_ACCOUNTS' = 'CLASSIC') =>
    ({ ok: true, value: { accounts, customers: [customer(), customer()], next } }) as const;
  const failing = (reason: ShopifyProblem, times: number, afterSeconds?: number): ReadSurveyPage => {
    let left = times;
    return async () => {
      left -= 1;
      return left < 0 ? page(undefined) : { ok: false, reason, afterSeconds };
    };
  };

  it('goes from page to page with the pause that leaves Shopify’s points to shoppers', async () => {
    const pages = [page('one'), page('two'), page(undefined, 'NEW_CUSTOMER_ACCOUNTS')];

    const result = await survey(async () => pages[asked.length - 1] ?? page(undefined));

    expect(asked).toEqual([undefined, 'one', 'two']);
    expect(waited).toEqual([2, 2]);
    expect(progress).toEqual(['2+0', '4+0', '6+0']);
    expect(result).toMatchObject({ ok: true, value: { accounts: 'NEW_CUSTOMER_ACCOUNTS' } });
  });

  it('asks for the same page again, later and later, and counts nobody twice', async () => {
    const result = await survey(failing('http-error', 7));

    expect(waited).toEqual([2, 4, 8, 16, 32, 60, 60]);
    expect(result).toMatchObject({ ok: true, value: { counts: { customers: 2 } } });
  });

  it('gives up after eight failures in a row', async () => {
    expect(await survey(failing('circuit-open', 8, 3))).toEqual({ ok: false, reason: 'circuit-open' });
    expect(asked).toHaveLength(8);
  });

  it('waits as long as Shopify says for a shop that is only busy', async () => {
    expect(await survey(failing('throttled', 40, 11))).toMatchObject({ ok: true });
    expect(waited).toEqual(Array.from({ length: 40 }, () => 11));
  });

  it.each(['unauthorized', 'shop-unknown', 'needs-reconnect'] as const)(
    'does not ask again where the answer is %s',
    async (reason) => {
      expect(await survey(failing(reason, 1))).toEqual({ ok: false, reason });
      expect(asked).toHaveLength(1);
    },
  );

  it('stops when it is told to, in a pause too', async () => {
    const result = await survey(async () => {
      stop.abort();
      return page('next');
    });

    expect(result).toEqual({ ok: false, reason: 'stopped' });
    expect(asked).toHaveLength(1);
    expect(waited).toEqual([]);
  });

  it('ends a pause that has begun when it is told to stop', async () => {
    let calledOff = 0;
    const result = surveyCustomers({
      shop: SHOP,
      withAddresses: true,
      blockTags: [],
      readPage: async () => page('next'),
      recall: async () => new Map(),
      timer: {
        after() {
          queueMicrotask(() => stop.abort());
          return () => {
            calledOff += 1;
          };
        },
      },
      onProgress: () => undefined,
      signal: stop.signal,
    });

    expect(await result).toEqual({ ok: false, reason: 'stopped' });
    expect(calledOff).toBe(1);
  });
});

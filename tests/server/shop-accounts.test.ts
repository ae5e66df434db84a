import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountsVersion } from '../../src/contracts/accounts.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { createAccountsRecords } from '../../src/server/db/shop-accounts.ts';
import type { AccountsNews, AccountsRecords } from '../../src/server/domain/accounts-ports.ts';
import { useDatabase } from '../support/database.ts';
import { SHOP, START } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const CODES = 'NEW_CUSTOMER_ACCOUNTS';
let pool: Pool;
let records: AccountsRecords;
let jobs: { readonly id: string; readonly shop: string | undefined }[];
let jobsFail: boolean;

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'test-accounts', max: 8, timeoutMs: 5_000 }, silentLog);
});
afterAll(() => pool.end());
beforeEach(() => {
  jobs = [];
  jobsFail = false;
  const addJobs = async (ids: readonly string[], _: unknown, shops: readonly string[] = []) => {
    if (jobsFail) throw new Error('no queue');
    jobs.push(...ids.map((id, index) => ({ id, shop: shops[index] })));
  };
  records = createAccountsRecords({ pool, quick: pool, addJobs });
});
afterEach(() => database.query('TRUNCATE shop_accounts'));

const noted = (shop: string, told: AccountsNews, now = START + 3_600_000) => records.note(shop, told, now);
const news = (version: AccountsVersion, at: number, by: AccountsNews['by'] = 'webhook') => ({
  version,
  at: START + at,
  by,
});

describe('news of a shop’s accounts', () => {
  it('is nothing at first, and counts from the first news on', async () => {
    expect(await records.versionOf(SHOP)).toBeUndefined();

    expect(await noted(SHOP, news(CODES, 0))).toEqual({ before: undefined, version: CODES });

    expect(await records.versionOf(SHOP)).toBe(CODES);
    expect(await records.find(SHOP)).toEqual({
      id: expect.any(String),
      shop: SHOP,
      news: news(CODES, 0),
      mirrored: undefined,
    });
    expect(jobs.map(({ shop }) => shop)).toEqual([SHOP]);
  });

  it.each([
    ['as it happened', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['the last one first', [2, 0, 1]],
    ['the middle one last', [0, 2, 1]],
    ['each twice', [0, 1, 1, 2, 2, 0]],
    ['the first one again at the end', [1, 2, 0, 1, 0]],
  ])('is the latest, when it comes %s', async (_, order) => {
    const told = [news('CLASSIC', 0), news(CODES, 1_000), news('CLASSIC', 2_000)];
    for (const index of order) {
      const each = told[index];
      if (each !== undefined) await noted(SHOP, each);
    }

    expect((await records.find(SHOP))?.news).toEqual(told[2]);
  });

  it('is the latest, when it comes all at once', async () => {
    const all = Array.from({ length: 20 }, (_, at) => news(at % 2 === 0 ? 'CLASSIC' : CODES, at));

    await Promise.all(all.toReversed().map((each) => noted(SHOP, each)));

    expect((await records.find(SHOP))?.news).toEqual(all.at(-1));
  });

  it('that is another than what stood has Shopify asked, even where it is too late to count', async () => {
    await noted(SHOP, news(CODES, 1_000));
    await noted(SHOP, news(CODES, 2_000));
    expect(jobs).toHaveLength(1);

    expect(await noted(SHOP, news('CLASSIC', 0))).toEqual({ before: CODES, version: CODES });
    expect(jobs).toHaveLength(2);
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
  });

  it('dated after now counts for no longer than until anything else is heard: some clock was wrong', async () => {
    await noted(SHOP, news(CODES, 10_000_000));

    await noted(SHOP, news('CLASSIC', 9_950_000), START + 9_950_000);
    expect(await records.versionOf(SHOP)).toBe(CODES);
    await noted(SHOP, news('CLASSIC', 5_000), START + 5_000);
    expect(await records.versionOf(SHOP)).toBe('CLASSIC');
  });

  it('of who asked Shopify has it not asked again', async () => {
    await noted(SHOP, news(CODES, 0, 'check'));

    expect(jobs).toEqual([]);
  });

  it('is noted with its job or not at all', async () => {
    jobsFail = true;
    await expect(noted(SHOP, news(CODES, 0))).rejects.toThrow('no queue');

    expect(await records.find(SHOP)).toBeUndefined();
  });
});

describe('a mirror', () => {
  it('is known from when it is written until nobody knows', async () => {
    await noted(SHOP, news(CODES, 0));
    const id = jobs[0]?.id ?? '';

    await records.noteMirror(id, CODES);
    expect((await records.load(id))?.mirrored).toBe(CODES);
    await records.noteMirror(id, undefined);
    expect((await records.load(id))?.mirrored).toBeUndefined();
  });
});

describe('asking Shopify', () => {
  const shopsOf = (count: number) => Array.from({ length: count }, (_, each) => `s${each}.myshopify.com`);

  it('gives each shop a job of its own, however many there are, and keeps what is known', async () => {
    await noted('s7.myshopify.com', news(CODES, 0, 'check'));
    const shops = shopsOf(2_500);

    await records.ask(shops, START);

    expect(new Set(jobs.map(({ shop }) => shop))).toEqual(new Set(shops));
    expect(jobs).toHaveLength(shops.length);
    expect(await records.versionOf('s7.myshopify.com')).toBe(CODES);
    expect(await records.versionOf('s8.myshopify.com')).toBeUndefined();
  });

  it('knows of which shops nothing is known, asked about or not', async () => {
    await noted('s0.myshopify.com', news('CLASSIC', 0, 'check'));
    await records.ask(['s1.myshopify.com'], START);

    expect(await records.unknown(shopsOf(3))).toEqual(['s1.myshopify.com', 's2.myshopify.com']);
  });
});

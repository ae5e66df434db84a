import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { parseEmailAddress } from '../../src/contracts/email-address.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createInbox } from '../../src/server/db/inbox.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { useDatabase, type TestDatabase } from './database.ts';
import { startFakeShopify, type FakeShopify } from './fake-shopify.ts';
import { movableClock, SHOP, type MovableClock } from './service-under-test.ts';
import { silentLog } from './silent-log.ts';

/** Of the shops in these tests: one key for every address that is kept. */
export const VAULT = createAddressVault(Buffer.alloc(32, 7));

/** What any work of the server stands on. */
export interface Work {
  readonly database: TestDatabase;
  readonly pool: Pool;
  /** Another for every test. */
  readonly clock: MovableClock;
}

/**
 * A database, the pool of the worker and a clock for the test file that calls this.
 *
 * @param emptied tables that a test leaves nothing in
 */
export function useWork(emptied: readonly string[]): Work {
  const database = useDatabase();
  let pool: Pool;
  let clock: MovableClock;

  beforeAll(() => {
    pool = createPool({ url: database.url, name: 'test-work', max: 4, timeoutMs: 5_000 }, silentLog);
  });
  afterAll(() => pool.end());
  beforeEach(() => {
    clock = movableClock();
  });
  afterEach(() => database.query(`TRUNCATE ${emptied.join(', ')}`));

  return {
    database,
    get pool() {
      return pool;
    },
    get clock() {
      return clock;
    },
  };
}

/**
 * A shop for the test file that calls this. To be called ahead of `useWork`: a test fails for what the shop was asked
 * and did not expect, and is to leave no rows behind even so.
 */
export function useFakeShopify(): { readonly shopify: FakeShopify } {
  let shopify: FakeShopify;

  beforeAll(async () => {
    shopify = await startFakeShopify();
  });
  afterAll(() => shopify.close());
  afterEach(() => shopify.verify());

  return {
    get shopify() {
      return shopify;
    },
  };
}

export interface WayIn {
  readonly address?: string | undefined;
  readonly shop?: string;
  readonly buyerIp?: string | undefined;
}

/** Keeps a request for a way in as the server does. @returns its id */
export async function keepWayIn({ pool, clock }: Work, wayIn: WayIn = {}): Promise<string> {
  const { address = 'ada@example.com', shop = SHOP, buyerIp } = wayIn;
  let id = '';
  const addJobs = async (ids: readonly string[]) => {
    id = ids[0] ?? '';
  };
  const email = parseEmailAddress(address);
  if (!email.ok) throw new Error('a good address was expected');
  const inbox = createInbox({ pool, vault: VAULT, clock, addJobs });
  await inbox.keep({ shop, email: email.value, locale: 'en', reference: '7QX2M4RVWH', buyerIp });
  return id;
}

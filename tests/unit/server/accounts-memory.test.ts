import { describe, expect, it } from 'vitest';
import type { AccountsVersion } from '../../../src/contracts/accounts.ts';
import { createAccountsMemory, createSignInWith } from '../../../src/server/domain/accounts-memory.ts';
import { movableClock } from '../../support/service-under-test.ts';

const SHOP = 'shop-name.myshopify.com';
const CODES = 'NEW_CUSTOMER_ACCOUNTS';
const SECOND = 1_000;

/** A database whose answers a test gives one by one, or that answers what it has. */
function database() {
  let stored: AccountsVersion | undefined;
  let isAway = false;
  const asked: string[] = [];
  const clock = movableClock();
  const memory = createAccountsMemory({
    clock,
    read: async (shop) => {
      asked.push(shop);
      if (isAway) throw new Error('away');
      return stored;
    },
  });
  return {
    asked,
    clock,
    memory,
    store: (version: AccountsVersion | undefined) => {
      stored = version;
    },
    goAway: () => {
      isAway = true;
    },
  };
}

describe('the memory of which accounts a shop has', () => {
  it('answers at once, without a promise, while it is fresh', async () => {
    const { memory, store, asked, clock } = database();
    store(CODES);
    await memory.versionOf(SHOP);
    clock.advance(4_999);

    expect(memory.versionOf(SHOP)).toBe(CODES);
    expect(asked).toEqual([SHOP]);
  });

  it('asks once for a thousand who ask at once', async () => {
    const { memory, store, asked } = database();
    store(CODES);

    const answers = await Promise.all(Array.from({ length: 1_000 }, async () => memory.versionOf(SHOP)));

    expect(new Set(answers)).toEqual(new Set([CODES]));
    expect(asked).toHaveLength(1);
  });

  it('of a busy shop asks anew while nobody waits for it', async () => {
    const { memory, store, asked, clock } = database();
    store('CLASSIC');
    await memory.versionOf(SHOP);
    store(CODES);
    clock.advance(5 * SECOND);

    expect(memory.versionOf(SHOP)).toBe('CLASSIC');
    await Promise.resolve();
    await expect.poll(() => memory.versionOf(SHOP)).toBe(CODES);
    expect(asked).toHaveLength(2);
  });

  it('of a shop that nobody asked about for a while waits for the answer of now', async () => {
    const { memory, store, clock } = database();
    store('CLASSIC');
    await memory.versionOf(SHOP);
    store(CODES);
    clock.advance(15 * SECOND);

    expect(await memory.versionOf(SHOP)).toBe(CODES);
  });

  it('keeps the last answer while the database is away, and does not ask it for every request', async () => {
    const { memory, store, goAway, asked, clock } = database();
    store(CODES);
    await memory.versionOf(SHOP);
    goAway();
    clock.advance(3_600 * SECOND);

    expect(await memory.versionOf(SHOP)).toBe(CODES);
    expect(memory.versionOf(SHOP)).toBe(CODES);
    expect(asked).toHaveLength(2);
  });

  it('knows nothing of a shop that it never heard of while the database is away', async () => {
    const { memory, goAway } = database();
    goAway();

    expect(await memory.versionOf(SHOP)).toBeUndefined();
  });

  it('is not overwritten by an answer that was under way when something newer was heard', async () => {
    const { memory, store } = database();
    store('CLASSIC');
    const reading = memory.versionOf(SHOP);
    memory.remember(SHOP, CODES);

    expect(await reading).toBe(CODES);
    expect(memory.versionOf(SHOP)).toBe(CODES);
  });

  it('is asked anew by a clock that went back, rather than never', async () => {
    const { memory, store, clock } = database();
    store('CLASSIC');
    await memory.versionOf(SHOP);
    store(CODES);
    clock.advance(-3_600 * SECOND);

    expect(await memory.versionOf(SHOP)).toBe(CODES);
  });

  it('holds no more than twenty thousand shops', () => {
    const { memory, asked } = database();
    for (let shop = 0; shop <= 20_000; shop += 1) memory.remember(`s${shop}.myshopify.com`, CODES);

    expect(memory.versionOf('s1.myshopify.com')).toBe(CODES);
    expect(memory.versionOf('s0.myshopify.com')).toBeInstanceOf(Promise);
    expect(asked).toEqual(['s0.myshopify.com']);
  });
});

describe('shoppers sign in', () => {
  it.each([
    [CODES, 'code'],
    ['CLASSIC', 'password'],
    [undefined, 'password'],
  ] as const)('in a shop on %s with a %s', async (version, how) => {
    const { memory, store } = database();
    store(version);
    const signInWith = createSignInWith(memory);

    expect(await signInWith(SHOP)).toBe(how);
    // And from memory without a promise.
    expect(signInWith(SHOP)).toBe(how);
  });
});

import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { describe, expect, it } from 'vitest';
import { later, useClock } from './support/clock.ts';
import { addresses, DAY, LOYAL, NEW, NO_ORDERS, opened, ordersOn, THREE_ORDERS } from './support/opened.ts';
import { said } from './support/page.ts';

const HEADING = 'This is your account from before';

useClock();

describe('after the first sign-in', () => {
  it('says that this is the account from before, what moved, and where to get help', async () => {
    using _ = await opened();

    expect(said()).toEqual([
      HEADING,
      'Signing in works differently now. Your account is still the one with your email address.',
      'What moved with it:',
      '3 orders',
      'Your newest order: September 30, 2026',
      '1 saved address',
      'You don’t need a password any more. You sign in with a code from a mail.',
      'Is something missing?',
      'Perhaps you used another email address back then. Sign out, and sign in with that one.',
      'If that is not it, the shop can help.',
      'Close this message',
    ]);
  });

  it('says nothing to a customer who is new', async () => {
    using _ = await opened({ customer: NEW, orders: NO_ORDERS });

    expect(said()).toEqual([]);
  });

  it('says nothing to them when they have become old customers, either', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ customer: NEW, orders: NO_ORDERS, storage });
    }
    later(100 * DAY);
    using page = await opened({ customer: NEW, storage });

    expect(said()).toEqual([]);
    expect(page.asked).not.toHaveBeenCalled();
  });

  it('does not claim to have counted every order where there are more than it asked for', async () => {
    const days = Array.from({ length: 50 }, () => '2026-01-31');
    using _ = await opened({ orders: ordersOn(days, true) });

    expect(said()).toContain('More than 50 orders');
  });

  it('has no list where there is nothing to count', async () => {
    using _ = await opened({ customer: { ...LOYAL, addresses: addresses(0) }, orders: NO_ORDERS });

    expect(said()[0]).toBe(HEADING);
    expect(said()).not.toContain('What moved with it:');
  });

  it('gives no number of addresses rather than a wrong one', async () => {
    using _ = await opened({ customer: { ...LOYAL, addresses: addresses(50, true) } });

    expect(said().join(' ')).not.toContain('saved address');
    expect(said()).toContain('3 orders');
  });
});

describe('the day of the switch', () => {
  const settings = { switched_on: '2026-11-01' };

  it('parts who was a customer before from who came later', async () => {
    const cameLater = { ...LOYAL, creationDate: '2026-11-02T00:00:00Z' };
    {
      using _ = await opened({ settings, customer: cameLater, orders: ordersOn(['2026-11-02']) });
      expect(said()).toEqual([]);
    }
    using _ = await opened({ settings, customer: { ...LOYAL, creationDate: '2026-10-31T23:59:00Z' } });

    expect(said()[0]).toBe(HEADING);
  });

  it('counts an order from before where the customer was imported later', async () => {
    const imported = { ...LOYAL, creationDate: '2026-11-02T00:00:00Z' };
    using _ = await opened({ settings, customer: imported, orders: THREE_ORDERS });

    expect(said()[0]).toBe(HEADING);
  });

  it('makes nobody an old customer who signed up a minute ago, though it is still to come', async () => {
    using _ = await opened({ settings: { switched_on: '2027-01-01' }, customer: NEW, orders: NO_ORDERS });

    expect(said()).toEqual([]);
  });
});

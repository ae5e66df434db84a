import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { describe, expect, it, vi } from 'vitest';
import { promised } from '../support/promised.ts';
import { useClock } from './support/clock.ts';
import { LOYAL, NEW, NO_ORDERS, open, opened } from './support/opened.ts';
import { close, said } from './support/page.ts';

const HEADING = 'This is your account from before';
const PERHAPS = 'Had an account here before? This is it';

useClock();

describe('while the answer is on its way', () => {
  it('shows nothing the first time, because it is not known yet who this is', async () => {
    using page = open({ customer: 'silence', orders: 'silence' });
    await page.asking;

    expect(said()).toEqual([]);
  });

  it('says at once, from the second time on, what it knew then', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage });
    }
    const customer = promised<object>();
    using page = open({ storage, customer: customer.promise });
    await page.asking;
    expect(said()[0]).toBe(HEADING);
    expect(document.querySelector('s-skeleton-paragraph')).not.toBeNull();
    expect(said()).not.toContain('3 orders');

    customer.resolve(LOYAL);
    await page.drawn;

    expect(said()).toContain('3 orders');
    expect(document.querySelector('s-skeleton-paragraph')).toBeNull();
  });

  it('stays closed when it is closed before the figures come', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage });
    }
    const customer = promised<object>();
    {
      using page = open({ storage, customer: customer.promise });
      await page.asking;
      expect(said()[0]).toBe(HEADING);
      close();
      customer.resolve(LOYAL);
      await page.drawn;
      expect(said()).toEqual([]);
    }
    using _ = await opened({ storage });

    expect(said()).toEqual([]);
  });
});

describe('when it cannot be read', () => {
  it.each(['refused', 'unreachable', 'no JSON'] as const)(
    'says it of whoever had an account before, without figures and without a word of trouble (%s)',
    async (trouble) => {
      using _ = await opened({ customer: trouble, orders: trouble });

      expect(said()).toEqual([
        PERHAPS,
        'Signing in works differently now. Your account is still the one with your email address.',
        'You don’t need a password any more. You sign in with a code from a mail.',
        'Is something missing?',
        'Perhaps you used another email address back then. Sign out, and sign in with that one.',
        'If that is not it, the shop can help.',
        'Close this message',
      ]);
    },
  );

  it('waits five seconds for an answer and not longer', async () => {
    using page = open({ customer: 'silence', orders: 'silence' });
    await page.asking;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(said()).toEqual([]);

    await vi.advanceTimersByTimeAsync(1);
    await page.drawn;

    expect(said()[0]).toBe(PERHAPS);
  });

  it('does without orders where the app may not read them', async () => {
    using _ = await opened({ orders: 'refused' });

    expect(said()).toContain('1 saved address');
    expect(said()[0]).toBe(HEADING);
    expect(said().join(' ')).not.toMatch(/order:|\d orders/);
  });

  it('keeps to what it found last time', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage });
    }
    using _ = await opened({ storage, customer: 'unreachable', orders: 'unreachable' });

    expect(said()[0]).toBe(HEADING);
    expect(said()).not.toContain('What moved with it:');
  });

  it('finds out the next time what it could not find out the first', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage, customer: 'unreachable', orders: 'unreachable' });
    }
    using _ = await opened({ storage, customer: NEW, orders: NO_ORDERS });

    expect(said()).toEqual([]);
  });
});

import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { describe, expect, it } from 'vitest';
import { later, useClock } from './support/clock.ts';
import { DAY, opened } from './support/opened.ts';
import { close, said } from './support/page.ts';

const HEADING = 'This is your account from before';

useClock();

describe('how long it is shown', () => {
  it('is there for two weeks from the first time, and then no more', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage });
    }
    later(14 * DAY - 1);
    {
      using _ = await opened({ storage });
      expect(said()[0]).toBe(HEADING);
    }
    later(1);
    using page = await opened({ storage });

    expect(said()).toEqual([]);
    expect(page.asked).not.toHaveBeenCalled();
  });

  it('is there for as many days as the merchant says', async () => {
    const storage = createStorage();
    const settings = { days: 3 };
    {
      using _ = await opened({ storage, settings });
    }
    later(3 * DAY);
    using _ = await opened({ storage, settings });

    expect(said()).toEqual([]);
  });

  it('goes when it is closed, and does not come back', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage });
      close();
      expect(said()).toEqual([]);
    }
    using page = await opened({ storage });

    expect(said()).toEqual([]);
    expect(page.asked).not.toHaveBeenCalled();
  });

  it('comes to the next customer of the same browser all the same', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage, customerId: '42' });
      close();
    }
    using _ = await opened({ storage, customerId: '43' });

    expect(said()[0]).toBe(HEADING);
  });

  it('stays closed, too, where the app may not know who the customer is', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ storage, customerId: undefined });
      close();
    }
    using _ = await opened({ storage, customerId: undefined });

    expect(said()).toEqual([]);
  });

  it('is shown even where the browser keeps nothing', async () => {
    const refusing = () => Promise.reject(new Error('storage is blocked'));
    using _ = await opened({ storage: { read: refusing, write: refusing, delete: refusing } });

    expect(said()[0]).toBe(HEADING);
  });
});

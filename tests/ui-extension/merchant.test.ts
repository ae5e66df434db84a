import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOW, opened, SETTINGS } from './support/opened.ts';
import { close, links, said } from './support/page.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the preview in the editor', () => {
  it('is always there, with example figures, and says so', async () => {
    using page = await opened({ inEditor: true });

    expect(said()[0]).toBe('This is your account from before');
    expect(said()[1]).toMatch(/^Only you see this line\./);
    expect(said()).toEqual(
      expect.arrayContaining(['7 orders', 'Your newest order: October 8, 2026', '2 saved addresses']),
    );
    expect(page.asked).not.toHaveBeenCalled();
  });

  it('stays when it is closed, and leaves the merchant’s own profile alone', async () => {
    const storage = createStorage();
    {
      using _ = await opened({ inEditor: true, storage });
      close();
      expect(said()).not.toEqual([]);
    }
    using _ = await opened({ storage });

    expect(said()[0]).toBe('This is your account from before');
  });
});

describe('what the merchant fills in', () => {
  it('names every way to help, as links that open what they say', async () => {
    const settings = {
      help_page: 'https://shop.example/pages/contact',
      help_mail: 'help@shop.example',
      help_phone: '+47 22 00 00 00',
    };
    using _ = await opened({ settings });

    expect(said()).toEqual(
      expect.arrayContaining(['Get help', 'Write to help@shop.example', 'Call +47 22 00 00 00']),
    );
    expect(links()).toEqual([
      'https://shop.example/pages/contact',
      'mailto:help@shop.example',
      'tel:+4722000000',
    ]);
    expect(said()).not.toContain('If that is not it, the shop can help.');
  });

  it.each([
    { help_page: 'javascript:alert(1)' },
    { help_page: 'http://shop.example' },
    { help_page: 'https://shop.example/a b' },
    { help_mail: 'help@shop.example?bcc=everybody@shop.example' },
    { help_mail: 'help' },
    { help_phone: 'ask at the counter' },
    { help_page: '  ', help_mail: '', help_phone: ' ' },
  ])('draws no link from %o', async (settings) => {
    using _ = await opened({ settings });

    expect(links()).toEqual([]);
    expect(said()).toContain('If that is not it, the shop can help.');
  });

  it('puts the merchant’s heading in place of ours, whether or not the account could be read', async () => {
    const settings = { heading: 'Good to see you again' };
    {
      using _ = await opened({ settings });
      expect(said()[0]).toBe('Good to see you again');
    }
    using _ = await opened({ settings, customer: 'unreachable' });

    expect(said()[0]).toBe('Good to see you again');
  });

  it('leaves the numbers out on demand', async () => {
    using _ = await opened({ settings: { without_numbers: true } });

    expect(said()[0]).toBe('This is your account from before');
    expect(said()).not.toContain('What moved with it:');
  });

  it.each([
    { days: 0 },
    { days: -1 },
    { days: 'a while' },
    { switched_on: 'last week' },
    { switched_on: '' },
  ])('takes %o for not filled in', async (settings) => {
    using _ = await opened({ settings });

    expect(said()[0]).toBe('This is your account from before');
  });

  it('is no more than seven fields, none of which has to be filled in', () => {
    expect(SETTINGS).toEqual([
      'switched_on',
      'days',
      'heading',
      'without_numbers',
      'help_page',
      'help_mail',
      'help_phone',
    ]);
  });
});

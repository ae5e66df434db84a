import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import * as codeHelp from '../../src/islands/entries/code-help.ts';
import '../../src/islands/entries/sign-in.ts';
import { createLinkHistory } from '../../src/islands/platform/link-history.ts';
import { found } from './support/found.ts';
import { flushed, MODULES, pageOfShop, user } from './support/page-of-shop.ts';
import { CODE_HELP_FILE } from './support/shop.ts';

const page = pageOfShop();
const { guide } = CODE_HELP_FILE;
const WITH_GUIDE = { ...MODULES, 'code-help': codeHelp };
const CODES = {
  '/requests': () => Response.json({ v: 1, state: 'sign-in-with-code' }),
};
const SWITCHED = { '/accounts': () => Response.json({ v: 1, signInWith: 'code' }) };

const guideHeading = () => screen.findByRole('heading', { name: guide.heading });

/** What a shopper sees: hidden things are none of it. */
function seen(): string {
  return [...document.querySelectorAll('[data-lk-state], latchkey-sign-in')]
    .filter((element) => !element.closest('[hidden]'))
    .map(({ textContent }) => textContent)
    .join();
}

async function comeIntoView(): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  await flushed();
}

describe('a form from before the switch', () => {
  test('ends in the guide, with focus on its heading and the address at hand', async () => {
    page.open(CODES, WITH_GUIDE);
    page.show();
    await page.ask('ann@gmail.com');

    const heading = await guideHeading();
    expect(document.activeElement).toBe(heading);
    for (const text of [guide.changed, guide.account, guide.next]) expect(seen()).toContain(text);
    expect(screen.getByText('ann@gmail.com')).toBeDefined();
    expect(screen.getByRole('link', { name: guide.button }).getAttribute('href')).toBe('/account/login');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(seen()).not.toContain('a mail is on its way');
  });

  test('notes no mail: older links are not switched off by one that was never sent', async () => {
    page.open(CODES, WITH_GUIDE);
    page.show();
    await page.ask('ann@gmail.com');
    await guideHeading();

    const history = createLinkHistory(() => localStorage, { now: () => Date.now() });
    expect(history.reasonFor(['/account/activate/4711/0a1b-1'])).toBeUndefined();
  });

  test('has the help for codes in a fold', async () => {
    page.open(CODES, WITH_GUIDE);
    page.show();
    await page.ask('ann@gmail.com');
    await guideHeading();
    found('[data-lk-code-help]', HTMLDetailsElement).open = true;

    await waitFor(() => expect(document.body.textContent).toContain('Your mailbox is with Gmail.'));
  });

  test('is posted as a plain form with the next press where the guide does not arrive', async () => {
    page.open(CODES);
    page.show();
    await page.ask('ann@gmail.com');
    await screen.findByText('We can’t take your request right now');
    const posted = vi.fn((event: Event) => event.preventDefault());
    window.addEventListener('submit', posted, { once: true });

    await user.click(screen.getByRole('button', { name: 'Email me a link' }));

    expect(posted).toHaveBeenCalledTimes(1);
    expect(page.paths().filter((path) => path === 'requests')).toHaveLength(1);
  });
});

describe('a page that waits for a mail while the shop goes over to codes', () => {
  test('becomes the guide when it comes into view again', async () => {
    page.open(SWITCHED, WITH_GUIDE);
    page.show();
    await page.ask('ann@example.com');
    await page.help();
    await comeIntoView();

    await guideHeading();
    expect(seen()).not.toContain('Check your inbox');
    expect(seen()).toContain('ann@example.com');
  });

  test('says so without taking focus from whoever reads elsewhere', async () => {
    page.open(SWITCHED, WITH_GUIDE);
    page.show();
    const elsewhere = document.body.appendChild(document.createElement('button'));
    await page.ask('ann@example.com');
    await page.help();
    elsewhere.focus();
    await comeIntoView();
    await guideHeading();

    expect(document.activeElement).toBe(elsewhere);
    await waitFor(() =>
      expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(guide.heading),
    );
  });

  test('takes focus to the heading from what is gone', async () => {
    page.open(SWITCHED, WITH_GUIDE);
    page.show();
    await page.ask('ann@example.com');
    await page.help();
    screen.getByRole('button', { name: 'Use another address' }).focus();
    await comeIntoView();

    expect(document.activeElement).toBe(await guideHeading());
  });

  test('stays as it is while the shop has passwords, and asks nothing about the shopper', async () => {
    page.open({}, WITH_GUIDE);
    page.show();
    await page.ask('ann@example.com');
    await page.help();
    await comeIntoView();

    expect(page.calls().filter(({ path }) => path.endsWith('/accounts'))).toEqual([
      { path: '/apps/account-access/accounts', body: undefined },
    ]);
    expect(seen()).toContain('Check your inbox');
  });

  test.each([
    { what: 'is a password page', answer: () => new Response('<html>') },
    { what: 'is an error', answer: () => Response.json({ v: 1, error: {} }, { status: 503 }) },
    {
      what: 'does not come',
      answer: () => {
        throw new TypeError('offline');
      },
    },
  ])('stays as it is, and silent, where the answer $what', async ({ answer }) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    page.open({ '/accounts': answer }, WITH_GUIDE);
    page.show();
    await page.ask('ann@example.com');
    await page.help();
    await comeIntoView();

    expect(seen()).toContain('Check your inbox');
    expect(log).not.toHaveBeenCalled();
  });

  test('asks no more once it is gone', async () => {
    page.open({}, WITH_GUIDE);
    page.show();
    await page.ask('ann@example.com');
    await page.help();
    document.body.innerHTML = '';
    await flushed();
    await comeIntoView();

    expect(page.paths()).not.toContain('accounts');
  });
});

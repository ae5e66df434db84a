import { screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as codeHelp from '../../src/islands/entries/code-help.ts';
import '../../src/islands/entries/sign-in.ts';
import { createKeptAddress } from '../../src/islands/platform/kept-address.ts';
import { found } from './support/found.ts';
import { settled, SIGN_IN_URL, signInMarkup } from './support/markup.ts';
import { stubModules } from './support/modules.ts';
import { signInProps } from './support/props.ts';
import { CODE_HELP_FILE, KIND_SHOP, shopFetch } from './support/shop.ts';

const ADDRESS = 'ann@gmail.com';
const { codes } = CODE_HELP_FILE;
const copied = vi.fn<(text: string) => Promise<void>>();
/** Where each click on the link would have led. */
let led: string[] = [];
let modules: readonly string[] = [];

const note = (event: Event): void => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  event.preventDefault();
  if (link) led.push(link.href);
};

beforeEach(() => {
  led = [];
  copied.mockReset().mockResolvedValue();
  modules = stubModules({ 'code-help': codeHelp });
  vi.stubGlobal('fetch', shopFetch(KIND_SHOP, []));
  // jsdom has none.
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: copied } });
  window.addEventListener('click', note);
});

afterEach(async () => {
  window.removeEventListener('click', note);
  document.body.innerHTML = '';
  await settled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'clipboard');
  sessionStorage.clear();
});

const kept = () => createKeptAddress(() => sessionStorage, { now: () => Date.now() });
const link = () => found('[data-lk-sign-in-button]', HTMLAnchorElement);
const fold = () => found('[data-lk-code-help]', HTMLDetailsElement);
const place = () => found('[data-lk-address]', HTMLElement);

function show(more: object = {}): void {
  document.body.innerHTML = signInMarkup({ ...signInProps(), ...more });
}

/** Comes back to this page, which stood in another tab. */
function comeBack(): void {
  document.dispatchEvent(new Event('visibilitychange'));
}

async function help(): Promise<HTMLElement> {
  const room = () => found('[data-lk-code-room]', HTMLElement);
  await waitFor(() => expect(room().firstElementChild).toBeTruthy());
  return room();
}

describe('an address that was typed before', () => {
  test('is shown with a button that copies it, and says so', async () => {
    kept().keep(ADDRESS);
    show();

    expect(place().hidden).toBe(false);
    expect(screen.getByText(ADDRESS).dir).toBe('ltr');
    screen.getByRole('button', { name: 'Copy the address' }).click();

    expect(copied.mock.calls).toEqual([[ADDRESS]]);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied'));
  });

  test('is marked for copying by hand where the browser refuses', async () => {
    copied.mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    kept().keep(ADDRESS);
    show();

    screen.getByRole('button', { name: 'Copy the address' }).click();

    await waitFor(() => expect(getSelection()?.toString()).toBe(ADDRESS));
    expect(screen.getByRole('status').textContent).toBe('');
  });

  test('is still there for whoever goes to and fro', async () => {
    kept().keep(ADDRESS);
    show();
    document.body.innerHTML = '';
    await settled();
    show();

    expect(place().textContent).toContain(ADDRESS);
  });

  test('goes with the island', async () => {
    kept().keep(ADDRESS);
    show();
    const stood = place();
    document.body.innerHTML = '';
    await settled();

    expect(stood.hidden).toBe(true);
    expect(stood.textContent).toBe('');
  });

  test('leaves its place hidden where there is none', () => {
    show();

    expect(place().hidden).toBe(true);
  });
});

describe('the way to the sign-in page', () => {
  test('has no address in it where the merchant did not ask for that', () => {
    kept().keep(ADDRESS);
    show();
    link().click();

    expect(led).toEqual([new URL(SIGN_IN_URL, location.href).href]);
  });

  test('has the address at the moment of the click, and never before or after it', async () => {
    kept().keep(ADDRESS);
    show({ loginHint: true });
    expect(link().href).not.toContain('login_hint');

    link().click();

    const url = new URL(led[0] ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      return_to: '/pages/help',
      locale: 'en',
      login_hint: ADDRESS,
    });
    await waitFor(() => expect(link().href).not.toContain('login_hint'));
  });

  test('is as Liquid printed it where no address is known', () => {
    show({ loginHint: true });
    link().click();

    expect(led).toEqual([new URL(SIGN_IN_URL, location.href).href]);
  });

  test('tells nobody where the shopper came from', () => {
    show();

    expect(link().referrerPolicy).toBe('no-referrer');
  });
});

describe('a shopper who went to sign in and came back', () => {
  test('finds the help open, once', async () => {
    show();
    link().click();
    expect(fold().open).toBe(false);
    comeBack();

    expect(fold().open).toBe(true);
    expect(within(await help()).getByText(codes.back_heading)).toBeDefined();
    fold().open = false;
    comeBack();
    expect(fold().open).toBe(false);
  });

  test('finds it open on a page that was made anew', async () => {
    show();
    link().click();
    document.body.innerHTML = '';
    await settled();
    show();

    expect(fold().open).toBe(true);
  });

  test('finds it open on a page that the browser kept', () => {
    show();
    link().click();
    window.dispatchEvent(new Event('pageshow'));

    expect(fold().open).toBe(true);
  });

  test('is no matter while the page is not seen', () => {
    show();
    link().click();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    comeBack();

    expect(fold().open).toBe(false);
  });

  test('is not taken for one who comes again half an hour later', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(0);
    show();
    link().click();
    now.mockReturnValue(1_800_001);
    comeBack();

    expect(fold().open).toBe(false);
  });

  test('is never a merchant in the theme editor', () => {
    vi.stubGlobal('Shopify', { designMode: true });
    show();
    link().click();
    comeBack();

    expect(fold().open).toBe(false);
  });
});

describe('the help about a code that does not come', () => {
  test('is fetched when its fold is opened, and takes the place of the link', async () => {
    kept().keep(ADDRESS);
    show();
    expect(modules).toEqual([]);
    fold().open = true;
    const room = await help();

    expect(modules).toEqual(['code-help']);
    expect(found('a[href$="/sign-in"]', HTMLElement).closest('p')?.hidden).toBe(true);
    expect(within(room).queryByText(codes.back_heading)).toBeNull();
    expect(room.textContent).toContain('Your mailbox is with Gmail.');
    const texts = [...room.querySelectorAll('p')].map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining([codes.newest, codes.paste, codes.shop]));
    expect(texts.indexOf(codes.wait)).toBeLessThan(texts.indexOf(codes.newest));
  });

  test('is there, too, where the fold was opened before the island came', async () => {
    document.body.innerHTML = signInMarkup(signInProps()).replace('<details', '<details open');

    expect((await help()).textContent).toContain(codes.newest);
  });

  test('has a button to the mailbox, in another tab', async () => {
    kept().keep(ADDRESS);
    show();
    fold().open = true;
    const open = within(await help()).getByRole('link', { name: 'Open Gmail' });

    expect(open.getAttribute('target')).toBe('_blank');
    expect(open.getAttribute('rel')).toBe('noopener noreferrer');
    expect(open.getAttribute('href')).not.toContain('ann');
  });

  test('is drawn once, however often the fold is opened', async () => {
    show();
    fold().open = true;
    const first = (await help()).firstElementChild;
    for (const open of [false, true]) {
      fold().open = open;
      await settled();
      fold().dispatchEvent(new Event('toggle'));
    }

    expect((await help()).firstElementChild).toBe(first);
    expect(modules).toEqual(['code-help']);
  });

  test('leaves the link to the page with all the help where it does not arrive', async () => {
    stubModules({});
    show();
    fold().open = true;

    const body = found('a[href$="/sign-in"]', HTMLElement).closest('p');
    await waitFor(() => {
      expect(document.querySelector('[data-lk-code-room]')).toBeNull();
      expect(body?.hidden).toBe(false);
    });
  });
});

test('a page whose props are broken stays as the server printed it', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  kept().keep(ADDRESS);
  document.body.innerHTML = signInMarkup({ ...signInProps(), language: '' });
  link().click();
  comeBack();

  expect(log.mock.calls).toEqual([['latchkey-sign-in']]);
  expect(fold().open).toBe(false);
  expect(place().hidden).toBe(true);
  expect(led).toEqual([new URL(SIGN_IN_URL, location.href).href]);
});

test('what says that somebody is signed in already is left alone', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  document.body.innerHTML = `<latchkey-sign-in><script type="application/json">${JSON.stringify(signInProps())}</script><p>You are signed in already</p></latchkey-sign-in>`;

  expect(log).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain('You are signed in already');
});

test('a browser that refuses all storage signs in all the same', () => {
  vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  show();
  link().click();
  comeBack();

  expect(led).toHaveLength(1);
  expect(fold().open).toBe(false);
});

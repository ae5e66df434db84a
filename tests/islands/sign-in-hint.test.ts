import { screen } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { found } from './support/found.ts';

const HEADER = '<header><a id="menu" href="/">Home</a><a id="account" href="/account">Account</a></header>';
const HINT = `<latchkey-sign-in-hint><a href="/apps/a/sign-in">No password needed</a>
  <button type="button" aria-label="Close" hidden>×</button></latchkey-sign-in-hint>`;

/** Where things stand, by their id; the hint is 200 px wide wherever it is. */
let places: Readonly<Record<string, Partial<DOMRect>>> = {};
let watches: MutationObserver[] = [];
let frames: (() => void)[] = [];
/** The script listens for as long as its page lives: a test ends before that. */
let page = new AbortController();

beforeEach(() => {
  vi.resetModules();
  page = new AbortController();
  places = { account: { left: 900, right: 940, top: 20, bottom: 60 } };
  frames = [];
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1_000);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function rect(this: Element) {
    const given =
      this.localName === 'latchkey-sign-in-hint' ? { right: 200, width: 200, height: 44 } : places[this.id];
    return { left: 0, right: 0, top: 0, bottom: 0, width: 0, ...given } as DOMRect;
  });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal(
    'MutationObserver',
    class extends MutationObserver {
      constructor(changed: MutationCallback) {
        super(changed);
        watches.push(this);
      }
    },
  );
  for (const target of [document, window]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation(
      (type: string, run: EventListenerOrEventListenerObject) => listen(type, run, { signal: page.signal }),
    );
  }
});

afterEach(() => {
  page.abort();
  for (const watch of watches) watch.disconnect();
  watches = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
  localStorage.clear();
});

const hint = () => found('latchkey-sign-in-hint', HTMLElement);
const stands = () => [hint().hasAttribute('data-lk-placed'), hint().style.left, hint().style.top];

async function begin(html = HEADER + HINT): Promise<void> {
  document.body.innerHTML = html;
  await import('../../src/islands/entries/sign-in-hint.ts');
}

/** What changed in the page is looked at in the next frame. */
async function nextFrame(): Promise<void> {
  await Promise.resolve();
  for (const draw of frames.splice(0)) draw();
}

test('the hint floats below the account link, within the page, and moves nothing', async () => {
  await begin();

  expect(stands()).toEqual([true, '740px', '68px']);
  expect(hint().parentElement).toBe(document.body);
});

test('on the other side of a page it begins where the link does', async () => {
  places = { account: { left: 2, right: 42, top: 20, bottom: 60 } };
  await begin();

  expect(stands()).toEqual([true, '8px', '68px']);
});

test('where it would cover something that can be pressed it floats below the whole header', async () => {
  const language = '<details><summary id="language">English</summary></details>';
  places = {
    ...places,
    header: { top: 0, bottom: 120 },
    language: { left: 760, right: 840, top: 70, bottom: 110 },
  };
  await begin(
    HEADER.replace('<header>', '<header id="header">').replace('</header>', `${language}</header>`) + HINT,
  );
  expect(stands()).toEqual([true, '740px', '128px']);

  places = { ...places, language: { left: 10, right: 90, top: 70, bottom: 110 } };
  document.body.append('changed');
  await nextFrame();
  expect(stands()).toEqual([true, '740px', '68px']);
});

test('a link that nobody can see is passed over for one that they can', async () => {
  places = { shown: { left: 700, right: 740, bottom: 30 }, drawer: { left: -300, right: -20 } };
  await begin(
    `<header><a id="drawer" href="/en/account/login">Log in</a></header><a id="shown" href="https://shop.example/account">Account</a>${HINT}`,
  );

  expect(stands()).toEqual([true, '540px', '38px']);
});

test.each([
  '<a id="account" href="/customer_authentication/login?x=1">In</a>',
  '<shopify-account id="account">',
])('it finds %s', async (entrance) => {
  await begin(`<header>${entrance}</header>${HINT}`);

  expect(hint().hasAttribute('data-lk-placed')).toBe(true);
});

test('without an account link it stays where Liquid printed it, and can still be closed', async () => {
  await begin(HINT);

  expect(stands()).toEqual([false, '', '']);
  expect(screen.getByRole('button', { name: 'Close' })).toBeDefined();
});

test('it follows the header when a theme draws that anew', async () => {
  await begin();
  places = { account: { left: 400, right: 440, top: 20, bottom: 100 } };
  found('header', HTMLElement).outerHTML = HEADER;
  await nextFrame();

  expect(stands()).toEqual([true, '400px', '108px']);
});

test('it follows the header when the window changes', async () => {
  await begin();
  places = { account: { left: 900, right: 940, top: 0, bottom: 40 } };
  window.dispatchEvent(new Event('resize'));
  await nextFrame();

  expect(stands()).toEqual([true, '740px', '48px']);
});

test('many changes are looked at once', async () => {
  await begin();
  for (const _ of [1, 2, 3]) {
    document.body.append(document.createElement('p'));
    await Promise.resolve();
  }

  expect(frames).toHaveLength(1);
});

test('closed, it stays closed, and focus goes to the link it was about', async () => {
  await begin();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));

  expect(hint().hidden).toBe(true);
  expect(document.activeElement?.id).toBe('account');
  vi.resetModules();
  await begin();
  expect(hint().hidden).toBe(true);
});

test('where the browser keeps nothing, it stays closed for this page', async () => {
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  await begin();
  expect(hint().hidden).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  document.body.append(document.createElement('p'));
  await nextFrame();

  expect(hint().hidden).toBe(true);
});

test('a merchant in the theme editor sees it although they closed it, also when it is rendered anew', async () => {
  vi.stubGlobal('Shopify', { designMode: true });
  localStorage.setItem('latchkey:hint-closed', '1');
  await begin();
  expect(hint().hidden).toBe(false);

  hint().outerHTML = HINT;
  await nextFrame();

  expect(stands()).toEqual([true, '740px', '68px']);
});

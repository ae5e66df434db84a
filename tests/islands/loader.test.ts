import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeptAddress } from '../../src/islands/platform/kept-address.ts';
import { found } from './support/found.ts';
import { signInMarkup, wayInMarkup } from './support/markup.ts';
import { signInProps, wayInProps } from './support/props.ts';

/** Notes which island was fetched, in the place of the modules that lie beside the loader. */
const fetched = vi.fn<(name: string) => void>();
/** The loader watches for as long as its page lives: a test ends before that. */
let watches: MutationObserver[] = [];

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetchedInstead', fetched);
  vi.stubGlobal(
    'URL',
    class extends URL {
      override get href(): string {
        return `data:text/javascript,globalThis.fetchedInstead("${this.pathname}")//${Math.random()}`;
      }
    },
  );
  vi.stubGlobal(
    'MutationObserver',
    class extends MutationObserver {
      constructor(changed: MutationCallback) {
        super(changed);
        watches.push(this);
      }
    },
  );
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
});

afterEach(() => {
  for (const watch of watches) watch.disconnect();
  watches = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

describe('a visitor whom the shop itself sent on', () => {
  test('is greeted on the fold, which stays closed', async () => {
    arrivedOver(1);
    document.body.innerHTML = wayInMarkup(wayInProps());
    await begin();

    expect(element().hasAttribute('data-lk-greeted')).toBe(true);
    expect(found('details', HTMLDetailsElement).open).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
  });

  test('is not greeted on an ordinary visit', async () => {
    arrivedOver(0);
    document.body.innerHTML = wayInMarkup(wayInProps());
    await begin();

    expect(element().hasAttribute('data-lk-greeted')).toBe(false);
  });
});

test('what the browser has not read to its end yet is left where it stands', async () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
  document.body.innerHTML = `<main><h1>Not found</h1></main>${wayInMarkup(wayInProps(), { lead: true, attributes: 'data-lk-embed' })}`;
  await begin();
  for (const _ of [1, 2]) frames.shift()?.();
  expect(element().parentElement).toBe(document.body);
  expect(fetched).not.toHaveBeenCalled();

  state.mockReturnValue('interactive');
  frames.shift()?.();

  expect(element().nextElementSibling?.localName).toBe('h1');
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
});

describe('the island of the offer', () => {
  test('comes from beside the loader, where the offer stands open', async () => {
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true });
    await begin();

    await vi.waitFor(() => expect(fetched.mock.calls).toEqual([['/assets/way-in.js']]));
  });

  test('comes at once where an address waits for it behind the fold', async () => {
    createKeptAddress(() => sessionStorage, { now: () => Date.now() }).keep('ann@example.com');
    document.body.innerHTML = wayInMarkup(wayInProps());
    await begin();

    await vi.waitFor(() => expect(fetched.mock.calls).toEqual([['/assets/way-in.js']]));
  });

  test('is not missed where the browser keeps nothing', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true });
    await begin();

    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
  });
});

describe('an offer that Liquid was not sure of', () => {
  test.each([
    { path: '/collections/gone', hidden: true },
    { path: '/account/activate/4711/0a1b-1', hidden: false },
    { path: '/pt-br/account/reset/4711/0a1b-1', hidden: false },
  ])('on $path is hidden: $hidden', async ({ path, hidden }) => {
    history.replaceState(null, '', path);
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true, attributes: 'hidden' });
    await begin();

    expect(element().hidden).toBe(hidden);
    if (!hidden) await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
    expect(fetched).toHaveBeenCalledTimes(hidden ? 0 : 1);
  });
});

describe('the sign-in guide', () => {
  test('gets its island at once', async () => {
    document.body.innerHTML = signInMarkup(signInProps());
    await begin();

    await vi.waitFor(() => expect(fetched.mock.calls).toEqual([['/assets/sign-in.js']]));
  });

  test('goes ahead of everything, also where the theme has a form for passwords', async () => {
    document.body.innerHTML = `<main><h1>Log in</h1><form action="/account/login"><input type="password"></form></main>${signInMarkup(signInProps(), 'data-lk-embed data-lk-lead')}`;
    await begin();

    expect(found('latchkey-sign-in', HTMLElement).nextElementSibling?.localName).toBe('h1');
  });

  test.each([
    { path: '/collections/gone', hidden: true },
    { path: '/account/activate/4711/0a1b-1', hidden: false },
  ])('that Liquid was not sure of is, on $path, hidden: $hidden', async ({ path, hidden }) => {
    history.replaceState(null, '', path);
    document.body.innerHTML = signInMarkup(signInProps(), 'data-lk-embed data-lk-lead hidden');
    await begin();

    expect(found('latchkey-sign-in', HTMLElement).hidden).toBe(hidden);
  });

  test('stays the only thing shown where what says "done" is hidden', async () => {
    document.body.innerHTML = '<latchkey-done hidden></latchkey-done>';
    await begin();

    expect(found('latchkey-done', HTMLElement).hidden).toBe(true);
    await vi.waitFor(() => expect(fetched.mock.calls).toEqual([['/assets/done.js']]));
  });
});

/** Runs the loader as the classic script that it is. */
async function begin(): Promise<void> {
  const script = document.createElement('script');
  script.src = 'https://cdn.example/assets/loader.js';
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  vi.resetModules();
  await import('../../src/islands/entries/loader.ts');
}

function arrivedOver(redirectCount: number): void {
  const timing = Object.assign(performance.mark('navigation'), { redirectCount });
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([timing]);
}

function element(): HTMLElement {
  return found('latchkey-way-in', HTMLElement);
}

import { screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/islands/entries/done.ts';
import { createLinkHistory } from '../../src/islands/platform/link-history.ts';
import { createPasswordMark } from '../../src/islands/platform/password-mark.ts';
import { pagePaper } from '../../src/islands/platform/paper.ts';
import { found, heldIn } from './support/found.ts';
import { settled } from './support/markup.ts';

const MARKUP = markup();

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(async () => {
  document.body.innerHTML = '';
  document.body.removeAttribute('style');
  history.replaceState(null, '', '/');
  await settled();
});

describe('the account page', () => {
  test('says that the account is open right after a password was set, and says it once', async () => {
    mark().leave('activation');
    document.body.innerHTML = MARKUP;
    expect(element().hidden).toBe(false);
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Your account is open'));

    document.body.innerHTML = '';
    await settled();
    document.body.innerHTML = MARKUP;

    expect(element().hidden).toBe(true);
  });

  test('says nothing on any other visit', () => {
    document.body.innerHTML = MARKUP;

    expect(element().hidden).toBe(true);
  });

  test('stops saying it when told to', async () => {
    mark().leave('reset');
    document.body.innerHTML = MARKUP;

    await userEvent.click(screen.getByRole('button', { name: 'Close' }));

    expect(element().hidden).toBe(true);
  });
});

describe('where to go next', () => {
  test.each(['/', '/account/orders', '/collections/all?sort_by=price&page=2', '/pages/a b'])(
    'is back to %s, where the link said so',
    (path) => {
      handIn(`/account/activate/4711/t?return_to=${encodeURIComponent(path)}`);

      const back = screen.getByRole('link', { name: 'Go on where you were' });
      expect(back.getAttribute('href')).toBe(path);
      expect(screen.getByRole('link', { name: 'Go to the shop' })).toBeDefined();
    },
  );

  test.each([
    '',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'account/orders',
  ])('is never %j', (path) => {
    expectNoWayBack(encodeURIComponent(path));
  });

  test('is nowhere where the link’s end was cut off in the middle of a letter', () => {
    expectNoWayBack('%2Fpages%2F%E0%A4');
  });

  function expectNoWayBack(returnTo: string): void {
    handIn(`/account/activate/4711/t?return_to=${returnTo}`);

    const back = document.querySelector('[data-lk-back]');
    expect(element().hidden).toBe(false);
    expect(back).toHaveProperty('hidden', true);
    expect(back?.getAttribute('href')).toBe('/');
    expect(screen.getByRole('link', { name: 'Go to the shop' })).toBeDefined();
  }
});

describe('the theme editor’s preview', () => {
  test('shows the message without a mark, each time, and notes nothing', async () => {
    for (const _ of ['once', 'and again']) {
      document.body.innerHTML = markup('data-lk-preview');
      expect(element().hidden).toBe(false);
      expect(document.querySelector('[data-lk-back]')).toHaveProperty('hidden', true);
      await settled();
    }

    expect(localStorage).toHaveLength(0);
  });
});

test('what is known of the account’s links from then on is that they have done their work', () => {
  const link = '/account/activate/4711/0a1b-1';
  const links = createLinkHistory(() => localStorage, { now: () => 0 });
  expect(links.reasonFor([link])).toBeUndefined();

  handIn(link);

  expect(links.reasonFor([link])).toBe('link-used');
});

test('nothing is noted of an ordinary visit', () => {
  document.body.innerHTML = MARKUP;

  expect(localStorage).toHaveLength(0);
});

test('the merchant’s own background is left as it is', () => {
  mark().leave('reset');
  document.body.innerHTML = markup('style="--lk-paper: #fffbe6"');

  expect(element().style.getPropertyValue('--lk-paper')).toBe('#fffbe6');
});

test('a browser that refuses all storage shows nothing, and nothing breaks', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const denied = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(denied);
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(denied);

  document.body.innerHTML = MARKUP;

  expect(element().hidden).toBe(true);
  expect(log).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

describe('the mark of a password that was handed in', () => {
  test('fades after two minutes', () => {
    mark(0).leave('reset');

    expect(mark(120_000).read()).toMatchObject({ page: 'reset' });
    expect(mark(120_001).read()).toBeUndefined();
  });

  test('knows whose link it was and where it wanted to lead, and nothing else', () => {
    history.replaceState(null, '', '/fr/account/reset/4711/0a1b-1?return_to=%2Fpages%2Fa%20b&other=1');

    mark(7).leave('reset');

    expect(mark(7).read()).toEqual({ page: 'reset', account: '4711', returnTo: '%2Fpages%2Fa%20b' });
    expect(heldIn(sessionStorage)).toEqual(['reset 7 4711 %2Fpages%2Fa%20b']);
  });

  test('on a page that is no link knows neither', () => {
    mark(0).leave('activation');

    expect(mark(0).read()).toEqual({ page: 'activation', account: '', returnTo: '' });
  });

  test('of a clock that went back counts for nothing', () => {
    mark(1_000).leave('reset');

    expect(mark(999).read()).toBeUndefined();
  });

  test.each(['', 'reset', 'login 0', 'reset soon'])('that reads "%s" counts for nothing', (text) => {
    mark(0).leave('reset');
    sessionStorage.setItem(sessionStorage.key(0) ?? '', text);

    expect(mark(0).read()).toBeUndefined();
  });

  test('is not missed where the browser keeps nothing', () => {
    const blocked = createPasswordMark(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      { now: () => 0 },
    );

    blocked.leave('reset');
    blocked.remove();

    expect(blocked.read()).toBeUndefined();
  });
});

describe('the paper the message is printed on', () => {
  test.each([
    { style: 'background-color: rgb(1, 2, 3)', paper: 'rgb(1, 2, 3)' },
    { style: 'background-color: rgba(1, 2, 3, 0)', paper: 'Canvas' },
    { style: '', paper: 'Canvas' },
  ])('is $paper on a page with "$style"', ({ style, paper }) => {
    document.body.setAttribute('style', style);

    expect(pagePaper(document)).toBe(paper);
  });
});

function markup(attributes = ''): string {
  return `<latchkey-done ${attributes} hidden><div><div role="status"></div>
    <div data-lk-words><h2>Your account is open</h2></div>
    <p><a href="/" data-lk-back hidden>Go on where you were</a><a href="/" data-lk-shop>Go to the shop</a>
      <button type="button">Close</button></p></div></latchkey-done>`;
}

/** Hands a password in at this address, and goes on to the account page. */
function handIn(address: string): void {
  history.replaceState(null, '', address);
  mark().leave('activation');
  history.replaceState(null, '', '/account');
  document.body.innerHTML = MARKUP;
}

function element(): HTMLElement {
  return found('latchkey-done', HTMLElement);
}

function mark(now = Date.now()) {
  return createPasswordMark(() => sessionStorage, { now: () => now });
}

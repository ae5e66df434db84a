import { afterEach, describe, expect, test, vi } from 'vitest';
import { arrivedByRedirect } from '../../src/islands/platform/arrival.ts';
import { openOffer } from '../../src/islands/platform/offer.ts';
import { createPlacement } from '../../src/islands/platform/placement.ts';
import { loadIslands } from '../../src/islands/runtime/load-islands.ts';
import { found } from './support/found.ts';
import { settled, wayInMarkup } from './support/markup.ts';
import { wayInProps } from './support/props.ts';

const LOGIN = '<form action="/fr/account/login"></form>';

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the code of an island', () => {
  test('is asked for by nobody on a page without our elements', async () => {
    const load = watch();
    document.body.innerHTML = '<main><p>Nothing of ours</p></main>';
    await settled();

    expect(load).not.toHaveBeenCalled();
  });

  test('is asked for once, however many elements there are', () => {
    document.body.innerHTML = '<latchkey-set-password></latchkey-set-password>'.repeat(2);

    expect(watch().mock.calls).toEqual([['set-password']]);
  });

  test('is asked for when its element comes later', async () => {
    const load = watch();

    document.body.innerHTML = '<section><latchkey-done></latchkey-done></section>';
    await settled();

    expect(load.mock.calls).toEqual([['done']]);
  });

  test.each(['toggle', 'focusin', 'pointerover'])(
    'waits behind a fold until somebody reaches for it: %s',
    (event) => {
      document.body.innerHTML = wayInMarkup(wayInProps());
      const load = watch();
      expect(load).not.toHaveBeenCalled();

      document.querySelector('details')?.dispatchEvent(new Event(event, { bubbles: event !== 'toggle' }));
      document.querySelector('details')?.dispatchEvent(new Event(event, { bubbles: event !== 'toggle' }));

      expect(load.mock.calls).toEqual([['way-in']]);
    },
  );

  test('does not wait where the offer comes first', () => {
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true });

    expect(watch().mock.calls).toEqual([['way-in']]);
  });

  test('is not asked for an element that is to be left alone', () => {
    document.body.innerHTML = '<latchkey-done></latchkey-done>';
    const load = vi.fn();
    loadIslands(document, () => false, load, false);

    expect(load).not.toHaveBeenCalled();
  });

  test('does not wait behind a fold where something waits for it', () => {
    document.body.innerHTML = wayInMarkup(wayInProps());

    expect(watch(true).mock.calls).toEqual([['way-in']]);
  });

  test.each(['/account/recover', '/fr/account/recover', 'https://shop.example/account/recover'])(
    'is asked for as soon as somebody reaches for the theme’s "Forgot password": %s',
    (action) => {
      document.body.innerHTML = `<form action="${action}"><input></form>${LOGIN}${wayInMarkup(wayInProps())}`;
      const load = watch();
      reachFor('form[action$=login]');
      expect(load).not.toHaveBeenCalled();

      reachFor('input');
      reachFor('input');

      expect(load.mock.calls).toEqual([['way-in']]);
    },
  );
});

describe('what the app embed prints at the end of body', () => {
  test('goes behind the sign-in form where it is a quiet offer', () => {
    place(
      `<main>${LOGIN}<p id="after"></p></main>${wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' })}`,
    );

    expect(element().previousElementSibling?.getAttribute('action')).toBe('/fr/account/login');
    expect(element().nextElementSibling?.id).toBe('after');
    expect(element().dataset['lkPlaced']).toBe('behind');
  });

  test('goes behind the sign-in form and not behind the one for forgotten passwords', () => {
    place(
      `<main><form action="/account/recover"></form>${LOGIN}</main>` +
        wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' }),
    );

    expect(element().previousElementSibling?.getAttribute('action')).toBe('/fr/account/login');
  });

  test('goes ahead of everything where the link is dead', () => {
    place(
      `<main><h1>Not found</h1></main>${wayInMarkup(wayInProps(), { lead: true, attributes: 'data-lk-embed' })}`,
    );

    expect(element().nextElementSibling?.tagName).toBe('H1');
    expect(element().dataset['lkPlaced']).toBe('first');
  });

  test('stays where a block stands in for it', () => {
    place(
      `<main>${LOGIN}</main>${wayInMarkup(wayInProps())}${wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' })}`,
    );

    expect(document.querySelector('[data-lk-placed]')).toBeNull();
  });

  test('leaves a sign-in form in the header alone', () => {
    place(
      `<header>${LOGIN}</header><div>${LOGIN}</div>${wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' })}`,
    );

    expect(element().parentElement?.localName).toBe('div');
  });

  test.each(['<main><h1>Not found</h1></main>', '<div role="main"><h1>Not found</h1></div>'])(
    'finds the main part of the page: %s',
    (page) => {
      place(page + wayInMarkup(wayInProps(), { lead: true, attributes: 'data-lk-embed' }));

      expect(element().nextElementSibling?.tagName).toBe('H1');
    },
  );

  test('stays where the page has no place for it', () => {
    place(`<div><p>Welcome</p></div>${wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' })}`);

    expect(element().parentElement).toBe(document.body);
  });

  test('a block stays where the merchant put it', () => {
    place(`<main>${LOGIN}</main>${wayInMarkup(wayInProps(), { lead: true })}`);

    expect(element().parentElement).toBe(document.body);
  });

  test('a password form goes first where the theme has none, and nowhere where it has one', () => {
    const ours = '<latchkey-set-password data-lk-embed></latchkey-set-password>';
    place(`<main><p>Empty</p></main>${ours}`);
    expect(document.querySelector('main')?.firstElementChild?.localName).toBe('latchkey-set-password');

    place(`<main><form action="/account/activate"></form></main>${ours}`);
    expect(document.querySelector('latchkey-set-password')?.parentElement).toBe(document.body);
  });

  test('comes back when the theme replaces the section it was placed in', () => {
    document.body.innerHTML = `<main>${LOGIN}</main>${wayInMarkup(wayInProps(), { attributes: 'data-lk-embed' })}`;
    const placed = element();
    const again = createPlacement(document);
    again(placed);
    expect(placed.dataset['lkPlaced']).toBe('behind');

    const main = found('main', HTMLElement);
    main.innerHTML = LOGIN;
    again(document.createElement('latchkey-done'));
    again(placed);

    expect(placed.previousElementSibling?.getAttribute('action')).toBe('/fr/account/login');
    expect(main.contains(placed)).toBe(true);
  });
});

describe('a visitor may have come by a dead link', () => {
  const origin = 'https://shop.example';

  test.each([
    { referrer: '', redirectCount: 1, arrived: true },
    { referrer: 'https://mail.example/', redirectCount: 2, arrived: true },
    { referrer: `${origin}.evil.example/`, redirectCount: 1, arrived: true },
    { referrer: `${origin}/nb/account/activate/1/a`, redirectCount: 1, arrived: true },
    { referrer: `${origin}/account/orders`, redirectCount: 1, arrived: false },
    { referrer: '', redirectCount: 0, arrived: false },
    { referrer: 'https://mail.example/', redirectCount: 0, arrived: false },
  ])('from "$referrer" over $redirectCount redirects: $arrived', ({ referrer, redirectCount, arrived }) => {
    expect(arrivedByRedirect({ referrer, location: { origin } }, { redirectCount })).toBe(arrived);
  });

  test('in a browser without navigation timing nobody is taken for one', () => {
    expect(arrivedByRedirect({ referrer: '', location: { origin } }, undefined)).toBe(false);
  });

  test('and gets the offer opened once the page is sure', () => {
    document.body.innerHTML = `<details id="other"></details>${wayInMarkup(wayInProps())}`;

    openOffer(document);

    expect([...document.querySelectorAll('details')].map(({ open }) => open)).toEqual([false, true]);
  });
});

function watch(expected = false) {
  const load = vi.fn<(name: string) => void>();
  loadIslands(document, () => true, load, expected);
  return load;
}

function reachFor(selector: string): void {
  found(selector, HTMLElement).dispatchEvent(new Event('focusin', { bubbles: true }));
}

function place(html: string): void {
  document.body.innerHTML = html;
  const put = createPlacement(document);
  for (const one of document.querySelectorAll<HTMLElement>('latchkey-way-in, latchkey-set-password'))
    put(one);
}

function element(): HTMLElement {
  return found('latchkey-way-in', HTMLElement);
}

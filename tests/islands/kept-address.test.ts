import { afterEach, describe, expect, test } from 'vitest';
import { carryAddress, fillSignIn } from '../../src/islands/platform/carry-address.ts';
import { createKeptAddress } from '../../src/islands/platform/kept-address.ts';
import { found } from './support/found.ts';

const LOGIN =
  '<form id="theirs" action="/fr/account/login"><input name="customer[email]"></form>' +
  '<form data-lk-form="way-in"><input name="email"></form>';

let end = (): void => {};

afterEach(() => {
  end();
  document.body.innerHTML = '';
  sessionStorage.clear();
});

describe('an address that was typed', () => {
  test('is there on the next page, once', () => {
    kept().keep('ann@example.com');

    expect(kept().take()).toBe('ann@example.com');
    expect(kept().take()).toBe('');
    expect(sessionStorage).toHaveLength(0);
  });

  test('is forgotten after five minutes', () => {
    kept(0).keep('ann@example.com');
    expect(kept(300_000).take()).toBe('ann@example.com');

    kept(0).keep('ann@example.com');
    expect(kept(300_001).take()).toBe('');
  });

  test.each(['', 'soon ann@example.com', '0'])('kept as "%s" is none', (text) => {
    kept(0).keep('ann@example.com');
    sessionStorage.setItem(sessionStorage.key(0) ?? '', text);

    expect(kept(0).take()).toBe('');
  });

  test('is not missed where the browser keeps nothing', () => {
    const blocked = createKeptAddress(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      { now: () => 0 },
    );

    blocked.keep('ann@example.com');

    expect(blocked.take()).toBe('');
  });
});

describe('on the way to the next page', () => {
  test('the link that leads to signing in takes it along', () => {
    const carried = carry('ann@example.com');

    found('[data-lk-sign-in] b', HTMLElement).click();

    expect(carried).toEqual(['ann@example.com']);
  });

  test('nothing is taken along by another link, or where nothing was typed', () => {
    const carried = carry('ann@example.com');
    found('#other', HTMLElement).click();
    end();
    const nothing = carry('');
    found('[data-lk-sign-in] b', HTMLElement).click();

    expect([...carried, ...nothing]).toEqual([]);
  });

  test.each(['/account/recover', '/pt-br/account/recover'])(
    'the theme’s "Forgot password" at %s takes along what stands in it',
    (action) => {
      const carried = carry('');

      submit(`<form action="${action}"><input name="email" value="bo@example.com"></form>`);

      expect(carried).toEqual(['bo@example.com']);
    },
  );

  test.each([
    '<form action="/account/login"><input name="email" value="bo@example.com"></form>',
    '<form action="/account/recover"><input name="else" value="bo@example.com"></form>',
  ])('nothing is taken out of %s', (form) => {
    const carried = carry('');

    submit(form);

    expect(carried).toEqual([]);
  });

  test('nothing is taken along once it ended', () => {
    const carried = carry('ann@example.com');
    end();

    found('[data-lk-sign-in] b', HTMLElement).click();
    submit('<form action="/account/recover"><input name="email" value="bo@example.com"></form>');

    expect(carried).toEqual([]);
  });
});

describe('the theme’s sign-in form', () => {
  test('gets the address', () => {
    document.body.innerHTML = LOGIN;

    fillSignIn('ann@example.com');

    expect(theirs().value).toBe('ann@example.com');
    expect(found('[data-lk-form] input', HTMLInputElement).value).toBe('');
  });

  test('keeps what stands there already, and needs no address', () => {
    document.body.innerHTML = LOGIN;
    theirs().value = 'bo@example.com';

    fillSignIn('ann@example.com');
    fillSignIn('');

    expect(theirs().value).toBe('bo@example.com');
  });

  test('is not missed', () => {
    document.body.innerHTML = '';

    expect(() => fillSignIn('ann@example.com')).not.toThrow();
  });
});

function kept(now = 0) {
  return createKeptAddress(() => sessionStorage, { now: () => now });
}

/** What is carried from now on, by an element with a link to sign in and another one. */
function carry(typed: string): readonly string[] {
  document.body.innerHTML =
    '<div id="ours"><a data-lk-sign-in><b>Sign in</b></a><a id="other">Help</a></div>';
  const carried: string[] = [];
  end = carryAddress(
    found('#ours', HTMLElement),
    () => typed,
    (email) => carried.push(email),
  );
  return carried;
}

function submit(form: string): void {
  document.body.insertAdjacentHTML('beforeend', form);
  document.body.lastElementChild?.dispatchEvent(new SubmitEvent('submit', { bubbles: true }));
}

function theirs(): HTMLInputElement {
  return found('#theirs input', HTMLInputElement);
}

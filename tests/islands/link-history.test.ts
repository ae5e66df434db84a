import { beforeEach, describe, expect, test } from 'vitest';
import { createLinkHistory, noteOpened } from '../../src/islands/platform/link-history.ts';
import { heldIn } from './support/found.ts';

/** A link's end says that it was made in the second 1,700,000,000. */
const MADE_MS = 1_700_000_000_000;
const LINK = `/account/activate/4711/${'a'.repeat(32)}-1700000000`;

let now = MADE_MS;

beforeEach(() => {
  localStorage.clear();
  now = MADE_MS;
});

describe('a dead link', () => {
  test('was replaced where this browser asked for another one after it was made', () => {
    at(MADE_MS + 1).noteAsked();

    expect(history().reasonFor([LINK])).toBe('link-superseded');
  });

  test('was used where this browser opened that account after it was made', () => {
    at(MADE_MS + 1).noteOpened('4711');

    expect(history().reasonFor([LINK])).toBe('link-used');
  });

  test('was used rather than replaced where both happened, in whatever order', () => {
    at(MADE_MS + 1).noteAsked();
    at(MADE_MS + 2).noteOpened('4711');
    expect(history().reasonFor([LINK])).toBe('link-used');

    at(MADE_MS + 3).noteAsked();
    expect(history().reasonFor([LINK])).toBe('link-used');
  });

  test.each([
    { what: 'nothing was done here', done: () => {} },
    { what: 'a mail was asked for before the link was made', done: () => at(MADE_MS).noteAsked() },
    { what: 'the account was opened before', done: () => at(MADE_MS - 1).noteOpened('4711') },
    { what: 'another account was opened', done: () => at(MADE_MS + 1).noteOpened('4712') },
    { what: 'an account of unknown number was opened', done: () => at(MADE_MS + 1).noteOpened('') },
    { what: 'what is kept is not ours', done: () => localStorage.setItem('latchkey:links', 'x y z') },
  ])('is dead for no known reason where $what', ({ done }) => {
    done();

    expect(history().reasonFor([LINK])).toBeUndefined();
  });

  test.each([
    { addresses: [LINK, 'https://mail.example/inbox?a=1'] },
    { addresses: [`${LINK}?utm=mail`, ''] },
    { addresses: [`/fr${LINK}/`, ''] },
    { addresses: ['/account/login', `https://shop.example${LINK}`] },
    { addresses: ['/account/invalid_token', `https://shop.example/nb${LINK}#top`] },
  ])('is recognised in $addresses', ({ addresses }) => {
    at(MADE_MS + 1).noteAsked();

    expect(history().reasonFor(addresses)).toBe('link-superseded');
  });

  test.each([
    '/account/login',
    '/account/activate/4711',
    '/account/activate/4711/cut-off',
    '/account/activate/4711/nohyphen',
  ])('is not claimed to be known from %s', (address) => {
    at(MADE_MS + 1).noteAsked();

    expect(history().reasonFor([address])).toBeUndefined();
  });
});

test('an address, a link or a password is never kept', () => {
  at(MADE_MS + 1).noteAsked();
  at(MADE_MS + 2).noteOpened('4711');

  expect(heldIn(localStorage)).toEqual([`${MADE_MS + 1} ${MADE_MS + 2} 4711`]);
});

test('a browser that keeps nothing knows nothing, and nothing breaks', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const blocked = createLinkHistory(denied, { now: () => now });

  blocked.noteAsked();
  noteOpened(denied, { now: () => now }, '4711');

  expect(blocked.reasonFor([LINK])).toBeUndefined();
});

function history() {
  return createLinkHistory(() => localStorage, { now: () => now });
}

function at(milliseconds: number) {
  now = milliseconds;
  return {
    noteAsked: () => history().noteAsked(),
    noteOpened: (account: string) => noteOpened(() => localStorage, { now: () => now }, account),
  };
}

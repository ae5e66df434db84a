import { describe, expect, test } from 'vitest';
import { SHOP_LOCALES } from '../../../src/devstore/shopify/types.ts';
import { SET_PASSWORD_TEXTS, WAY_IN_TEXTS } from '../../islands/support/props.ts';
import { render, schemaOf } from './support.ts';

/** The islands' parser does not know the names of all words; the types do, and these are checked against them. */
const SET_PASSWORD_KEYS = Object.keys(SET_PASSWORD_TEXTS).toSorted();
const WAY_IN_KEYS = Object.keys(WAY_IN_TEXTS).toSorted();

const PASSWORD_PAGES = [
  { block: 'activation', template: 'customers/activate_account' },
  { block: 'reset', template: 'customers/reset_password' },
  { block: 'account-access', template: 'customers/activate_account' },
  { block: 'account-access', template: 'customers/reset_password' },
] as const;

/** What the way-in shows; where customers sign in with codes it makes way for the guide. */
const REASONS = (schemaOf('way-in').settings.find(({ id }) => id === 'preview_state')?.options ?? []).filter(
  ({ value }) => value !== 'sign_in_with_code',
);

describe.each(SHOP_LOCALES)('in %s', (locale) => {
  const settings = { sender_name: 'Fjord & Fern' };
  const pages = PASSWORD_PAGES.map((place) => render({ ...place, locale, settings }));

  test('each password page prints each word of both islands, and none more', () => {
    for (const page of pages) {
      const password = page.setPassword().texts;
      const wayIn = page.wayIn().texts;
      expect(Object.keys(password).toSorted()).toEqual(SET_PASSWORD_KEYS);
      expect(Object.keys(wayIn).toSorted()).toEqual(WAY_IN_KEYS);
      for (const text of [...Object.values(password), ...Object.values(wayIn)]) expect(text).toMatch(/\S/);
    }
  });

  test('words reach the islands as they are written, with nothing that HTML has escaped', () => {
    for (const page of pages) {
      expect(JSON.stringify([page.setPassword(), page.wayIn()])).not.toMatch(/&(amp|lt|gt|quot|#39);/);
      expect(page.wayIn().sender).toContain('Fjord & Fern');
    }
  });

  test('every wait has its own number in it, or is a word for it', () => {
    for (const { waits } of pages.map((page) => page.wayIn())) {
      expect(new Set(waits.map(({ text }) => text)).size).toBe(waits.length);
      for (const { minutes, text } of waits) {
        // Arabic and Hebrew have words for one and two minutes.
        const isWord = minutes <= 2 && ['ar', 'he'].includes(locale);
        expect(isWord || text.includes(String(minutes)), text).toBe(true);
        expect(text).not.toMatch(/[{}]/);
      }
    }
  });
});

test.each(REASONS)('the way-in prints each of its words when it shows $value', ({ value }) => {
  const settings = { preview_state: value };
  const { texts } = render({ block: 'way-in', template: 'page', settings, designMode: true }).wayIn();

  expect(Object.keys(texts).toSorted()).toEqual(WAY_IN_KEYS);
  for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
});

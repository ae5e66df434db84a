import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXTENSION } from './support.ts';

type Texts = { readonly [key: string]: string | Texts };

const FOLDER = join(EXTENSION, 'locales');
const FILES = readdirSync(FOLDER);

/** Languages that storefronts speak; the first is the one that the others are held against. */
const STOREFRONT = [
  ...['en', 'nb', 'de', 'fr', 'sv', 'da', 'fi', 'nl', 'es', 'it', 'pt-BR', 'pt-PT', 'pl', 'cs', 'tr'],
  ...['ja', 'ko', 'zh-CN', 'zh-TW', 'th', 'vi', 'ar', 'he'],
];
/** Shopify's admin speaks neither Arabic nor Hebrew (help.shopify.com, "Change the language of your admin"). */
const ADMIN = STOREFRONT.filter((language) => !['ar', 'he'].includes(language));

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

describe('the locale files', () => {
  test('are there for every language that storefronts and merchants speak, and for no other', () => {
    expect(STOREFRONT).toHaveLength(23);
    expect(ADMIN).toHaveLength(21);
    expect(FILES.toSorted()).toEqual(
      [
        ...STOREFRONT.map((language) => fileOf(language, '')),
        ...ADMIN.map((language) => fileOf(language, '.schema')),
      ].toSorted(),
    );
  });

  test('are no more than Shopify takes', () => {
    expect(FILES.length).toBeLessThanOrEqual(100);
  });

  test.each(FILES)('%s is no larger than Shopify takes', (file) => {
    expect(readFileSync(join(FOLDER, file)).length).toBeLessThanOrEqual(15_000);
  });
});

describe.each([
  ...STOREFRONT.map((language) => ({ language, kind: '' })),
  ...ADMIN.map((language) => ({ language, kind: '.schema' })),
])('$language$kind', ({ language, kind }) => {
  const english = flat(read('en', kind));
  const texts = flat(read(language, kind));

  test('has the keys of English, no less and no more', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('has an entry of the same shape for each: a text for a text, plural forms for plural forms', () => {
    for (const [key, entry] of english) expect([key, typeof texts.get(key)]).toEqual([key, typeof entry]);
  });

  test('has exactly the plural forms that its language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, entry] of texts) {
      if (typeof entry !== 'string') expect([key, ...Object.keys(entry).toSorted()]).toEqual([key, ...forms]);
    }
  });

  test('has the placeholders of English in each text', () => {
    for (const [key, entry] of english) {
      const wanted = placeholders(words(entry).at(-1) ?? '');
      const found = words(texts.get(key) ?? '');
      // The form for exactly one, two or none may say the number in words.
      const given = new Set(found.flatMap(placeholders));
      expect([key, ...given].toSorted()).toEqual([key, ...wanted].toSorted());
      expect([key, placeholders(found.at(-1) ?? '')]).toEqual([key, wanted]);
    }
  });

  test('has words of its own in most places', () => {
    if (language === 'en') return;
    const borrowed = [...english].filter(([key, entry]) => entry === texts.get(key));

    expect(borrowed.length, JSON.stringify(borrowed)).toBeLessThan(english.size / 10);
  });

  test('has no empty text, none with spaces at its edges, and none that HTML would change', () => {
    for (const [key, entry] of texts) {
      for (const text of words(entry)) {
        expect([key, text.trim()]).toEqual([key, text]);
        expect(text, key).toMatch(/\S/);
        // Shopify escapes what `t` gives, and the islands show it as text. Merchants' texts are not escaped.
        if (kind === '') expect(text.replaceAll(/\{\{.*?\}\}/g, ''), key).not.toMatch(/[&<>"']/);
      }
    }
  });
});

function fileOf(language: string, kind: string): string {
  return language === 'en' ? `en.default${kind}.json` : `${language}${kind}.json`;
}

function read(language: string, kind: string): Texts {
  const texts: Texts = JSON.parse(readFileSync(join(FOLDER, fileOf(language, kind)), 'utf8'));
  return texts;
}

/** Every entry by its dotted key; plural forms stay together. */
function flat(texts: Texts, above = ''): ReadonlyMap<string, string | Texts> {
  return new Map(
    Object.entries(texts).flatMap(([name, entry]): (readonly [string, string | Texts])[] => {
      const key = `${above}${name}`;
      return typeof entry === 'string' || isPlural(entry) ? [[key, entry]] : [...flat(entry, `${key}.`)];
    }),
  );
}

function isPlural(entry: Texts): boolean {
  return Object.keys(entry).every((key) => CATEGORIES.includes(key));
}

/** The texts of an entry, the form `other` last. */
function words(entry: string | Texts): readonly string[] {
  if (typeof entry === 'string') return [entry];
  const { other, ...rest } = entry;
  return [...Object.values(rest), other].filter((text) => typeof text === 'string');
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name).toSorted();
}

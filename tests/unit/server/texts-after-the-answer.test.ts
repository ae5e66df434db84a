import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODE_TEXT_KEYS } from '../../../src/contracts/code-help/text-keys.ts';
import { INBOX_PLURAL_KEYS, INBOX_TEXT_KEYS } from '../../../src/contracts/inbox-help/text-keys.ts';
import { MAILBOX_TEXT_KEYS } from '../../../src/server/http/mailbox-texts.ts';

type Entry = string | Readonly<Record<string, string>>;
type File = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'src/texts');

/** Those of the storefront, as the extension has them. */
const LANGUAGES = readdirSync(join(ROOT, 'extensions/account-access/locales')).flatMap((file) =>
  file.endsWith('.schema.json') ? [] : [file.replace(/(\.default)?\.json$/, '')],
);

function read(language: string): File {
  const file: File = JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8'));
  return file;
}

/** Every entry by its dotted key; plural forms stay together. */
function flat(file: File): ReadonlyMap<string, Entry> {
  return new Map(
    Object.entries(file).flatMap(([group, entries]) =>
      Object.entries(entries).map(([key, entry]) => [`${group}.${key}`, entry] as const),
    ),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{ (\w+) \}\}/g)].map(([, name = '']) => name).toSorted();
}

const FILES = readdirSync(FOLDER);
const english = flat(read('en'));

it('are there in every language of the storefront, and in no other', () => {
  expect(LANGUAGES).toHaveLength(23);
  expect(FILES.toSorted()).toEqual(LANGUAGES.map((language) => `${language}.json`).toSorted());
});

it('are, in English, the texts that the code asks for', () => {
  const asked = [
    ...[...INBOX_TEXT_KEYS, ...INBOX_PLURAL_KEYS].map((key) => `inbox.${key}`),
    ...CODE_TEXT_KEYS.map((key) => `codes.${key}`),
    ...MAILBOX_TEXT_KEYS.map((key) => `no_mailbox.${key}`),
  ];

  expect([...english.keys()].toSorted()).toEqual(asked.toSorted());
});

describe.each(FILES.map((file) => file.replace('.json', '')))('in %s', (language) => {
  const texts = flat(read(language));

  it('have the keys of English', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('have a sentence for a sentence, and for plurals exactly the forms of their language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, entry] of texts) {
      const isPlural = typeof english.get(key) !== 'string';
      expect([key, typeof entry === 'string' ? 'text' : Object.keys(entry).toSorted()]).toEqual([
        key,
        isPlural ? forms : 'text',
      ]);
    }
  });

  it('have the placeholders of English in each sentence', () => {
    for (const [key, entry] of texts) {
      const source = english.get(key) ?? '';
      const wanted = placeholders(typeof source === 'string' ? source : (source['other'] ?? ''));
      const forms = typeof entry === 'string' ? { other: entry } : entry;
      for (const [form, text] of Object.entries(forms)) {
        const found = placeholders(text);
        // The form for exactly none, one or two may say the number in words.
        const saidInWords = ['zero', 'one', 'two'].includes(form) && !found.includes('count');
        const expected = saidInWords ? wanted.filter((name) => name !== 'count') : wanted;
        expect([key, form, ...found]).toEqual([key, form, ...expected]);
        // Nothing that looks like a placeholder is left for the shopper to read.
        expect(text.replaceAll(/\{\{ \w+ \}\}/g, ''), key).not.toMatch(/[{}]/);
      }
    }
  });

  it('say no number of what Shopify does with codes: none is confirmed', () => {
    for (const [key, text] of texts) {
      if (key.startsWith('codes.'))
        expect([key, text]).not.toEqual([key, expect.stringMatching(/\p{Nd}{2}/u)]);
    }
  });

  it('have no empty text, and none with spaces at its edges', () => {
    for (const [key, entry] of texts) {
      for (const text of typeof entry === 'string' ? [entry] : Object.values(entry)) {
        expect(text.trim(), key).toBe(text);
        expect(text, key).not.toBe('');
      }
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../src/devstore/postgres.ts';
import { THEMES_DIR } from '../../../src/devstore/theme-names.ts';

/** Looks a text up by its key, `way_in.ask.button`; a key that is not there fails the test that asks for it. */
export type Words = (key: string) => string;

/** The texts of the extension as it ships, in its own language. */
export const ours: Words = wordsIn(join(PROJECT_ROOT, 'extensions/account-access/locales/en.default.json'));

/** The same in another language of the shop. */
export function wordsOf(locale: string): Words {
  if (locale === 'en') return ours;
  return wordsIn(join(PROJECT_ROOT, 'extensions/account-access/locales', `${locale}.json`));
}

/** What is said after the answer, in a language of the shop, by `inbox.again` and the like. */
export function inboxWordsOf(locale: string): Words {
  return wordsIn(join(PROJECT_ROOT, 'src/texts', `${locale}.json`));
}

/** A text with values where it names them. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{ (\w+) \}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The texts of a host theme: what a shopper reads where the theme's own form does the work. */
export function wordsOfTheme(theme: string): Words {
  return wordsIn(join(THEMES_DIR, theme, 'locales/en.default.json'));
}

function wordsIn(file: string): Words {
  const texts: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (key) => {
    const text = key
      .split('.')
      .reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], texts);
    if (typeof text !== 'string') throw new Error(`${file} has no text ${key}`);
    return text;
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = join(import.meta.dirname, '../../../extensions/welcome-back/locales');

export interface Texts {
  readonly [key: string]: string | Texts;
}

export function textsOf(locale: string): Texts {
  const name = [`${locale}.json`, `${locale}.default.json`].find((file) => existsSync(join(LOCALES, file)));
  return JSON.parse(readFileSync(join(LOCALES, name ?? ''), 'utf8')) as Texts;
}

/** The i18n that Shopify hands over, from the block's own texts. Stricter: what is not there is an error. */
export function translator(locale: string) {
  const texts = textsOf(locale);
  const plurals = new Intl.PluralRules(locale);
  return {
    translate(key: string, values: Readonly<Record<string, string | number>> = {}): string {
      let found: string | Texts | undefined = texts;
      for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
      if (typeof found === 'object') found = found[plurals.select(Number(values['count']))];
      if (typeof found !== 'string') throw new Error(`no text for ${key} in ${locale}`);
      return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`${key} lacks ${name}`);
        return typeof value === 'number' ? value.toLocaleString(locale) : value;
      });
    },
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions = {}) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date),
  };
}

import { escapeHtml } from './escape.ts';
import { printed } from './print.ts';
import { LiquidProblem } from './problem.ts';

export type TranslationTree = { readonly [key: string]: string | TranslationTree };

/** The locale files of one theme or extension, by locale; `default` names the file ending in `.default.json`. */
export interface Translations {
  readonly default: string;
  readonly trees: ReadonlyMap<string, TranslationTree>;
}

/**
 * Shopify's `t` filter. A locale without a file of its own reads the default file; a key missing from a file
 * that exists is "Translation missing" on a real storefront, and a problem here. Keys that end in `_html` are
 * printed as they are, all others are escaped whole, apostrophes included (seen on live storefronts).
 *
 * @throws LiquidProblem when key, plural form or interpolated value is missing
 */
export function translate(
  translations: Translations,
  locale: string,
  key: string,
  values: Readonly<Record<string, unknown>>,
): string {
  const file = fileFor(translations, locale);
  const entry = find(translations.trees.get(file), key);
  if (entry === undefined) throw missing(`Translation missing: ${file}.${key}`);
  const text = typeof entry === 'string' ? entry : plural(entry, file, key, values['count']);
  const filled = text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw missing(`"${key}" in ${file} needs a value for "${name}"`);
    return printed(value);
  });
  return key.endsWith('_html') ? filled : escapeHtml(filled);
}

/**
 * The text at a dotted key for `t:` in schemas: of the merchant's language, else of the default file; undefined
 * where neither has one.
 */
export function schemaText(translations: Translations, key: string, language: string): string | undefined {
  const files = [fileFor(translations, language), translations.default];
  return files
    .map((file) => find(translations.trees.get(file), key))
    .find((entry) => typeof entry === 'string');
}

function fileFor({ default: fallback, trees }: Translations, locale: string): string {
  if (trees.has(locale)) return locale;
  const language = locale.split('-')[0] ?? locale;
  return trees.has(language) ? language : fallback;
}

function find(tree: TranslationTree | undefined, key: string): string | TranslationTree | undefined {
  let at: string | TranslationTree | undefined = tree;
  for (const part of key.split('.')) {
    if (at === undefined || typeof at === 'string') return undefined;
    at = Object.hasOwn(at, part) ? at[part] : undefined;
  }
  return at;
}

function plural(forms: TranslationTree, locale: string, key: string, count: unknown): string {
  const number = Number(count);
  if (count === undefined || Number.isNaN(number)) {
    throw missing(`"${key}" in ${locale} is a group or a plural: a plural needs "count"`);
  }
  const category = new Intl.PluralRules(locale).select(number);
  // French and other Romance languages say "many" from a million on; files may leave that to "other".
  const form = forms[category] ?? (category === 'many' ? forms['other'] : undefined);
  if (typeof form !== 'string') throw missing(`"${key}" in ${locale} has no plural form "${category}"`);
  return form;
}

function missing(what: string): LiquidProblem {
  return new LiquidProblem('missing-translation', what);
}

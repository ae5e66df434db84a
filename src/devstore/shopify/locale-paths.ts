import { SHOP_LOCALES, type ShopLocale } from './types.ts';

export const PRIMARY_LOCALE: ShopLocale = SHOP_LOCALES[0];

/** `''` for the first language, which has no prefix, else the lower-case form: `/nb`, `/pt-br`. */
export function rootOf(locale: ShopLocale): string {
  return locale === PRIMARY_LOCALE ? '' : `/${locale.toLowerCase()}`;
}

/**
 * The language of the shop that serves people of this language: the same, else the one without region
 * (`nb-NO` reads `nb`); undefined where the shop has neither.
 */
export function shopLocale(locale: string): ShopLocale | undefined {
  const wanted = [locale, locale.split('-')[0]].map((name) => name?.toLowerCase());
  return wanted
    .map((name) => SHOP_LOCALES.find((known) => known.toLowerCase() === name))
    .find((found) => found !== undefined);
}

/** How a language is written, for the `dir` of a page of the local shop's own. */
export function textDirection(locale: string): 'ltr' | 'rtl' {
  return ['ar', 'he'].includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

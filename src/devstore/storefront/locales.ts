import { PRIMARY_LOCALE, rootOf } from '../shopify/locale-paths.ts';
import { SHOP_LOCALES, type ShopLocale } from '../shopify/types.ts';

export { PRIMARY_LOCALE, rootOf } from '../shopify/locale-paths.ts';
export type { ShopLocale } from '../shopify/types.ts';

/** A language of the shop as Liquid's `shop_locale` object shows it. */
export interface LocaleObject {
  readonly iso_code: ShopLocale;
  readonly name: string;
  readonly endonym_name: string;
  readonly primary: boolean;
  readonly root_url: string;
}

const NAMES: Readonly<Record<ShopLocale, readonly [name: string, endonym: string]>> = {
  en: ['English', 'English'],
  nb: ['Norwegian Bokmål', 'Norsk bokmål'],
  de: ['German', 'Deutsch'],
  fr: ['French', 'Français'],
  sv: ['Swedish', 'Svenska'],
  da: ['Danish', 'Dansk'],
  fi: ['Finnish', 'Suomi'],
  nl: ['Dutch', 'Nederlands'],
  es: ['Spanish', 'Español'],
  it: ['Italian', 'Italiano'],
  'pt-BR': ['Portuguese (Brazil)', 'Português (Brasil)'],
  'pt-PT': ['Portuguese (Portugal)', 'Português (Portugal)'],
  pl: ['Polish', 'Polski'],
  cs: ['Czech', 'Čeština'],
  tr: ['Turkish', 'Türkçe'],
  ja: ['Japanese', '日本語'],
  ko: ['Korean', '한국어'],
  'zh-CN': ['Chinese (China)', '中文（中国）'],
  'zh-TW': ['Chinese (Taiwan)', '中文（台灣）'],
  th: ['Thai', 'ไทย'],
  vi: ['Vietnamese', 'Tiếng Việt'],
  ar: ['Arabic', 'العربية'],
  he: ['Hebrew', 'עברית'],
};

export function localeObject(locale: ShopLocale): LocaleObject {
  const root = rootOf(locale);
  const [name, endonym_name] = NAMES[locale];
  return { iso_code: locale, name, endonym_name, primary: root === '', root_url: root === '' ? '/' : root };
}

export const LOCALE_OBJECTS: readonly LocaleObject[] = SHOP_LOCALES.map(localeObject);

/** Takes `/nb/account/login` apart into language and `/account/login`; prefixes are lower-case, as in `/pt-br`. */
export function splitLocale(pathname: string): { readonly locale: ShopLocale; readonly route: string } {
  const prefix = `/${pathname.split('/')[1] ?? ''}`;
  const locale = SHOP_LOCALES.find((known) => known !== PRIMARY_LOCALE && rootOf(known) === prefix);
  if (locale === undefined) return { locale: PRIMARY_LOCALE, route: pathname };
  return { locale, route: pathname.slice(prefix.length) || '/' };
}

export function isShopLocale(value: unknown): value is ShopLocale {
  return SHOP_LOCALES.some((locale) => locale === value);
}

import { SHOP_LOCALES } from '../shopify/types.ts';

export type ShopLocale = (typeof SHOP_LOCALES)[number];

/** A language of the shop as Liquid's `shop_locale` object shows it. */
export interface LocaleObject {
  readonly iso_code: ShopLocale;
  readonly name: string;
  readonly endonym_name: string;
  readonly primary: boolean;
  readonly root_url: string;
}

const NAMES: Readonly<Record<ShopLocale, { readonly name: string; readonly endonym_name: string }>> = {
  en: { name: 'English', endonym_name: 'English' },
  nb: { name: 'Norwegian Bokmål', endonym_name: 'Norsk bokmål' },
  de: { name: 'German', endonym_name: 'Deutsch' },
  fr: { name: 'French', endonym_name: 'Français' },
  ar: { name: 'Arabic', endonym_name: 'العربية' },
};

export const PRIMARY_LOCALE: ShopLocale = SHOP_LOCALES[0];

/** `''` for the first language, which has no prefix, else `/nb`. */
export function rootOf(locale: ShopLocale): string {
  return locale === PRIMARY_LOCALE ? '' : `/${locale}`;
}

export function localeObject(locale: ShopLocale): LocaleObject {
  const root = rootOf(locale);
  return {
    iso_code: locale,
    ...NAMES[locale],
    primary: root === '',
    root_url: root === '' ? '/' : root,
  };
}

export const LOCALE_OBJECTS: readonly LocaleObject[] = SHOP_LOCALES.map(localeObject);

/** Takes `/nb/account/login` apart into language and `/account/login`. */
export function splitLocale(pathname: string): { readonly locale: ShopLocale; readonly route: string } {
  const first = pathname.split('/')[1];
  const locale = SHOP_LOCALES.find((known) => known === first && known !== PRIMARY_LOCALE);
  if (locale === undefined) return { locale: PRIMARY_LOCALE, route: pathname };
  return { locale, route: pathname.slice(locale.length + 1) || '/' };
}

export function isShopLocale(value: unknown): value is ShopLocale {
  return SHOP_LOCALES.some((locale) => locale === value);
}

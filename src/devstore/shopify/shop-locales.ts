/** Languages the shop publishes; the first has no prefix in its URLs. `ar` and `he` run from right to left. */
export const SHOP_LOCALES = [
  'en',
  'nb',
  'de',
  'fr',
  'sv',
  'da',
  'fi',
  'nl',
  'es',
  'it',
  'pt-BR',
  'pt-PT',
  'pl',
  'cs',
  'tr',
  'ja',
  'ko',
  'zh-CN',
  'zh-TW',
  'th',
  'vi',
  'ar',
  'he',
] as const;

export type ShopLocale = (typeof SHOP_LOCALES)[number];

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;

/**
 * The language that a request names, as Shopify writes it: `en`, `nb`, `pt-BR`.
 *
 * @param input anything; what is no language is not the shopper's fault and counts as English
 */
export function parseLocale(input: unknown): string {
  return typeof input === 'string' && LOCALE.test(input) ? input : 'en';
}

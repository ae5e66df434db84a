import { describe, expect, test } from 'vitest';
import { DEAD_LINK, EMBED, onCodes, type Options } from './sign-in-page.ts';
import { KARI } from './support.ts';

describe('where the button leads', () => {
  const href = (options: Options, root = ''): string | null | undefined => {
    const page = onCodes(options);
    const found = page.one('[data-lk-sign-in-button]')?.getAttribute('href');
    expect(found?.startsWith(`${root}/`)).toBe(true);
    return found;
  };

  test('back to a page that is worth it', () => {
    expect(href({ block: 'sign-in', template: 'product', path: '/products/ünï & co?variant=1' })).toBe(
      `/customer_authentication/login?return_to=${encodeURIComponent('/products/%C3%BCn%C3%AF%20&%20co')}&locale=en`,
    );
  });

  test.each([
    { block: 'way-in', template: 'customers/login', path: '/account/login' },
    { block: EMBED, template: 'customers/login', path: '/account/invalid_token' },
    { block: 'activation', template: 'customers/activate_account', path: DEAD_LINK },
    { block: EMBED, template: '404', path: DEAD_LINK },
    { block: 'sign-in', template: '404', path: '/collections/gone' },
  ])('to the account from $path, never back to it, and with no link in it', (options) => {
    expect(href(options)).toBe('/customer_authentication/login?return_to=%2Faccount&locale=en');
  });

  test('to the sign-in page where the theme’s routes have no other', () => {
    expect(href({ block: 'sign-in', template: 'page', storefrontLoginUrl: false })).toBe(
      '/account/login?locale=en',
    );
    expect(href({ block: EMBED, template: '404', path: DEAD_LINK, storefrontLoginUrl: false })).toBe(
      '/account/login?locale=en',
    );
  });

  test.each([
    ['nb', '/nb', 'nb'],
    ['pt-BR', '/pt-br', 'pt-BR'],
    ['zh-TW', '/zh-tw', 'zh-TW'],
  ] as const)('in %s, with its language', (locale, root, said) => {
    expect(href({ block: 'sign-in', template: 'page', locale, path: `${root}/pages/x` }, root)).toBe(
      `${root}/customer_authentication/login?return_to=${encodeURIComponent(`${root}/pages/x`)}&locale=${said}`,
    );
    expect(href({ block: EMBED, template: '404', locale, path: `${root}${DEAD_LINK}` }, root)).toBe(
      `${root}/customer_authentication/login?return_to=${encodeURIComponent(`${root}/account`)}&locale=${said}`,
    );
  });

  test('never with an address, whoever is signed in', () => {
    const { html } = onCodes({ block: 'sign-in', template: 'page', customer: { ...KARI, tags: [] } });

    expect(html).not.toMatch(/login_hint=|kari@/);
  });
});

import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { SHOP_LOCALES } from '../../../src/devstore/shopify/types.ts';
import { ACCOUNT_THEME_NAMES as THEMES } from '../../../src/devstore/theme-names.ts';
import { loadTheme } from '../../../src/devstore/liquid/theme.ts';
import { THEMES_DIR, cookieOf, linkFields, openStorefront } from './support.ts';

const root = (locale: string) => (locale === 'en' ? '' : `/${locale.toLowerCase()}`);
const direction = (locale: string) => (['ar', 'he'].includes(locale) ? 'rtl' : 'ltr');

describe.each(THEMES)('the theme %s', (theme) => {
  it('has nothing in its sources that Shopify would refuse', () => {
    expect(loadTheme({ root: `${THEMES_DIR}/${theme}`, cdnOrigin: '' }).check()).toEqual([]);
  });

  it.each(SHOP_LOCALES)(
    'renders every template in %s, before and after posts, without a fault',
    async (locale) => {
      const { get, post, linkTo, shop, storefront } = openStorefront({
        theme,
        deadActivationLink: 'form-error',
      });
      shop.accounts.recover(PEOPLE.enabledGerman.email);
      const activation = linkTo(PEOPLE.invited.email);
      const reset = linkTo(PEOPLE.enabledGerman.email);
      const session = cookieOf(
        await post('/account/login', {
          'customer[email]': PEOPLE.enabled.email,
          'customer[password]': KNOWN_PASSWORD,
        }),
      );
      const at = root(locale);
      const bad = { 'customer[password]': 'a', 'customer[password_confirmation]': 'b' };
      const answers = await Promise.all([
        ...[
          '/',
          '/pages/about',
          '/nowhere',
          '/password',
          '/account/login',
          '/account/register',
          '/account/invalid_token',
        ].map((path) => get(at + path)),
        ...[activation, reset, '/account/activate/1/dead'].map((path) => get(at + path)),
        ...['/account', '/account/addresses', '/account/orders/1'].map((path) => get(at + path, session)),
        post(`${at}/account/login`, {}),
        post(`${at}/account`, { form_type: 'create_customer' }),
        post(`${at}/account/recover`, { email: 'a@example.com' }),
        post(`${at}/account/activate`, { ...linkFields(activation), ...bad }),
        post(`${at}/account/reset`, { ...linkFields(reset), ...bad }),
      ]);

      expect(storefront.diagnostics.map(({ problem }) => problem.message)).toEqual([]);
      for (const { status, body } of answers) {
        expect([200, 404]).toContain(status);
        expect(body).toMatch(new RegExp(`<html\\s+lang="${locale}"\\s+dir="${direction(locale)}"\\s*>`));
        expect(body).not.toMatch(/\[object |undefined/);
      }
    },
  );

  it('keeps every link and form below the language of the page', async () => {
    const { get } = openStorefront({ theme });
    const { body } = await get('/nb/account/login');
    const own = [...body.matchAll(/(?:href|action)="(\/[^"]*)"/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !path.startsWith('//'));

    expect(own.length).toBeGreaterThan(4);
    expect(own.filter((path) => !/^\/nb(?:\/|$)/.test(path))).toEqual([]);
  });
});

describe('the language switch', () => {
  it.each([
    ['nb', '/account/login', '/nb/account/login'],
    ['en', '/fr/account/login', '/account/login'],
    ['de', '/', '/de'],
    ['en', '/nb', '/'],
    ['ar', '/nb/pages/about?a=1', '/ar/pages/about?a=1'],
    ['pt-BR', '/ar/account/login', '/pt-br/account/login'],
    ['de', '/zh-tw', '/de'],
    ['xx', '/pages/about', '/pages/about'],
    ['nb', 'https://elsewhere.example/', '/nb'],
  ])('to %s from %s leads to %s', async (locale_code, return_to, location) => {
    const { post } = openStorefront();

    expect((await post('/localization', { locale_code, return_to })).location).toBe(location);
  });
});

describe('pages outside the themes', () => {
  it('a shop behind a password sends every page to its password page', async () => {
    const { get } = openStorefront({ passwordProtected: true });

    expect((await get('/nb/account/login')).location).toBe('/nb/password');
    expect((await get('/nb/password')).status).toBe(200);
  });

  it('a 404 has no request.path, as Shopify documents', async () => {
    const { get, storefront } = openStorefront();
    const { status, body } = await get('/nowhere');

    expect(status).toBe(404);
    expect(body).toContain('<p class="fixture-embed">404</p>');
    expect(storefront.diagnostics).toEqual([]);
  });

  it.each(['evil.example', '169.254.169.254'])('a request under the name %s is refused', async (host) => {
    const { storefront, get } = openStorefront();

    expect((await storefront.handle(new Request(`http://${host}:4400/`), { ip: '' })).status).toBe(421);
    expect((await get('/', { host })).status).toBe(421);
  });
});

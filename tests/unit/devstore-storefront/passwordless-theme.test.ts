import { describe, expect, it } from 'vitest';
import { loadTheme } from '../../../src/devstore/liquid/theme.ts';
import { createSessions } from '../../../src/devstore/storefront/sessions.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { SHOP_LOCALES } from '../../../src/devstore/shopify/types.ts';
import { ACCOUNT_THEME_NAMES, hasAccountTemplates, THEME_NAMES } from '../../../src/devstore/theme-names.ts';
import { openStorefront, ORIGIN, THEMES_DIR } from './support.ts';

const theme = 'passwordless';
const root = (locale: string) => (locale === 'en' ? '' : `/${locale.toLowerCase()}`);
const dataOf = (body: string) =>
  JSON.parse(/id="shopify-account-data">(.*?)<\/script>/.exec(body)?.[1] ?? 'null') as {
    hasCodes: boolean;
    customer: { name: string; initial: string } | null;
    links: Record<string, string>;
  };
const session = (id: number) => ({
  cookie: createSessions('for tests').cookie(id, 'code').split(';')[0] ?? '',
});

describe('the theme without account templates', () => {
  it('has nothing in its sources that Shopify would refuse', () => {
    expect(loadTheme({ root: `${THEMES_DIR}/${theme}`, cdnOrigin: '' }).check()).toEqual([]);
  });

  it('is a theme, and not one for journeys with passwords', () => {
    expect(THEME_NAMES).toContain(theme);
    expect(hasAccountTemplates(theme)).toBe(false);
    expect(ACCOUNT_THEME_NAMES).toEqual(THEME_NAMES.filter((name) => name !== theme));
  });

  it.each(SHOP_LOCALES)('renders every template in %s without a fault, signed in or not', async (locale) => {
    const { get, storefront } = openStorefront({ theme });
    const direction = ['ar', 'he'].includes(locale) ? 'rtl' : 'ltr';

    for (const path of ['/', '/pages/about', '/nowhere', '/password'])
      for (const headers of [{}, session(PEOPLE.enabled.id)]) {
        const { status, body } = await get(root(locale) + path, headers);
        expect([200, 404]).toContain(status);
        expect(body).toMatch(new RegExp(`<html\\s+lang="${locale}"\\s+dir="${direction}"\\s*>`));
        expect(body).not.toMatch(/\[object |undefined/);
      }
    expect(storefront.diagnostics).toEqual([]);
  });

  it('keeps every link and form below the language of the page', async () => {
    const { body } = await openStorefront({ theme }).get('/nb/pages/about');
    const own = [...body.matchAll(/(?:href|action|sign-in-url)="(\/[^"]*)"/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !path.startsWith('//'));

    expect(own.length).toBeGreaterThan(4);
    expect(own.filter((path) => !/^\/nb(?:\/|$)/.test(path))).toEqual([]);
  });

  it('has account pages that are not found where it did not take the shop over', async () => {
    const { get } = openStorefront({ theme, themeUpgradesAccounts: false });

    expect((await get('/account/login')).status).toBe(404);
  });

  it('takes app blocks beside its header', async () => {
    const appMetafields = { fixture: { way_in: true } };
    const place = { 'sections/header-group': { 'apps/way_in': 'way-in' } };
    const group = async (addedBlocks: Record<string, Record<string, string>>) => {
      const { body } = await openStorefront({ theme, addedBlocks, appMetafields }).get('/pages/about');
      return body.slice(body.indexOf('sections--header-group__apps'), body.indexOf('<main'));
    };

    expect(await group(place)).toContain('data-block-handle="way-in"');
    expect(await group({})).not.toContain('data-block-handle');
  });
});

describe('shopify-account', () => {
  it('leads to sign-in and back to the page, and without scripts is a link that does', async () => {
    const { body } = await openStorefront({ theme }).get('/nb/pages/about');
    const url = '/nb/customer_authentication/login?return_to=%2Fnb%2Fpages%2Fabout';

    expect(body).toContain(`sign-in-url="${url}"`);
    expect(body).toContain(`<a href="${url}">`);
    expect(dataOf(body)).toMatchObject({ hasCodes: true, customer: null, links: { signIn: url } });
  });

  it('falls back to the sign-in page where Liquid has no newer route', async () => {
    const { body } = await openStorefront({ theme, storefrontLoginUrl: false }).get('/');

    expect(body).toContain('sign-in-url="/account/login"');
  });

  it('knows who is signed in', async () => {
    const { body } = await openStorefront({ theme }).get('/', session(PEOPLE.enabled.id));

    expect(dataOf(body).customer).toEqual({ name: 'Emma Clarke', initial: 'E' });
  });

  it('leads to the theme’s sign-in page in a shop on passwords', async () => {
    const { body } = await openStorefront({ theme, themeUpgradesAccounts: false }).get('/');

    expect(dataOf(body)).toMatchObject({ hasCodes: false, links: { signIn: '/account/login' } });
  });

  it('brings its script where it stands and nowhere else', async () => {
    const { get, storefront } = openStorefront({ theme });
    const src =
      /<script type="module" src="([^"]*shopify-account\.js)"/.exec((await get('/')).body)?.[1] ?? '';
    const script = await storefront.cdn(new Request(src));

    expect(new URL(src).origin).not.toBe(ORIGIN);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).toContain("customElements.define('shopify-account'");
    expect((await openStorefront().get('/')).body).not.toContain('shopify-account');
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { examplesOn } from '../../../src/devstore/examples-on.ts';
import { createControls } from '../../../src/devstore/controls/controls.ts';
import { createShiftedClock } from '../../../src/devstore/controls/clock.ts';
import { createLocalShop } from '../../../src/devstore/shopify/shop.ts';
import { SHOP_LOCALES, type ShopLocale } from '../../../src/devstore/shopify/types.ts';
import { createStage } from '../../../src/devstore/stage.ts';
import { THEME_NAMES, THEMES_DIR } from '../../../src/devstore/theme-names.ts';
import { rootOf, splitLocale } from '../../../src/devstore/storefront/locales.ts';
import { createStorefront } from '../../../src/devstore/storefront/storefront.ts';

const path = (folder: string) => fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
const STOREFRONT = 'http://127.0.0.1:4400';

/** The first page of every example: the real extension in both themes, in every language of the shop. */
function open() {
  const shop = createLocalShop({ clock: createShiftedClock() });
  Object.assign(shop.origins, { storefront: STOREFRONT, cdn: 'http://127.0.0.1:4401' });
  const storefront = createStorefront({
    shop,
    themesDir: THEMES_DIR,
    extensionDir: path('extensions/account-access'),
    appProxy: async () =>
      new Response('<h2>From the app</h2>', { headers: { 'content-type': 'application/liquid' } }),
  });
  return { shop, storefront, stage: createStage(createControls(shop, createShiftedClock()), shop) };
}

/** Follows the shop's own redirects, as a browser would. */
async function visit(storefront: ReturnType<typeof open>['storefront'], url: string): Promise<Response> {
  const response = await storefront.handle(new Request(url), { ip: '127.0.0.1' });
  const location = response.headers.get('location');
  return location === null ? response : visit(storefront, new URL(location, url).href);
}

function inLanguage(url: string, locale: ShopLocale): string {
  const { route } = splitLocale(new URL(url).pathname);
  return STOREFRONT + rootOf(locale) + route;
}

/** Every language once; on the other themes the ones that differ most in length and direction. */
const languagesOn = (theme: string): readonly ShopLocale[] =>
  theme === THEME_NAMES[0] ? SHOP_LOCALES : ['en', 'nb', 'de', 'fr', 'ja', 'ar'];

describe.each(THEME_NAMES)('on the %s theme', (theme) => {
  describe.each(languagesOn(theme))('in %s', (locale) => {
    it.each(examplesOn(theme).map((example) => [example.name, example] as const))(
      '%s renders with nothing that Shopify would not take',
      async (_name, example) => {
        const { shop, storefront, stage } = open();
        shop.setQuirks({ theme });

        const response = await visit(storefront, inLanguage(example.begin(stage), locale));
        const html = await response.text();

        expect(storefront.diagnostics).toEqual([]);
        expect([200, 404]).toContain(response.status);
        expect(html).toMatch(/<latchkey-(set-password|way-in|done|sign-in)|class="lk-faq"|From the app/);
        expect(html).toMatch(new RegExp(`<html[^>]* lang="${locale}"`));
      },
    );
  });
});

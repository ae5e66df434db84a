import { Liquid } from 'liquidjs';

const engine = new Liquid({ strictFilters: true });

/**
 * An answer of the app proxy as a browser has it, once the theme rendered it; in a document of the test's own DOM.
 *
 * @param liquid what the server answered
 * @param root what stands before every address of the storefront in the language of the page
 */
export function themed(liquid: string, { root = '/', locale = 'en' } = {}): Document {
  const below = (path: string) => (root === '/' ? path : root + path);
  const html: unknown = engine.parseAndRenderSync(liquid, {
    request: { locale: { iso_code: locale } },
    routes: {
      root_url: root,
      account_url: below('/account'),
      account_login_url: below('/account/login'),
    },
    shop: { name: 'Fjell', domain: 'fjell.example', email: 'hello@fjell.example' },
  });
  return new DOMParser().parseFromString(String(html), 'text/html');
}

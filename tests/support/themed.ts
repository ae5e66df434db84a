import { Liquid } from 'liquidjs';

const engine = new Liquid({ strictFilters: true });

export interface Storefront {
  /** What stands before every address in the language of the page. */
  readonly root?: string;
  readonly locale?: string;
}

/** An answer of the app proxy once the theme rendered it. @param liquid what the server answered */
export function themedHtml(liquid: string, { root = '/', locale = 'en' }: Storefront = {}): string {
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
  return String(html);
}

/** The same as a browser has it, in a document of the test's own DOM. */
export function themed(liquid: string, storefront?: Storefront): Document {
  return new DOMParser().parseFromString(themedHtml(liquid, storefront), 'text/html');
}

import { Hono } from 'hono';
import type { PageEnv } from './account-pages.ts';
import { field, formOf } from './form-fields.ts';
import { isShopLocale, rootOf, splitLocale } from './locales.ts';
import type { ShowPage } from './page-renderer.ts';
import { safePath } from './visit.ts';

/** The pages of the shop that are not about accounts. */
export function shopPages(show: ShowPage): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/', (c) => show(c.env.visit, { template: 'index', title: 'home' }));
  app.get('/pages/about', (c) => show(c.env.visit, { template: 'page', title: 'page' }));
  app.get('/password', (c) => show(c.env.visit, { template: 'password', title: 'password' }));

  // The language form puts: the page it came from, in the language that was chosen.
  app.post('/localization', async ({ env: { visit } }) => {
    const form = await formOf(visit.request);
    const chosen = field(form, 'locale_code');
    const locale = isShopLocale(chosen) ? chosen : visit.locale;
    const back = safePath(field(form, 'return_to'), visit.url.origin, '/');
    const { route } = splitLocale(back);
    const location = route === '/' ? rootOf(locale) || '/' : `${rootOf(locale)}${route}`;
    return new Response(null, { status: 302, headers: { location } });
  });
  return app;
}

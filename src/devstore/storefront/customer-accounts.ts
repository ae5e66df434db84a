import { Hono } from 'hono';
import { HOSTED_PATHS, safeReturn, STOREFRONT_PATHS } from '../hosted/hosted-urls.ts';
import type { LocalShop } from '../shopify/types.ts';
import type { PageEnv } from './account-pages.ts';
import { NOT_FOUND } from './page.ts';
import type { ShowPage } from './page-renderer.ts';
import type { Sessions } from './sessions.ts';
import type { Visit } from './visit.ts';

/** Old links, of which Shopify only says that most redirect. */
const OLD_LINK = /^\/account\/(?:activate|reset|invalid_token)(?:\/|$)/;

/**
 * The storefront's doors to and from the hosted pages, under `/customer_authentication`. In a shop on passwords the way
 * in leads to the theme's sign-in page.
 */
export function customerAccountPages(shop: LocalShop, sessions: Sessions): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get(STOREFRONT_PATHS.signIn, ({ env: { visit } }) => {
    const { quirks, origins } = shop;
    if (quirks.accountsVersion === 'CLASSIC') return go(`${visit.root}/account/login`);
    const { searchParams } = visit.url;
    const wanted = quirks.signInReturns ? (searchParams.get('return_to') ?? undefined) : undefined;
    const asked = quirks.signInReadsLocale ? searchParams.get('locale') : null;
    const query = new URLSearchParams({
      return_to: safeReturn(wanted, origins),
      locale: asked ?? visit.locale,
    });
    for (const name of ['login_hint', 'login_hint_mode']) {
      const value = searchParams.get(name);
      if (value !== null && quirks.signInHint !== 'ignored') query.set(name, value);
    }
    return go(`${origins.accounts}${HOSTED_PATHS.signIn}?${query.toString()}`);
  });

  app.get(STOREFRONT_PATHS.signedIn, ({ env: { visit } }) => {
    const { searchParams } = visit.url;
    const customerId = shop.codes.redeem(searchParams.get('grant') ?? '');
    if (customerId === undefined) return go(`${visit.root}${STOREFRONT_PATHS.signIn}`);
    const returnTo = safeReturn(searchParams.get('return_to') ?? undefined, shop.origins);
    return go(returnTo, sessions.cookie(customerId, 'code'));
  });

  app.get(STOREFRONT_PATHS.signedOut, ({ env: { visit } }) =>
    go(visit.root === '' ? '/' : visit.root, sessions.cookie(undefined)),
  );
  return app;
}

/**
 * What an address of the account answers in a shop on codes; undefined where the theme's own pages do. Routes that
 * Liquid hands out lead to the hosted pages, as documented; what old links do is a quirk.
 */
export function oldAccountAnswer(
  shop: LocalShop,
  visit: Visit,
  show: ShowPage,
): Response | Promise<Response> | undefined {
  const { quirks, origins } = shop;
  const { route, root, request, url } = visit;
  if (quirks.accountsVersion === 'CLASSIC' || !/^\/account(?:\/|$)/.test(route)) return undefined;
  if (route === '/account/logout') return go(`${origins.accounts}${HOSTED_PATHS.signOut}`);
  const isOldLink = OLD_LINK.test(route);
  if (isOldLink && quirks.legacyAccountUrls === 'not-found') return show(visit, NOT_FOUND);
  const isShown = quirks.legacyAccountUrls === 'theme' && ['GET', 'HEAD'].includes(request.method);
  if (isShown) return undefined;

  const keeps = quirks.accountLoginKeepsReturnTo && route === '/account/login';
  const wanted = keeps ? url.searchParams.get('return_to') : null;
  const page = route === '/account/profile' ? HOSTED_PATHS.profile : HOSTED_PATHS.orders;
  const query = new URLSearchParams({
    return_to: wanted ?? `${origins.accounts}${page}`,
    locale: visit.locale,
  });
  return go(`${root}${STOREFRONT_PATHS.signIn}?${query.toString()}`);
}

/** A hint may stand in the address that is left, so it is no referrer of the next. */
function go(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 302,
    headers: {
      location,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
    },
  });
}

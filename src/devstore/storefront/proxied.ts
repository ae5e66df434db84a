import type { LocalShop } from '../shopify/types.ts';
import { foreignPage } from './page.ts';
import type { ShowPage } from './page-renderer.ts';
import type { Visit } from './visit.ts';

/**
 * Reaches the app: signs the request, strips cookies, returns what the app answered, or the password page of a
 * shop that has one. The address still begins with the visitor's language where it did.
 */
export type AppProxy = (
  request: Request,
  visitor: { readonly customerId: number | undefined; readonly ip: string; readonly locale?: string },
) => Promise<Response>;

/** Is this the app proxy's path in this shop? */
export function isProxied(shop: LocalShop, route: string): boolean {
  const { proxyPath } = shop.quirks;
  return route === proxyPath || route.startsWith(`${proxyPath}/`);
}

/** Hands the visit to the app; an answer of `application/liquid` becomes a page of the theme. */
export async function answerFromApp(appProxy: AppProxy, visit: Visit, show: ShowPage): Promise<Response> {
  const { request, customer, ip, locale } = visit;
  const answer = await appProxy(request, { customerId: customer?.id, ip, locale });
  const type = answer.headers.get('content-type') ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/liquid') return answer;
  const caching = answer.headers.get('cache-control');
  const headers = caching === null ? {} : { 'cache-control': caching };
  return show(visit, foreignPage(await answer.text(), answer.status, headers));
}

import { applyFault, ConnectionCut } from '../faults/apply-fault.ts';
import { cleanedForVisitor, headersForApp } from './app-proxy-headers.ts';
import { signProxyQuery } from './app-proxy-signature.ts';
import { appFailedPage, pageNotFound, passwordPage } from './gateway-pages.ts';
import type { LocalShop } from './types.ts';

/** Who is at the storefront, as Shopify knows. */
export interface Visitor {
  /** undefined when nobody is signed in. */
  readonly customerId: number | undefined;
  readonly ip: string;
  /** The language in front of the path, when there is one. */
  readonly locale?: string;
}

export interface AppProxyOptions {
  /** The app's client secret. */
  readonly secret: string;
  /** The app: something that answers, or where it listens: an origin, or a function that knows it by then. */
  readonly upstream: string | ((request: Request) => string | Promise<Response>);
  /**
   * How long the app may take, in milliseconds. UNCONFIRMED: Shopify documents no number; people tell of
   * 6.5 to 30 seconds.
   */
  readonly timeoutMs?: number;
}

/** Where the app's `[app_proxy] url` points on the app's origin. */
const APP_PATH = '/proxy';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Shopify's app proxy: takes what a visitor sends below the proxy path to the app, signed, and brings the
 * answer back. Rendering `application/liquid` is the storefront's business.
 *
 * Faults: `app-proxy` is Shopify in trouble, `app-server` the app. A redirect of the app is answered with
 * an error page, because what Shopify makes of one is not confirmed: an app must not send any.
 *
 * @throws {ConnectionCut} when the `app-proxy` fault refuses
 */
export function createAppProxy(
  shop: LocalShop,
  { secret, upstream, timeoutMs = 10_000 }: AppProxyOptions,
): (request: Request, visitor: Visitor) => Promise<Response> {
  const ask = async (request: Request): Promise<Response> => {
    const target = typeof upstream === 'string' ? upstream : upstream(request);
    if (typeof target !== 'string') return target;
    const { pathname, search } = new URL(request.url);
    return fetch(target + pathname + search, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      ...(request.body && { body: await request.arrayBuffer() }),
    });
  };

  const bringBack = async (request: Request): Promise<Response> => {
    const outcome = await within(
      timeoutMs,
      applyFault(shop.faults.next('app-server'), () => ask(request)),
    );
    if (outcome === 'too late') return appFailedPage(504, 'took too long to answer');
    if (outcome === 'no answer') return appFailedPage(502, 'does not answer');
    if (REDIRECTS.has(outcome.status))
      return appFailedPage(500, 'sent the visitor elsewhere, which apps must not do');
    return cleanedForVisitor(outcome);
  };

  return async (request, visitor) =>
    applyFault(shop.faults.next('app-proxy'), async () => {
      if (shop.quirks.passwordProtected) return passwordPage(shop.name);
      const path = pathBelowProxy(shop, request, visitor.locale);
      if (path === undefined) return pageNotFound();

      const url = new URL(request.url);
      const target = new URL(APP_PATH + path, 'http://app.invalid');
      target.search = signedQuery(shop, url.search, visitor, secret);
      const body = request.method === 'GET' || request.method === 'HEAD' ? null : await request.arrayBuffer();
      const headers = headersForApp(request, visitor.ip);
      return bringBack(new Request(target, { method: request.method, headers, body, redirect: 'manual' }));
    });
}

/** What follows the proxy path, with its leading slash or empty; undefined when this is another path. */
function pathBelowProxy(shop: LocalShop, request: Request, locale: string | undefined): string | undefined {
  const { pathname } = new URL(request.url);
  // Shopify's prefixes are lower case, whatever the language's code: /pt-br/ for pt-BR.
  const prefix = locale === undefined ? undefined : `/${locale.toLowerCase()}`;
  const path =
    prefix !== undefined && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  const { proxyPath } = shop.quirks;
  if (path !== proxyPath && !path.startsWith(`${proxyPath}/`)) return undefined;
  return path.slice(proxyPath.length);
}

/** The visitor's own parameters as they came, then Shopify's; the signature covers all of them. */
function signedQuery(shop: LocalShop, search: string, visitor: Visitor, secret: string): string {
  const added = new URLSearchParams({
    shop: shop.domain,
    logged_in_customer_id: String(visitor.customerId ?? ''),
    path_prefix: shop.quirks.proxyPath,
    timestamp: String(Math.floor(shop.clock.now() / 1_000)),
  });
  const query = search.length > 1 ? `${search.slice(1)}&${String(added)}` : String(added);
  return `${query}&signature=${signProxyQuery(new URLSearchParams(query), secret)}`;
}

async function within(ms: number, answer: Promise<Response>): Promise<Response | 'too late' | 'no answer'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), ms);
  });
  const settled = answer.catch((error: unknown) => {
    // fetch says TypeError when nobody listens or the connection breaks.
    if (error instanceof ConnectionCut || error instanceof TypeError) return 'no answer' as const;
    throw error;
  });
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

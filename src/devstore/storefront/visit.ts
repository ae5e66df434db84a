import type { Customer, LocalShop } from '../shopify/types.ts';
import { previewCustomer } from './editor-preview.ts';
import type { EditorPreview, FindPreview } from './editor-preview.ts';
import { rootOf, splitLocale } from './locales.ts';
import type { ShopLocale } from './locales.ts';
import type { Session, Sessions } from './sessions.ts';

/** One request as the storefront's pages see it. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly locale: ShopLocale;
  /** `''` or `/nb`, to put before every address in the page. */
  readonly root: string;
  /** The path without its language. */
  readonly route: string;
  readonly customer: Customer | undefined;
  /** Is this the theme editor's preview? `?design_mode=1` stands in for it outside the editor. */
  readonly designMode: boolean;
  /** What the theme editor shows in place of the page that the address names. */
  readonly preview?: EditorPreview | undefined;
  readonly ip: string;
}

export function openVisit(
  request: Request,
  ip: string,
  shop: LocalShop,
  sessions: Sessions,
  findPreview: FindPreview,
): Visit {
  const url = new URL(request.url);
  const { locale, route } = splitLocale(url.pathname);
  const preview = request.method === 'GET' ? findPreview(url) : undefined;
  const session = sessions.read(request);
  const visitor =
    session === undefined || !counts(session, shop) ? undefined : shop.accounts.find(session.customerId);
  return {
    request,
    url,
    locale,
    root: rootOf(locale),
    route,
    customer: preview === undefined ? visitor : previewCustomer(shop, preview),
    designMode: preview !== undefined || url.searchParams.get('design_mode') === '1',
    preview,
    ip,
  };
}

/** Does a session of this kind still count, now that the shop may be on the other kind of accounts? */
function counts({ signedInWith }: Session, { quirks }: LocalShop): boolean {
  const kind = quirks.accountsVersion === 'CLASSIC' ? 'password' : 'code';
  return signedInWith === kind || !quirks.switchEndsSessions;
}

/**
 * May this request be answered? A page on another name that resolves to 127.0.0.1 (DNS rebinding) must not
 * read the local shop.
 */
export function isOurHost(request: Request, origin: string): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]', ...(origin === '' ? [] : [new URL(origin).hostname])];
  const asked = [new URL(request.url).hostname];
  const header = request.headers.get('host');
  if (header !== null) asked.push(header.replace(/:\d+$/, ''));
  return asked.every((name) => names.includes(name));
}

/** A path on this site to go to after a form; anything else falls back, so no form sends people elsewhere. */
export function safePath(value: string | undefined, origin: string, fallback: string): string {
  if (value === undefined || !value.startsWith('/')) return fallback;
  const url = URL.parse(value, origin);
  return url?.origin === origin ? `${url.pathname}${url.search}${url.hash}` : fallback;
}

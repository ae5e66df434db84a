import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { LocalShop } from '../shopify/types.ts';
import { accountPages } from './account-pages.ts';
import type { PageEnv } from './account-pages.ts';
import { customerAccountPages, oldAccountAnswer } from './customer-accounts.ts';
import { createCdn } from './cdn.ts';
import type { Diagnostic } from './diagnostics.ts';
import { previewPage } from './editor-preview.ts';
import type { FindPreview } from './editor-preview.ts';
import { splitLocale } from './locales.ts';
import { NOT_FOUND } from './page.ts';
import { createPageRenderer } from './page-renderer.ts';
import { answerFromApp, isProxied } from './proxied.ts';
import type { AppProxy } from './proxied.ts';
import { createSessions } from './sessions.ts';
import { shopPages } from './shop-pages.ts';
import { createSources } from './sources.ts';
import { isOurHost, openVisit } from './visit.ts';
import type { Visit } from './visit.ts';

export type { AppProxy } from './proxied.ts';
export type { Diagnostic } from './diagnostics.ts';

export interface StorefrontOptions {
  readonly shop: LocalShop;
  /** Holds a folder for each theme. */
  readonly themesDir: string;
  readonly extensionDir: string;
  readonly appProxy: AppProxy;
  /** What the theme editor wants to see; nothing when left out. */
  readonly findPreview?: FindPreview;
  /** Signs session cookies; random when left out, so a restart signs everybody out. */
  readonly secretForSessions?: string;
}

export interface Storefront {
  /** One request to the shop's pages. `ip` is the visitor's address. */
  handle(request: Request, meta: { readonly ip: string }): Promise<Response>;
  /** One request to the CDN's origin. */
  cdn(request: Request): Promise<Response>;
  /** Every page that could not be rendered since the start; tests assert that there is none. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The shop's storefront: pages in the chosen theme, accounts of both kinds, our blocks, the app proxy, the CDN. */
export function createStorefront(options: StorefrontOptions): Storefront {
  const { shop, themesDir, extensionDir, appProxy, findPreview = () => undefined } = options;
  const diagnostics: Diagnostic[] = [];
  const sessions = createSessions(options.secretForSessions ?? randomBytes(32).toString('hex'));
  const show = createPageRenderer(shop, createSources(shop, { themesDir, extensionDir }), diagnostics);

  const pages = new Hono<PageEnv>({ getPath: (request) => splitLocale(new URL(request.url).pathname).route });
  pages.route('/', shopPages(show));
  pages.route('/', customerAccountPages(shop, sessions));
  pages.route('/', accountPages(shop, show, sessions));
  pages.notFound((c) => show(c.env.visit, NOT_FOUND));
  pages.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });

  const answer = async (visit: Visit): Promise<Response> => {
    const { quirks } = shop;
    if (visit.preview !== undefined) return show(visit, previewPage(visit.preview));
    if (isProxied(shop, visit.route)) return answerFromApp(appProxy, visit, show);
    if (quirks.passwordProtected && visit.route !== '/password') return redirect(`${visit.root}/password`);
    return oldAccountAnswer(shop, visit, show) ?? pages.fetch(visit.request, { visit });
  };

  return {
    diagnostics,
    cdn: createCdn(shop, themesDir, extensionDir),
    async handle(request, { ip }) {
      if (!isOurHost(request, shop.origins.storefront)) return new Response(null, { status: 421 });
      return answer(openVisit(request, ip, shop, sessions, findPreview));
    },
  };
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

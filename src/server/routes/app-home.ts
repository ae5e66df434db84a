import { Hono } from 'hono';
import { SHOP_DOMAIN } from '../../contracts/shop-domain.ts';
import type { ConnectShop } from '../domain/connect-shop.ts';
import { AppError } from '../http/app-error.ts';
import { APP_HOME, appHomePage, CONNECT_SCRIPT, framePolicy } from '../http/pages/app-home.ts';
import { respondHtml, respondJson, respondScript } from '../http/respond.ts';

export interface AppHomeDeps {
  /** The app's client id. */
  readonly apiKey: string;
  readonly shopOfSessionToken: (token: string) => Promise<string | undefined>;
  readonly connect: ConnectShop;
}

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const RETRY_AFTER_SECONDS = 60;

/**
 * The app inside of Shopify's admin. The page itself is the same for everybody and trusts nothing of its address; who
 * has it open is told by the session token that its script posts.
 */
export function appHomeRoutes({ apiKey, shopOfSessionToken, connect }: AppHomeDeps): Hono {
  const routes = new Hono({ strict: false });

  routes.get(APP_HOME.page, (c) => {
    const named = c.req.query('shop') ?? '';
    const shop = SHOP_DOMAIN.test(named) ? named : undefined;
    return respondHtml(appHomePage({ apiKey, shop }), { 'Content-Security-Policy': framePolicy(shop) });
  });
  routes.get(APP_HOME.script, () => respondScript(CONNECT_SCRIPT));

  // Not by a cookie, and so nothing that another site could make a merchant's browser do.
  routes.post(APP_HOME.connect, async (c) => {
    const token = BEARER.exec(c.req.header('Authorization') ?? '')?.[1];
    const shop = token === undefined ? undefined : await shopOfSessionToken(token);
    if (token === undefined || shop === undefined) throw new AppError('invalid_signature');
    // Whatever fails is the database or Shopify being away; the merchant reads to come back in a minute.
    const connected = await connect(shop, token).catch(() => 'failed' as const);
    if (connected === 'refused') throw new AppError('invalid_signature');
    if (connected === 'failed') throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    return respondJson(200, { v: 1, state: connected });
  });

  return routes;
}

import { Hono } from 'hono';
import { BREACHED_PASSWORDS_PATH, isHashPrefix } from '../../contracts/breached-passwords.ts';
import type { LookUpHashRange } from '../domain/look-up-hash-range.ts';
import { AppError } from '../http/app-error.ts';
import { clientAddress } from '../http/client-address.ts';
import { respondText } from '../http/respond.ts';
import type { ProxyEnv } from './proxy-env.ts';

export interface BreachedPasswordDeps {
  /** undefined where the look-up is turned off: then there is no such path. */
  readonly lookUpHashRange: LookUpHashRange | undefined;
  readonly forwardedHops: number;
}

/** What Retry-After says while nobody can be asked about stolen passwords. */
const RETRY_AFTER_SECONDS = 30;

/**
 * The way from a shopper's browser to the list of stolen passwords, by the first five characters of a hash. They
 * stand in the path because the app proxy's query may have Shopify's own parameters only.
 *
 * Like every answer of ours it may not be stored: it is the same for everybody, but a cache on the shopper's
 * computer would keep, in the address, the beginning of the hash of what was typed.
 */
export function breachedPasswordRoutes(deps: BreachedPasswordDeps): Hono<ProxyEnv> {
  const { lookUpHashRange, forwardedHops } = deps;
  const routes = new Hono<ProxyEnv>({ strict: false });
  if (lookUpHashRange === undefined) return routes;

  routes.get(`${BREACHED_PASSWORDS_PATH}/:prefix`, async (c) => {
    const prefix = c.req.param('prefix');
    if (!isHashPrefix(prefix)) throw new AppError('not_found');
    const answer = await lookUpHashRange({
      prefix,
      shop: c.var.query.shop,
      buyerIp: clientAddress(c.req.raw.headers, forwardedHops),
    });
    if (answer.kind === 'limited') {
      throw new AppError('rate_limited', { retryAfterSeconds: answer.retryAfterSeconds });
    }
    if (answer.kind === 'unavailable') {
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    return respondText(answer.range);
  });
  routes.all(`${BREACHED_PASSWORDS_PATH}/:prefix`, () => {
    throw new AppError('method_not_allowed', { allow: 'GET, HEAD' });
  });
  return routes;
}

import type { MiddlewareHandler } from 'hono';
import { AppError } from '../http/app-error.ts';
import type { ProxyEnv } from '../routes/proxy-env.ts';
import type { Telemetry } from './telemetry.ts';

/** First segments of paths that have a name; whatever else somebody asks for is counted together. */
const ROUTES: ReadonlySet<string> = new Set([
  'requests',
  'sign-in',
  'accounts',
  'mailbox-requests',
  'mailboxes',
  'breached-passwords',
  'webhooks',
  'app',
  'healthz',
  'readyz',
]);

/** Measures each request: before everything else, so that refusals count too. */
export function watchRequests({ metrics, trace }: Telemetry): MiddlewareHandler<ProxyEnv> {
  return async (c, next) => {
    const began = performance.now();
    const route = routeOf(c.req.path);
    await trace.during('request', { route }, async (note) => {
      await next();
      // What was verified may be missing: the route's types know nothing of what comes before them.
      const query: ProxyEnv['Variables']['query'] | undefined = c.var.query;
      const outcome = c.var.outcome ?? outcomeOf(c.error, c.req.method, c.res.status);
      const shop = query?.shop;
      note(shop === undefined ? { outcome } : { outcome, shop });
      metrics.requestAnswered({ route, outcome, shop, seconds: (performance.now() - began) / 1000 });
    });
  };
}

/** @param path as it came, `/proxy/requests`; no query */
export function routeOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first !== 'proxy') return ROUTES.has(first) ? first : 'unknown';
  if (second === '') return 'page';
  return ROUTES.has(second) ? second : 'unknown';
}

/** A themed page has status 200 whatever it says, so the error behind it counts. */
function outcomeOf(error: Error | undefined, method: string, status: number): string {
  if (error !== undefined) return error instanceof AppError ? error.code : 'internal';
  if (status >= 400) return status === 404 ? 'not_found' : 'refused';
  return method === 'POST' ? 'accepted' : 'answered';
}

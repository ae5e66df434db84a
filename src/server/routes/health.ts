import { Hono } from 'hono';
import { respondJson } from '../http/respond.ts';

/** For whatever watches the process: alive at all, and able to keep a request. */
export function healthRoutes(isReady: () => Promise<boolean>): Hono {
  const routes = new Hono();
  routes.get('/healthz', () => respondJson(200, { ok: true }));
  routes.get('/readyz', async () => {
    const ok = await isReady();
    return respondJson(ok ? 200 : 503, { ok });
  });
  return routes;
}

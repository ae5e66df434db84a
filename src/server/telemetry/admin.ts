import { healthRoutes } from '../routes/health.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * What operators ask, on a listener of its own that no proxy leads to: metrics, and the health of processes that have
 * no other listener. Workers have none.
 */
export function createAdmin(deps: {
  readonly telemetry: Telemetry;
  readonly isReady: () => Promise<boolean>;
}): (request: Request) => Promise<Response> {
  const app = healthRoutes(deps.isReady);
  app.get('/metrics', async (c) => {
    const page = await deps.telemetry.page();
    if (page === undefined) return c.notFound();
    return c.body(page.text, 200, { 'Content-Type': page.contentType, 'Cache-Control': 'no-store' });
  });
  return async (request) => app.fetch(request);
}

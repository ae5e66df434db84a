import type { Dependency } from '../domain/gate-ports.ts';
import type { Telemetry } from './telemetry.ts';

type Fetch = typeof globalThis.fetch;

/** The documents of ours begin with their name, after a comment for editors. */
const OPERATION = /^\s*(?:#[^\n]*\n\s*)*(?:query|mutation)\s+([A-Za-z]{1,40})\b/;

/** Measures calls to Shopify. Neither URL nor variables are kept: the operation's name says enough. */
export function watchShopify(fetch: Fetch, { metrics, trace }: Telemetry): Fetch {
  return async (input, init) => {
    const began = performance.now();
    const api = apiOf(input instanceof Request ? input.url : String(input));
    const operation = operationOf(init?.body);
    return trace.during('shopify-call', { api, operation }, async (note) => {
      let result = 'failed';
      try {
        const response = await fetch(input, init);
        result = `${Math.floor(response.status / 100)}xx`;
        return response;
      } finally {
        note({ result });
        metrics.shopifyCalled({ api, operation, result, seconds: (performance.now() - began) / 1000 });
      }
    });
  };
}

function apiOf(url: string): Dependency | 'other' {
  const path = URL.parse(url)?.pathname ?? '';
  if (path.startsWith('/admin/api/')) return 'admin';
  if (path === '/admin/oauth/access_token') return 'tokens';
  return path.startsWith('/api/') ? 'storefront' : 'other';
}

function operationOf(body: unknown): string {
  if (typeof body !== 'string') return 'none';
  try {
    const sent: unknown = JSON.parse(body);
    const query = typeof sent === 'object' && sent !== null && 'query' in sent ? sent.query : undefined;
    return (typeof query === 'string' ? OPERATION.exec(query)?.[1] : undefined) ?? 'none';
  } catch {
    return 'none';
  }
}

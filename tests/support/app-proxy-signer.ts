import { createHmac } from 'node:crypto';

/** What Shopify's app proxy adds to every request, written from its documentation and from nothing of ours. */
export interface ProxyParameters {
  readonly shop: string;
  readonly logged_in_customer_id: string;
  readonly path_prefix: string;
  /** Seconds since the Unix epoch. */
  readonly timestamp: string;
}

/** Signs parameters as the app proxy does: `key=value` of each, sorted, joined by nothing, HMAC-SHA256 in hexadecimal. */
export function signParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  pairs.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return createHmac('sha256', secret).update(pairs.join('')).digest('hex');
}

/** The query of a request that came through the app proxy, as text that starts with `?`. */
export function signedQuery(parameters: ProxyParameters, secret: string): string {
  const all = { ...parameters };
  return `?${new URLSearchParams({ ...all, signature: signParameters(all, secret) }).toString()}`;
}

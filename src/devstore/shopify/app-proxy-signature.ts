import { createHmac } from 'node:crypto';

/**
 * Signs the query of a proxied request as Shopify does: `key=value` of every parameter except `signature`,
 * several values of one key joined by commas, the pairs sorted by bytes and joined by nothing, HMAC-SHA256
 * with the app's secret, in lower-case hex (shopify.dev, authenticate app proxies).
 *
 * This is the local shop's own signer: the server's verifier must agree with it, not share it.
 */
export function signProxyQuery(query: URLSearchParams, secret: string): string {
  const names = new Set([...query.keys()].filter((name) => name !== 'signature'));
  const pairs = [...names].map((name) => Buffer.from(`${name}=${query.getAll(name).join(',')}`));
  const message = Buffer.concat(pairs.toSorted((one, other) => Buffer.compare(one, other)));
  return createHmac('sha256', secret).update(message).digest('hex');
}

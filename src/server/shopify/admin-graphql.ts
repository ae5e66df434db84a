import { API_VERSION, callGraphql, type GraphqlAnswer } from './graphql.ts';
import type { Shop } from './shops.ts';

/** One call of a shop's Admin API. */
export function callAdmin<Data>(
  fetch: typeof globalThis.fetch,
  shop: Shop,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<GraphqlAnswer<Data>> {
  return callGraphql<Data>({
    fetch,
    url: `${shop.origin}/admin/api/${API_VERSION}/graphql.json`,
    headers: { 'X-Shopify-Access-Token': shop.adminToken },
    query,
    variables,
  });
}

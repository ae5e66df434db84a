import type { Gate } from '../domain/gate-ports.ts';
import type { Lane } from '../domain/pace-ports.ts';
import { ADMIN_COST, callGated } from './gated-call.ts';
import { API_VERSION, type GraphqlAnswer } from './graphql.ts';
import type { Shop } from './shops.ts';

/** Whose call it is, and the gate it goes through: everything passes where there is none. */
export interface Passage {
  readonly gate?: Gate | undefined;
  /** A shopper's unless given. */
  readonly lane?: Lane | undefined;
  /** In bytes; that of a single customer unless given. */
  readonly longestAnswer?: number | undefined;
}

/** One call of a shop's Admin API. */
export function callAdmin<Data>(
  fetch: typeof globalThis.fetch,
  shop: Shop,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { gate, lane = 'self-service', longestAnswer }: Passage = {},
): Promise<GraphqlAnswer<Data>> {
  return callGated<Data>(
    gate,
    { shop: shop.domain, dependency: 'admin', lane, cost: ADMIN_COST },
    {
      fetch,
      url: `${shop.origin}/admin/api/${API_VERSION}/graphql.json`,
      headers: { 'X-Shopify-Access-Token': shop.adminToken },
      query,
      variables,
      longestAnswer,
    },
  );
}

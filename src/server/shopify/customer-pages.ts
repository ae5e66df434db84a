import { ok, refused, type Result } from '../../contracts/result.ts';
import type { CustomerPage, ReadCustomerPage } from '../domain/ledger-ports.ts';
import type { Gate } from '../domain/gate-ports.ts';
import type { ShopifyProblem } from '../domain/ports.ts';
import { callAdmin } from './admin-graphql.ts';
import { STATES } from './customer-accounts.ts';
import { LONGEST_PAGE, problemOfErrors } from './graphql.ts';
import { LIST_CUSTOMERS, type ListCustomersData } from './operations/list-customers.ts';
import type { Shops } from './shops.ts';

/** The longest page that Shopify gives. */
const PAGE = 250;

/** All customers of a shop, a page at a time. */
export function createReadCustomerPage(deps: {
  readonly shops: Shops;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
  readonly pageSize?: number;
}): ReadCustomerPage {
  return async (domain, cursor) => {
    const shop = await deps.shops.access(domain);
    if (!shop.ok) return shop;
    const variables = { first: deps.pageSize ?? PAGE, after: cursor ?? null };
    // After everything that a shopper waits for.
    const passage = { gate: deps.gate, lane: 'bulk', longestAnswer: LONGEST_PAGE } as const;
    const answer = await callAdmin<ListCustomersData>(
      deps.fetch,
      shop.value,
      LIST_CUSTOMERS,
      variables,
      passage,
    );
    if (answer.kind === 'failed')
      return { ok: false, reason: answer.problem, afterSeconds: answer.afterSeconds };
    if (answer.kind === 'errors') return refused(problemOfErrors(answer.errors).problem);
    return readPage(answer.data);
  };
}

/** Nothing is taken for granted: a page with a customer left out would let somebody back in. */
function readPage({ shop, customers }: ListCustomersData): Result<CustomerPage, ShopifyProblem> {
  const accounts = shop?.customerAccountsV2?.customerAccountsVersion;
  if (accounts !== 'CLASSIC' && accounts !== 'NEW_CUSTOMER_ACCOUNTS') return refused('state-unknown');
  const info = customers?.pageInfo;
  if (!Array.isArray(customers?.nodes) || typeof info?.hasNextPage !== 'boolean') {
    return refused('state-unknown');
  }
  const read: CustomerPage['customers'][number][] = [];
  for (const { id, state, tags } of customers.nodes) {
    const known = STATES.find((each) => each === state);
    if (typeof id !== 'string' || known === undefined || !Array.isArray(tags))
      return refused('state-unknown');
    read.push({ id, state: known, tags });
  }
  const next = info.hasNextPage ? info.endCursor : undefined;
  if (next === null) return refused('state-unknown');
  return ok({ accounts, customers: read, next });
}

import { ok, refused, type Result } from '../../contracts/result.ts';
import type { Gate } from '../domain/gate-ports.ts';
import type { ShopifyProblem } from '../domain/ports.ts';
import type { ReadSurveyPage, SurveyedCustomer, SurveyPage } from '../domain/switch-over-ports.ts';
import { callAdmin } from './admin-graphql.ts';
import { STATES } from './customer-accounts.ts';
import { LONGEST_PAGE, problemOfErrors } from './graphql.ts';
import { SURVEY_CUSTOMERS, type SurveyCustomersData } from './operations/survey-customers.ts';
import type { Shops } from './shops.ts';

/** The longest page that Shopify gives. */
const PAGE = 250;

/** All customers of a shop with their language and, where asked for, their address, a page at a time. */
export function createReadSurveyPage(deps: {
  readonly shops: Shops;
  readonly fetch: typeof globalThis.fetch;
  readonly gate: Gate;
}): ReadSurveyPage {
  return async (domain, cursor, withAddresses) => {
    const shop = await deps.shops.access(domain);
    if (!shop.ok) return shop;
    const answer = await callAdmin<SurveyCustomersData>(
      deps.fetch,
      shop.value,
      SURVEY_CUSTOMERS,
      { first: PAGE, after: cursor ?? null, withAddresses },
      // After everything that a shopper waits for.
      { gate: deps.gate, lane: 'bulk', longestAnswer: LONGEST_PAGE },
    );
    if (answer.kind === 'failed')
      return { ok: false, reason: answer.problem, afterSeconds: answer.afterSeconds };
    if (answer.kind === 'errors') return refused(problemOfErrors(answer.errors).problem);
    return readPage(answer.data);
  };
}

/** Nothing is taken for granted: a figure that leaves somebody out is worse than none. */
function readPage({ shop, customers }: SurveyCustomersData): Result<SurveyPage, ShopifyProblem> {
  const accounts = shop?.customerAccountsV2?.customerAccountsVersion;
  if (accounts !== 'CLASSIC' && accounts !== 'NEW_CUSTOMER_ACCOUNTS') return refused('state-unknown');
  const info = customers?.pageInfo;
  if (!Array.isArray(customers?.nodes) || typeof info?.hasNextPage !== 'boolean') {
    return refused('state-unknown');
  }
  const read: SurveyedCustomer[] = [];
  for (const { id, state, tags, locale, defaultEmailAddress } of customers.nodes) {
    const known = STATES.find((each) => each === state);
    if (typeof id !== 'string' || known === undefined || !Array.isArray(tags))
      return refused('state-unknown');
    read.push({
      id,
      state: known,
      tags,
      locale: typeof locale === 'string' ? locale : undefined,
      email: defaultEmailAddress?.emailAddress,
    });
  }
  const next = info.hasNextPage ? info.endCursor : undefined;
  if (next === null) return refused('state-unknown');
  return ok({ accounts, customers: read, next });
}

import { ok, refused, type Result } from '../../contracts/result.ts';
import type { ChangeOutcome, CustomerRecords, MatchedOrder, ReadCustomer } from '../domain/mailbox-ports.ts';
import type { Gate } from '../domain/gate-ports.ts';
import { isOrderNamed } from '../domain/order-number.ts';
import type { Answered, ShopifyProblem } from '../domain/ports.ts';
import { callAdmin } from './admin-graphql.ts';
import { STATES } from './customer-accounts.ts';
import { problemOfErrors, type GraphqlAnswer } from './graphql.ts';
import { CHANGE_CUSTOMER_EMAIL, type ChangeCustomerEmailData } from './operations/change-customer-email.ts';
import { FIND_ORDERS, type FindOrdersData } from './operations/find-orders.ts';
import { READ_CUSTOMER, type ReadCustomerData } from './operations/read-customer.ts';
import type { Shops } from './shops.ts';

/** The Admin API as a merchant's review sees it. */
export function createCustomerRecords(deps: {
  readonly shops: Shops;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
}): CustomerRecords {
  async function ask<Data>(
    domain: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answered<Data>> {
    const shop = await deps.shops.access(domain);
    if (!shop.ok) return shop;
    const answer = await callAdmin<Data>(deps.fetch, shop.value, query, variables, deps);
    if (answer.kind === 'failed')
      return { ok: false, reason: answer.problem, afterSeconds: answer.afterSeconds };
    return answer.kind === 'errors' ? refused(problemOfErrors(answer.errors).problem) : ok(answer.data);
  }

  return {
    async findOrders(domain, orderNumber) {
      const found = await ask<FindOrdersData>(domain, FIND_ORDERS, { query: searchFor(orderNumber) });
      return found.ok ? readOrders(found.value, orderNumber) : found;
    },

    async readCustomer(domain, id) {
      const found = await ask<ReadCustomerData>(domain, READ_CUSTOMER, { id });
      return found.ok ? readCustomer(found.value) : found;
    },

    async changeEmail(domain, id, email) {
      const shop = await deps.shops.access(domain);
      if (!shop.ok) return { kind: 'not-changed', problem: shop.reason };
      const variables = { id, email };
      return outcomeOf(
        await callAdmin<ChangeCustomerEmailData>(
          deps.fetch,
          shop.value,
          CHANGE_CUSTOMER_EMAIL,
          variables,
          deps,
        ),
      );
    },
  };
}

/**
 * Whether the search wants the sign before the number is not documented, so it is asked for both ways; what comes
 * back is compared.
 */
function searchFor(orderNumber: string): string {
  const bare = orderNumber.replace(/^[#\s]+/, '').replace(/["\\]/g, '');
  return `name:"${bare}" OR name:"#${bare}"`;
}

function readOrders(
  { orders }: FindOrdersData,
  orderNumber: string,
): Result<readonly MatchedOrder[], ShopifyProblem> {
  if (!Array.isArray(orders?.nodes)) return refused('state-unknown');
  const named = orders.nodes.filter(({ name }) => name !== undefined && isOrderNamed(name, orderNumber));
  return ok(
    named.map(({ customer, shippingAddress, billingAddress }) => ({
      customerId: customer?.id,
      postcodes: [shippingAddress?.zip, billingAddress?.zip].filter((zip) => typeof zip === 'string'),
    })),
  );
}

function readCustomer({ customer }: ReadCustomerData): Result<ReadCustomer | undefined, ShopifyProblem> {
  if (customer === null) return ok(undefined);
  const state = STATES.find((known) => known === customer?.state);
  if (state === undefined || !Array.isArray(customer?.tags)) return refused('state-unknown');
  return ok({ state, tags: customer.tags, email: customer.defaultEmailAddress?.emailAddress });
}

function outcomeOf(answer: GraphqlAnswer<ChangeCustomerEmailData>): ChangeOutcome {
  // Errors beside a payload are about the answer: the mutation was carried out.
  const done = answer.kind === 'failed' ? undefined : answer.data?.customerUpdate;
  if (Array.isArray(done?.userErrors)) {
    const [problem]: readonly { readonly message?: unknown }[] = done.userErrors;
    return problem === undefined ? { kind: 'changed' } : outcomeOfMessage(problem.message);
  }
  if (answer.kind === 'data') return { kind: 'unknown' };
  const { problem, ambiguous } = answer.kind === 'failed' ? answer : problemOfErrors(answer.errors);
  return ambiguous ? { kind: 'unknown' } : { kind: 'not-changed', problem };
}

/**
 * `UserError` has no code, so its message has to tell; as recorded in airhorns/shopify-draft-proxy,
 * fixtures/conformance, customer-input-validation-parity.json and customer-update-parity.json.
 */
function outcomeOfMessage(message: unknown): ChangeOutcome {
  const text = typeof message === 'string' ? message : '';
  if (/already been taken/i.test(text)) return { kind: 'refused', problem: 'address-taken' };
  if (/does not exist/i.test(text)) return { kind: 'refused', problem: 'customer-gone' };
  return { kind: 'refused', problem: 'shopify-refused' };
}

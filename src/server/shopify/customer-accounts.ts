import { ok, refused, type Result } from '../../contracts/result.ts';
import type { CustomerState } from '../domain/decide.ts';
import type { Gate } from '../domain/gate-ports.ts';
import type {
  Account,
  Answered,
  CustomerAccounts,
  RefusedReason,
  SendOutcome,
  ShopifyProblem,
} from '../domain/ports.ts';
import { callAdmin } from './admin-graphql.ts';
import { callGated } from './gated-call.ts';
import { API_VERSION, problemOfErrors, type GraphqlAnswer } from './graphql.ts';
import { LOOK_UP_CUSTOMER, type LookUpCustomerData } from './operations/look-up-customer.ts';
import { RECOVER_CUSTOMER, type RecoverCustomerData } from './operations/recover-customer.ts';
import { SEND_ACCOUNT_INVITE, type SendAccountInviteData } from './operations/send-account-invite.ts';
import type { Shops } from './shops.ts';

export const STATES: readonly CustomerState[] = ['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'];

/** Shopify's APIs as the domain sees them. Nothing Shopify says about an address leaves the worker. */
export function createCustomerAccounts(deps: {
  readonly shops: Shops;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
}): CustomerAccounts {
  const { gate } = deps;
  return {
    async lookUp(shopDomain, emailAddress, lane) {
      const shop = await deps.shops.access(shopDomain);
      if (!shop.ok) return shop;
      const answer = await callAdmin<LookUpCustomerData>(
        deps.fetch,
        shop.value,
        LOOK_UP_CUSTOMER,
        { emailAddress },
        { gate, lane },
      );
      if (answer.kind === 'failed')
        return { ok: false, reason: answer.problem, afterSeconds: answer.afterSeconds };
      if (answer.kind === 'errors') return refused(problemOfErrors(answer.errors).problem);
      return readAccount(answer.data);
    },

    async sendInvite(shopDomain, customerId, lane) {
      const shop = await deps.shops.access(shopDomain);
      if (!shop.ok) return notSent(shop);
      const answer = await callAdmin<SendAccountInviteData>(
        deps.fetch,
        shop.value,
        SEND_ACCOUNT_INVITE,
        { customerId },
        { gate, lane },
      );
      // Errors beside a payload are about the answer: the mutation was carried out.
      const done = answer.kind === 'failed' ? undefined : answer.data?.customerSendAccountInviteEmail;
      if (!Array.isArray(done?.userErrors)) return outcomeOfFailure(answer);
      const problem = done.userErrors[0];
      return problem === undefined ? { kind: 'sent' } : outcomeOfInviteError(String(problem.message));
    },

    async sendReset(shopDomain, email, buyerIp, lane = 'self-service') {
      const shop = await deps.shops.access(shopDomain);
      if (!shop.ok) return notSent(shop);
      const { origin, storefrontToken } = shop.value;
      // The Storefront API counts no points.
      const asked = { shop: shopDomain, dependency: 'storefront', lane, cost: 0 } as const;
      const answer = await callGated<RecoverCustomerData>(gate, asked, {
        fetch: deps.fetch,
        url: `${origin}/api/${API_VERSION}/graphql.json`,
        headers: {
          'Shopify-Storefront-Private-Token': storefrontToken,
          // Shopify throttles this mutation by the shopper's address, not by ours.
          ...(buyerIp === undefined ? {} : { 'Shopify-Storefront-Buyer-IP': buyerIp }),
        },
        query: RECOVER_CUSTOMER,
        variables: { email },
      });
      if (answer.kind === 'errors' && answer.errors.some(({ message }) => /limit exceeded/i.test(message))) {
        return { kind: 'limited' };
      }
      const done = answer.kind === 'failed' ? undefined : answer.data?.customerRecover;
      if (!Array.isArray(done?.customerUserErrors)) return outcomeOfFailure(answer);
      const problem = done.customerUserErrors[0];
      if (problem === undefined) return { kind: 'sent' };
      return refusal(problem.code === 'UNIDENTIFIED_CUSTOMER' ? 'customer-gone' : 'shopify-refused');
    },
  };
}

/** Nothing is taken for granted of an answer: what is missing or unheard of is asked for again. */
function readAccount(data: LookUpCustomerData): Result<Account, ShopifyProblem> {
  const version = data.shop?.customerAccountsV2?.customerAccountsVersion;
  const found = data.customerByIdentifier;
  if (version !== 'CLASSIC' && version !== 'NEW_CUSTOMER_ACCOUNTS') return refused('state-unknown');
  if (found === null) return ok({ accounts: version, customer: undefined });
  const state = STATES.find((known) => known === found?.state);
  if (state === undefined || typeof found?.id !== 'string' || !Array.isArray(found.tags)) {
    return refused('state-unknown');
  }
  return ok({ accounts: version, customer: { id: found.id, state, tags: found.tags } });
}

/** Without a token nothing can have been sent. */
function notSent({ reason, afterSeconds }: Extract<Answered<unknown>, { ok: false }>): SendOutcome {
  return { kind: 'not-sent', problem: reason, afterSeconds };
}

function outcomeOfFailure(answer: GraphqlAnswer<unknown>): SendOutcome {
  if (answer.kind === 'data') return { kind: 'unknown' };
  if (answer.kind === 'failed') {
    const { problem, ambiguous, afterSeconds } = answer;
    return ambiguous ? { kind: 'unknown' } : { kind: 'not-sent', problem, afterSeconds };
  }
  const { problem, ambiguous } = problemOfErrors(answer.errors);
  return ambiguous ? { kind: 'unknown' } : { kind: 'not-sent', problem };
}

/** The mutation's error code is INVALID or null whatever happened, so its messages have to tell (as recorded). */
function outcomeOfInviteError(message: string): SendOutcome {
  // Said of a message that Shopify dislikes, and, as one app vendor saw, of too many invites in ten minutes.
  if (/^Error sending account invite/i.test(message)) return { kind: 'limited' };
  if (/already enabled/i.test(message)) return refusal('already-enabled');
  if (/can.t be found/i.test(message)) return refusal('customer-gone');
  return refusal('shopify-refused');
}

function refusal(reason: RefusedReason): SendOutcome {
  return { kind: 'refused', reason };
}

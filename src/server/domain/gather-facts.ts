import { ok } from '../../contracts/result.ts';
import type { AssessCustomer } from './assess-customer.ts';
import type { CustomerState } from './decide.ts';
import { compareFacts, type OrderHistory } from './mailbox-facts.ts';
import type { CustomerRecords, MailboxFields, Match } from './mailbox-ports.ts';
import type { Answered, CustomerAccounts } from './ports.ts';

export interface GatherDeps {
  readonly accounts: CustomerAccounts;
  readonly records: CustomerRecords;
  readonly isBlocked: IsBlocked;
  readonly orderHistory: OrderHistory;
}

/** Asks Shopify about everything a shopper typed; changes nothing there. */
export type GatherFacts = (
  shop: string,
  fields: Pick<MailboxFields, 'orderNumber' | 'postcode' | 'oldEmail' | 'newEmail'>,
) => Promise<Answered<Match>>;

/**
 * Is this customer shut out by the merchant: by a tag, by the list, or by having been disabled?
 *
 * @param emails the addresses that are asked about: one on the list shuts out, too
 */
export type IsBlocked = (
  shop: string,
  customer: { readonly id: string; readonly state: CustomerState; readonly tags: readonly string[] },
  emails: readonly string[],
) => Promise<boolean>;

export function createIsBlocked(assess: AssessCustomer): IsBlocked {
  return async (shop, customer, emails) => {
    // Noted there, too, who is enabled: who is disabled while their request waits was shut out. As on classic
    // accounts, because blocked is blocked whichever accounts the shop runs on.
    const { decision } = await assess({ shop, emails, approved: true }, 'CLASSIC', customer);
    return decision.reason.startsWith('blocked-');
  };
}

export function createGatherFacts(deps: GatherDeps): GatherFacts {
  const { accounts, records, isBlocked, orderHistory } = deps;

  return async (shop, fields) => {
    const old = await accounts.lookUp(shop, fields.oldEmail);
    if (!old.ok) return old;
    const owner = await accounts.lookUp(shop, fields.newEmail);
    if (!owner.ok) return owner;
    const orders = await records.findOrders(shop, fields.orderNumber);
    // A merchant who gave no access to orders decides without them.
    if (!orders.ok && orders.reason !== 'unauthorized') return orders;

    const { customer } = old.value;
    const facts = compareFacts(fields, {
      customerId: customer?.id,
      orders: orders.ok ? orders.value : undefined,
      blocked:
        customer !== undefined && (await isBlocked(shop, customer, [fields.oldEmail, fields.newEmail])),
      newAddressOwner: owner.value.customer?.id,
      orderHistory,
    });
    return ok({ facts, customerId: customer?.id });
  };
}

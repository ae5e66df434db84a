import type { Known, MailboxFacts, MailboxFields, MatchedOrder } from './mailbox-ports.ts';
import { samePostcode } from './postcode.ts';

/** Shopify shows an app the orders of the last 60 days, or all of them where it granted `read_all_orders`. */
export type OrderHistory = '60-days' | 'all';

/** Nothing could be asked: the merchant has to look for themselves. */
export const NOTHING_KNOWN: MailboxFacts = {
  accountFound: 'unknown',
  orderFound: 'unknown',
  postcodeMatches: 'unknown',
  sameCustomer: 'unknown',
  blocked: 'unknown',
  newAddressTaken: 'unknown',
};

/**
 * Holds what a shopper typed against what the shop knows.
 *
 * @param known.customerId the customer at the old address, or undefined where there is none
 * @param known.orders those with the number the shopper typed, or undefined where the app may not read orders
 * @param known.blocked whether that customer is shut out by the merchant
 * @param known.newAddressOwner the customer at the new address, or undefined where there is none
 */
export function compareFacts(
  { postcode }: Pick<MailboxFields, 'postcode'>,
  known: {
    readonly customerId: string | undefined;
    readonly orders: readonly MatchedOrder[] | undefined;
    readonly blocked: boolean;
    readonly newAddressOwner: string | undefined;
    readonly orderHistory: OrderHistory;
  },
): MailboxFacts {
  const { customerId, orders } = known;
  const order = orders?.find((each) => each.customerId === customerId) ?? orders?.[0];
  const isSurelyNone = orders?.length === 0 && known.orderHistory === 'all';
  return {
    accountFound: yesOrNo(customerId !== undefined),
    orderFound: order !== undefined ? 'yes' : isSurelyNone ? 'no' : 'unknown',
    postcodeMatches: postcodeFact(postcode, order),
    sameCustomer: order?.customerId === undefined ? 'unknown' : yesOrNo(order.customerId === customerId),
    blocked: customerId === undefined ? 'no' : yesOrNo(known.blocked),
    newAddressTaken: yesOrNo(known.newAddressOwner !== undefined && known.newAddressOwner !== customerId),
  };
}

/** Does everything speak for the shopper? */
export function allMatches({
  accountFound,
  orderFound,
  postcodeMatches,
  sameCustomer,
}: MailboxFacts): boolean {
  return [accountFound, orderFound, postcodeMatches, sameCustomer].every((fact) => fact === 'yes');
}

function postcodeFact(typed: string, order: MatchedOrder | undefined): Known {
  if (order === undefined || order.postcodes.length === 0 || typed === '-') return 'unknown';
  return yesOrNo(order.postcodes.some((postcode) => samePostcode(postcode, typed)));
}

function yesOrNo(fact: boolean): Known {
  return fact ? 'yes' : 'no';
}

import { GraphQLError } from 'graphql';
import { parseEmailAddress } from '../../../contracts/email-address.ts';
import type { Order } from '../orders.ts';
import { customerIdOf } from './customer-fields.ts';
import { notModelled, properties, type ApiContext, type Model } from './model.ts';

interface Zip {
  readonly zip: string;
}

const addressOf = (zip: string | undefined): Zip | null => (zip === undefined ? null : { zip });

/** What the Admin API tells of orders, as far as the local shop knows. */
export const orderFields: Model['fields'] = {
  Order: {
    name: ({ name }: Order) => name,
    customer: ({ customerId }: Order, _args: unknown, { shop }) =>
      customerId === undefined ? null : shop.accounts.find(customerId),
    shippingAddress: ({ shippingZip }: Order) => addressOf(shippingZip),
    billingAddress: ({ billingZip }: Order) => addressOf(billingZip),
  },
  MailingAddress: properties('zip'),
  OrderConnection: properties('nodes'),
  CustomerUpdatePayload: properties('customer', 'userErrors'),
};

/** Arguments of `orders` that nobody here asks with. */
export const UNMODELLED_ORDER_ARGUMENTS = ['after', 'before', 'last', 'reverse', 'savedSearchId', 'sortKey'];

/**
 * The `orders` query: terms `name:"…"` joined by OR, compared whole and with or without the sign in front.
 *
 * @throws {GraphQLError} for any other search, rather than guess what it would find
 */
export function orders(
  _: unknown,
  { first, query }: { first?: number | null; query?: string | null },
  { shop }: ApiContext,
) {
  if (first === undefined || first === null) {
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } });
  }
  const wanted = (query ?? '').split(' OR ').map((term) => {
    const name = /^name:"([^"]*)"$/.exec(term.trim())?.[1];
    if (name === undefined) throw notModelled('this order search: only name:"…" terms joined by OR');
    return bare(name);
  });
  return { nodes: shop.orders.filter(({ name }) => wanted.includes(bare(name))).slice(0, first) };
}

function bare(name: string): string {
  return name.replace(/^#/, '').toLowerCase();
}

interface CustomerInput {
  readonly id?: string | null;
  readonly email?: string | null;
}

/**
 * Changes an address and nothing else. Messages as recorded in airhorns/shopify-draft-proxy, fixtures/conformance/…/
 * 2025-01/customers: customer-update-parity.json and customer-input-validation-parity.json.
 */
export function customerUpdate(_: unknown, { input }: { input: CustomerInput }, { shop }: ApiContext) {
  const { id, email, ...others } = input;
  const other = Object.keys(others)[0];
  if (other !== undefined) throw notModelled(`CustomerInput.${other}`);
  if (typeof email !== 'string') throw notModelled('customerUpdate without an address');
  const refused = (field: string, message: string) => ({
    customer: null,
    userErrors: [{ field: [field], message }],
  });

  const customer = shop.accounts.find(customerIdOf(id ?? ''));
  if (!customer) return refused('id', 'Customer does not exist');
  if (!parseEmailAddress(email).ok) return refused('email', 'Email is invalid');
  const owner = shop.findByEmail(email);
  if (owner && owner.id !== customer.id) return refused('email', 'Email has already been taken');
  customer.email = email;
  shop.webhooks.updated(customer);
  return { customer, userErrors: [] };
}

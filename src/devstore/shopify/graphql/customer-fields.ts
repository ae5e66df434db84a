import { GraphQLError } from 'graphql';
import { parseEmailAddress } from '../../../contracts/email-address.ts';
import type { Customer } from '../types.ts';
import { properties, type Model } from './model.ts';

/** `gid://shopify/Customer/1` */
export function customerGid({ id }: Pick<Customer, 'id'>): string {
  return `gid://shopify/Customer/${id}`;
}

/**
 * The number in a customer's global id; NaN, which is nobody's, for the id of something else.
 *
 * @throws {GraphQLError} when it is no global id, worded as recorded for literals (customer-merge-parity.json)
 */
export function customerIdOf(gid: string): number {
  const [, type, id] = /^gid:\/\/shopify\/([A-Za-z]+)\/([\w-]+)$/.exec(gid) ?? [];
  if (type === undefined) {
    throw new GraphQLError(`Invalid global id '${gid}'`, {
      extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' },
    });
  }
  return type === 'Customer' ? Number(id) : Number.NaN;
}

const orNull = (text: string) => (text === '' ? null : text);

/** What both APIs tell of a customer. */
const NAMES: Model['fields'][string] = {
  id: (customer: Customer) => customerGid(customer),
  email: (customer: Customer) => customer.email,
  firstName: (customer: Customer) => orNull(customer.firstName),
  lastName: (customer: Customer) => orNull(customer.lastName),
  displayName: ({ firstName, lastName, email }: Customer) =>
    orNull(`${firstName} ${lastName}`.trim()) ?? email,
};

export const storefrontCustomer: Model['fields'] = { Customer: NAMES };

export const adminCustomer: Model['fields'] = {
  Customer: {
    ...NAMES,
    ...properties('state', 'tags', 'locale'),
    legacyResourceId: (customer: Customer) => String(customer.id),
    defaultEmailAddress: (customer: Customer) => customer,
    validEmailAddress: (customer: Customer) => parseEmailAddress(customer.email).ok,
    // A customer can be deleted as long as there are no orders.
    canDelete: ({ id }: Customer, _args: unknown, { shop }) =>
      !shop.orders.some(({ customerId }) => customerId === id),
  },
  CustomerEmailAddress: {
    emailAddress: (customer: Customer) => customer.email,
    validFormat: (customer: Customer) => parseEmailAddress(customer.email).ok,
    marketingState: () => 'NOT_SUBSCRIBED',
  },
};

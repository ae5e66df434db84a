import { PEOPLE } from './seed.ts';

/** An order, as far as somebody who lost their mailbox is asked about one. */
export interface Order {
  /** `#1001` */
  readonly name: string;
  /** The number in the customer's global id; undefined for a guest's order. */
  readonly customerId: number | undefined;
  readonly shippingZip: string | undefined;
  readonly billingZip: string | undefined;
}

function order(number: number, customer: { readonly id: number } | undefined, zip: string): Order {
  return { name: `#${number}`, customerId: customer?.id, shippingZip: zip, billingZip: zip };
}

/** The orders of a fresh shop: of people in their own country, and one of a guest. */
export const ORDERS: readonly Order[] = [
  order(1001, PEOPLE.migrated, 'SW1A 1AA'),
  order(1002, PEOPLE.migratedNorwegian, '0150'),
  order(1003, PEOPLE.migratedGerman, '10115'),
  order(1004, PEOPLE.migratedFrench, '75001'),
  order(1005, PEOPLE.enabled, '90210-1234'),
  order(1006, PEOPLE.disabledAfterEnabled, '5003'),
  order(1007, undefined, '1050'),
];

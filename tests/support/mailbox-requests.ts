import type { MailboxField } from '../../src/contracts/mailbox-request.ts';
import { lookUpAnswer, type Answer, type FakeCustomer, type FakeShopify } from './fake-shopify.ts';
import { proxied, type PostOptions } from './service-under-test.ts';

export const ADA = 'gid://shopify/Customer/1';
export const OTHER = 'gid://shopify/Customer/2';
export const OLD = 'ada@old.example';
export const NEW = 'ada@new.example';

export const FIELDS: Readonly<Record<MailboxField, string>> = {
  orderNumber: '#1001',
  postcode: '0150',
  oldEmail: OLD,
  newEmail: NEW,
  message: 'My employer closed this mailbox.',
};

/** The form as an island posts it. */
export function mailboxPost(fields: unknown = FIELDS, options: PostOptions = {}): Request {
  return proxied('/proxy/mailbox-requests', {
    ...options,
    body: JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...options.headers },
  });
}

/** The form as a browser without JavaScript posts it. */
export function mailboxForm(fields: Readonly<Record<string, string>>, options: PostOptions = {}): Request {
  return proxied('/proxy/mailbox-requests', {
    ...options,
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html', ...options.headers },
  });
}

export interface FakeOrder {
  readonly name: string;
  readonly customer: string | null;
  readonly zip: string | null;
}

/** A shop that remembers the change of an address, as far as a review asks it. */
export interface FakeRecords {
  readonly customers: Map<string, FakeCustomer & { readonly id: string }>;
  orders: FakeOrder[];
  /** What the next change is answered with instead of being made; `then` lets it be made all the same. */
  nextChange: { readonly answer: Answer; readonly isMade: boolean } | undefined;
}

/** Ada at the old address with order #1001, unless a test says otherwise. */
export function fakeRecords(shopify: FakeShopify, state = 'DISABLED'): FakeRecords {
  const records: FakeRecords = {
    customers: new Map([[OLD, { id: ADA, state }]]),
    orders: [{ name: '#1001', customer: ADA, zip: 'N-0150' }],
    nextChange: undefined,
  };
  const entryOf = (id: unknown) => [...records.customers].find(([, customer]) => customer.id === id);

  shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer(records.customers.get(String(variables['emailAddress'])) ?? null),
  );
  shopify.on('FindOrders', () => ({
    json: {
      data: {
        orders: {
          nodes: records.orders.map(({ name, customer, zip }) => ({
            name,
            customer: customer === null ? null : { id: customer },
            shippingAddress: zip === null ? null : { zip },
            billingAddress: null,
          })),
        },
      },
    },
  }));
  shopify.on('ReadCustomer', ({ variables }) => {
    const found = entryOf(variables['id']);
    const customer =
      found === undefined
        ? null
        : {
            state: found[1].state,
            tags: found[1].tags ?? [],
            defaultEmailAddress: { emailAddress: found[0] },
          };
    return { json: { data: { customer } } };
  });
  shopify.on('ChangeCustomerEmail', ({ variables }) => {
    const given = records.nextChange;
    records.nextChange = undefined;
    const found = entryOf(variables['id']);
    if (found !== undefined && (given === undefined || given.isMade)) {
      records.customers.delete(found[0]);
      records.customers.set(String(variables['email']), found[1]);
    }
    return given?.answer ?? changeAnswer();
  });
  return records;
}

export function changeAnswer(message?: string): Answer {
  const userErrors = message === undefined ? [] : [{ field: ['email'], message }];
  return { json: { data: { customerUpdate: { userErrors } } } };
}

import { GraphQLError } from 'graphql';
import { accountSettings } from '../accounts-version.ts';
import { INVITE_PROBLEMS } from '../invites.ts';
import type { Customer } from '../types.ts';
import { adminCustomer, customerIdOf } from './customer-fields.ts';
import { searchCustomers } from './customer-search.ts';
import { emailInputProblem, type EmailInput } from './email-input.ts';
import { metafieldFields, metafieldsSet, UNMODELLED_METAFIELD_ARGUMENTS } from './metafield-model.ts';
import { customerUpdate, orderFields, orders, UNMODELLED_ORDER_ARGUMENTS } from './order-model.ts';
import { notModelled, properties, type ApiContext, type Model } from './model.ts';

interface Connection {
  readonly nodes: readonly Customer[];
  readonly before: boolean;
  readonly after: boolean;
}

/** The part of the Admin API 2026-10 that the local shop knows. */
export const adminModel: Model = {
  fields: {
    ...adminCustomer,
    ...orderFields,
    ...metafieldFields,
    QueryRoot: {
      currentAppInstallation: () => ({}),
      shop: (_: unknown, _args: unknown, { shop }) => shop,
      customer: (_: unknown, { id }: { id: string }, { shop }) => shop.accounts.find(customerIdOf(id)),
      customerByIdentifier,
      customers,
      orders,
    },
    Mutation: {
      customerSendAccountInviteEmail,
      customerGenerateAccountActivationUrl,
      customerUpdate,
      metafieldsSet,
    },
    Shop: {
      id: () => 'gid://shopify/Shop/1',
      name: (_: unknown, _args: unknown, { shop }) => shop.name,
      myshopifyDomain: (_: unknown, _args: unknown, { shop }) => shop.domain,
      customerAccountsV2: (_: unknown, _args: unknown, { shop }) => shop,
    },
    CustomerAccountsV2: {
      customerAccountsVersion: (_: unknown, _args: unknown, { shop }) => shop.quirks.accountsVersion,
      url: (_: unknown, _args: unknown, { shop }) => accountSettings(shop).url,
      loginLinksVisibleOnStorefrontAndCheckout: (_: unknown, _args: unknown, { shop }) =>
        accountSettings(shop).login_links_visible_on_storefront_and_checkout,
      loginRequiredAtCheckout: (_: unknown, _args: unknown, { shop }) =>
        accountSettings(shop).login_required_at_checkout,
    },
    CustomerConnection: {
      nodes: ({ nodes }: Connection) => nodes,
      edges: ({ nodes }: Connection) => nodes,
      pageInfo: (connection: Connection) => connection,
    },
    CustomerEdge: { node: (customer: Customer) => customer, cursor: cursorOf },
    PageInfo: {
      hasNextPage: ({ after }: Connection) => after,
      hasPreviousPage: ({ before }: Connection) => before,
      startCursor: ({ nodes }: Connection) => nodes.slice(0, 1).map(cursorOf)[0],
      endCursor: ({ nodes }: Connection) => nodes.slice(-1).map(cursorOf)[0],
    },
    CustomerSendAccountInviteEmailPayload: properties('customer', 'userErrors'),
    CustomerSendAccountInviteEmailUserError: properties('field', 'message', 'code'),
    CustomerGenerateAccountActivationUrlPayload: properties('accountActivationUrl', 'userErrors'),
    UserError: properties('field', 'message'),
  },
  unmodelledArguments: {
    'QueryRoot.customers': ['before', 'last', 'reverse', 'sortKey'],
    'AppInstallation.metafields': UNMODELLED_METAFIELD_ARGUMENTS,
    'QueryRoot.orders': UNMODELLED_ORDER_ARGUMENTS,
  },
};

interface Identifier {
  readonly id?: string;
  readonly emailAddress?: string;
}

function customerByIdentifier(_: unknown, { identifier }: { identifier: Identifier }, { shop }: ApiContext) {
  if (identifier.emailAddress !== undefined) return shop.findByEmail(identifier.emailAddress);
  if (identifier.id !== undefined) return shop.accounts.find(customerIdOf(identifier.id));
  throw notModelled('customerByIdentifier by phone number or custom id');
}

function customers(
  _: unknown,
  { first, after, query }: { first?: Maybe<number>; after?: Maybe<string>; query?: Maybe<string> },
  { shop }: ApiContext,
): Connection {
  if (isAbsent(first)) {
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } });
  }
  const found = searchCustomers(shop.customers, query ?? '');
  const start = isAbsent(after) ? 0 : found.findIndex((customer) => cursorOf(customer) === after) + 1;
  if (!isAbsent(after) && start === 0) {
    throw new GraphQLError('Invalid cursor for current pagination sort.', {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
  const end = start + Math.min(first, LONGEST_PAGE);
  return { nodes: found.slice(start, end), before: start > 0, after: end < found.length };
}

const LONGEST_PAGE = 250;

/** An argument can be left out or be null; both mean that there is none. */
type Maybe<Value> = Value | null | undefined;

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function cursorOf({ id }: Pick<Customer, 'id'>): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: id })).toString('base64');
}

interface InviteArguments {
  readonly customerId: string;
  readonly email?: Maybe<EmailInput>;
}

function customerSendAccountInviteEmail(_: unknown, args: InviteArguments, { shop }: ApiContext) {
  const refused = (field: readonly string[], message: string, code: 'INVALID' | null = 'INVALID') => ({
    customer: null,
    userErrors: [{ field, message, code }],
  });

  const email = args.email ?? {};
  if (!isAbsent(email.body)) throw notModelled('EmailInput.body');
  const customer = shop.accounts.find(customerIdOf(args.customerId));
  // The unknown customer is the one case whose code was recorded as null.
  if (!customer) return refused(['customerId'], INVITE_PROBLEMS.unknown, null);
  const inMail = emailInputProblem(email);
  if (inMail) return refused(inMail.field, inMail.message);
  const problem = shop.invites.send(customer.id, {
    subject: email.subject ?? undefined,
    to: email.to ?? undefined,
    customMessage: email.customMessage ?? undefined,
  });
  return problem === null ? { customer, userErrors: [] } : refused(['customerId'], problem);
}

function customerGenerateAccountActivationUrl(
  _: unknown,
  { customerId }: { customerId: string },
  { shop }: ApiContext,
) {
  const link = shop.invites.createLink(customerIdOf(customerId));
  return 'path' in link
    ? { accountActivationUrl: shop.origins.storefront + link.path, userErrors: [] }
    : { accountActivationUrl: null, userErrors: [{ field: ['customerId'], message: link.problem }] };
}

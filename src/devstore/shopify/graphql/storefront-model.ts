import { randomBytes } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { parseLink } from '../links.ts';
import type { AccountLinkKind } from '../types.ts';
import { customerIdOf, storefrontCustomer } from './customer-fields.ts';
import { payload, problems } from './customer-user-errors.ts';
import { notModelled, properties, type ApiContext, type Model } from './model.ts';

/**
 * The part of the Storefront API 2026-10 that the local shop knows. Shapes and messages are recorded in
 * airhorns/shopify-draft-proxy, fixtures/conformance/…/2026-04/storefront/storefront-customer-auth-lifecycle.json.
 */
export const storefrontModel: Model = {
  fields: {
    ...storefrontCustomer,
    QueryRoot: { shop: (_: unknown, _args: unknown, { shop }) => shop },
    Shop: { id: () => 'gid://shopify/Shop/1', name: (_: unknown, _args: unknown, { shop }) => shop.name },
    Mutation: {
      customerRecover,
      customerActivate: (_: unknown, args: ActivateArguments, context) =>
        setPassword(
          context,
          'activation',
          { ...args.input, id: args.id, token: args.input.activationToken },
          ['input'],
        ),
      customerReset: (_: unknown, args: ResetArguments, context) =>
        setPassword(context, 'reset', { ...args.input, id: args.id, token: args.input.resetToken }, [
          'input',
        ]),
      customerActivateByUrl: (_: unknown, args: { activationUrl: string; password: string }, context) =>
        setPasswordByUrl(context, 'activation', args.activationUrl, args.password),
      customerResetByUrl: (_: unknown, args: { resetUrl: string; password: string }, context) =>
        setPasswordByUrl(context, 'reset', args.resetUrl, args.password),
      customerAccessTokenCreate,
    },
    CustomerAccessToken: properties('accessToken', 'expiresAt'),
    CustomerUserError: properties('field', 'message', 'code'),
    UserError: properties('field', 'message'),
    CustomerRecoverPayload: properties('customerUserErrors', 'userErrors'),
    CustomerActivatePayload: properties(
      'customer',
      'customerAccessToken',
      'customerUserErrors',
      'userErrors',
    ),
    CustomerActivateByUrlPayload: properties('customer', 'customerAccessToken', 'customerUserErrors'),
    CustomerResetPayload: properties('customer', 'customerAccessToken', 'customerUserErrors', 'userErrors'),
    CustomerResetByUrlPayload: properties(
      'customer',
      'customerAccessToken',
      'customerUserErrors',
      'userErrors',
    ),
    CustomerAccessTokenCreatePayload: properties('customerAccessToken', 'customerUserErrors', 'userErrors'),
  },
  unmodelledArguments: {},
};

interface ActivateArguments {
  readonly id: string;
  readonly input: { readonly activationToken: string; readonly password: string };
}

interface ResetArguments {
  readonly id: string;
  readonly input: { readonly resetToken: string; readonly password: string };
}

function customerRecover(_: unknown, { email }: { email: string }, { shop, buyerIp }: ApiContext) {
  onLegacyAccountsOnly(shop, 'customerRecover');
  if (!shop.mayRecover(buyerIp)) {
    // The message is recorded; the code is one practitioner's word.
    throw new GraphQLError('Resetting password limit exceeded. Please try again later.', {
      extensions: { code: 'THROTTLED' },
    });
  }
  if (!shop.findByEmail(email)) {
    return payload({
      errors: [{ field: ['email'], message: 'Could not find customer', code: 'UNIDENTIFIED_CUSTOMER' }],
    });
  }
  shop.accounts.recover(email);
  return payload({});
}

interface LinkPassword {
  readonly id: string;
  readonly token: string;
  readonly password: string;
}

function setPassword(
  { shop }: ApiContext,
  kind: AccountLinkKind,
  { id, token, password }: LinkPassword,
  field: readonly string[],
) {
  onLegacyAccountsOnly(shop, kind === 'activation' ? 'customerActivate' : 'customerReset');
  const customerId = customerIdOf(id);
  const customer = shop.accounts.find(customerId);
  if (!customer) throw unidentified();
  if (kind === 'activation' && customer.state === 'ENABLED') {
    return payload({
      errors: [{ field: null, message: 'Customer already enabled', code: 'ALREADY_ENABLED' }],
    });
  }
  const { accounts } = shop;
  const outcome =
    kind === 'activation'
      ? accounts.activate(customerId, token, password, password)
      : accounts.reset(customerId, token, password, password);
  return outcome.kind === 'done'
    ? payload({ customer: outcome.customer, customerAccessToken: accessToken(shop) })
    : payload({ errors: problems(kind, outcome, field) });
}

function setPasswordByUrl(context: ApiContext, kind: AccountLinkKind, url: string, password: string) {
  const link = parseLink(url);
  if (link?.kind !== kind) throw unidentified();
  const { customerId, token } = link;
  const target = { id: `gid://shopify/Customer/${customerId}`, token, password };
  return setPassword(context, kind, target, [kind === 'activation' ? 'activationUrl' : 'resetUrl']);
}

function customerAccessTokenCreate(
  _: unknown,
  { input }: { input: { email: string; password: string } },
  { shop }: ApiContext,
) {
  onLegacyAccountsOnly(shop, 'customerAccessTokenCreate');
  return shop.accounts.signIn(input.email, input.password).kind === 'done'
    ? payload({ customerAccessToken: accessToken(shop) })
    : payload({ errors: [{ field: null, message: 'Unidentified customer', code: 'UNIDENTIFIED_CUSTOMER' }] });
}

/** What these mutations do on customer accounts was never recorded: a refusal is better than an invention. */
function onLegacyAccountsOnly(shop: ApiContext['shop'], mutation: string): void {
  if (shop.quirks.accountsVersion !== 'CLASSIC')
    throw notModelled(`Mutation.${mutation} on customer accounts`);
}

function unidentified(): GraphQLError {
  return new GraphQLError('Unidentified customer', { extensions: { code: 'NOT_FOUND' } });
}

/** Recorded: issued 2026-07-15, expires 2026-08-26. */
const TOKEN_LIFETIME_MS = 42 * 24 * 60 * 60_000;

function accessToken({ clock }: ApiContext['shop']) {
  const expiresAt = new Date(clock.now() + TOKEN_LIFETIME_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  return { accessToken: randomBytes(16).toString('hex'), expiresAt };
}

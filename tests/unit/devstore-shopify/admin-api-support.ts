import { createAdminApi } from '../../../src/devstore/shopify/admin-api.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { graphqlClient, openShop } from './support.ts';

export const TOKEN = 'admin token';
export const PATH = '/admin/api/2026-10/graphql.json';

/** A shop with its Admin API, and somebody who has its token. */
export function open(quirks: Partial<Quirks> = {}) {
  const { shop, clock } = openShop(quirks);
  const handle = createAdminApi(shop, { accessToken: TOKEN });
  const ask = graphqlClient(handle, PATH, { 'x-shopify-access-token': TOKEN });
  return { shop, clock, handle, ask };
}

export const INVITE = `mutation Invite($id: ID!, $email: EmailInput) {
  customerSendAccountInviteEmail(customerId: $id, email: $email) {
    customer { id state }
    userErrors { field message code }
  }
}`;
export const ACTIVATION_URL = `mutation Link($id: ID!) {
  customerGenerateAccountActivationUrl(customerId: $id) { accountActivationUrl userErrors { field message } }
}`;
export const BY_ADDRESS = `query Find($address: String!) {
  customerByIdentifier(identifier: { emailAddress: $address }) { id email state tags locale }
}`;

/**
 * Admin API, scope write_customers. Without `email`, so that Shopify takes the merchant's own template and
 * sender. Documented to work on legacy customer accounts only.
 */
export const SEND_ACCOUNT_INVITE = `#graphql
  mutation SendAccountInvite($customerId: ID!) {
    customerSendAccountInviteEmail(customerId: $customerId) {
      customer {
        id
        state
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export interface SendAccountInviteData {
  readonly customerSendAccountInviteEmail: {
    readonly customer: { readonly id: string; readonly state: string } | null;
    readonly userErrors: readonly {
      readonly field: readonly string[] | null;
      readonly message: string;
      readonly code: string | null;
    }[];
  } | null;
}

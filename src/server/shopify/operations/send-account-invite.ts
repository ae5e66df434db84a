/**
 * Admin API, scope write_customers. Without `email`, so that Shopify takes the merchant's own template and
 * sender. Documented to work on legacy customer accounts only. Asks for no field of the customer: one that this
 * app may not read would fail beside a mail that went out.
 */
export const SEND_ACCOUNT_INVITE = `#graphql
  mutation SendAccountInvite($customerId: ID!) {
    customerSendAccountInviteEmail(customerId: $customerId) {
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export interface SendAccountInviteData {
  readonly customerSendAccountInviteEmail?: {
    readonly userErrors?: readonly {
      readonly field: readonly string[] | null;
      readonly message: string;
      readonly code: string | null;
    }[];
  } | null;
}

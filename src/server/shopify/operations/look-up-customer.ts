/** Admin API, scope read_customers. No match is null without an error. */
export const LOOK_UP_CUSTOMER = `#graphql
  query LookUpCustomer($emailAddress: String!) {
    shop {
      customerAccountsV2 {
        customerAccountsVersion
      }
    }
    customerByIdentifier(identifier: { emailAddress: $emailAddress }) {
      id
      state
      tags
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface LookUpCustomerData {
  readonly shop?: {
    readonly customerAccountsV2?: { readonly customerAccountsVersion?: string } | null;
  } | null;
  readonly customerByIdentifier?: {
    readonly id?: string;
    readonly state?: string;
    readonly tags?: readonly string[];
  } | null;
}

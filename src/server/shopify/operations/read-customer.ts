/** Admin API, scope read_customers; the address is protected customer data of level 2. */
export const READ_CUSTOMER = `#graphql
  query ReadCustomer($id: ID!) {
    customer(id: $id) {
      state
      tags
      defaultEmailAddress {
        emailAddress
      }
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface ReadCustomerData {
  readonly customer?: {
    readonly state?: string;
    readonly tags?: readonly string[];
    readonly defaultEmailAddress?: { readonly emailAddress?: string } | null;
  } | null;
}

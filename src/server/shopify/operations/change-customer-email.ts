/**
 * Admin API, scope write_customers. Asks for no field of the customer: one that this app may not read would fail
 * beside a change that was made.
 */
export const CHANGE_CUSTOMER_EMAIL = `#graphql
  mutation ChangeCustomerEmail($id: ID!, $email: String!) {
    customerUpdate(input: { id: $id, email: $email }) {
      userErrors {
        field
        message
      }
    }
  }
`;

export interface ChangeCustomerEmailData {
  readonly customerUpdate?: {
    readonly userErrors?: readonly { readonly field: readonly string[] | null; readonly message: string }[];
  } | null;
}

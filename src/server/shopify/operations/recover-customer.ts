/** Storefront API: the password-reset mail, which the Admin API cannot send. */
export const RECOVER_CUSTOMER = `#graphql
  mutation RecoverCustomer($email: String!) {
    customerRecover(email: $email) {
      customerUserErrors {
        code
        field
        message
      }
    }
  }
`;

export interface RecoverCustomerData {
  readonly customerRecover?: {
    readonly customerUserErrors?: readonly {
      readonly code: string | null;
      readonly field: readonly string[] | null;
      readonly message: string;
    }[];
  } | null;
}

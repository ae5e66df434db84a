/** Admin API, scope read_customers. No address is asked for, so that it needs no access to protected data of level 2. */
export const LIST_CUSTOMERS = `#graphql
  query ListCustomers($first: Int!, $after: String) {
    shop {
      customerAccountsV2 {
        customerAccountsVersion
      }
    }
    customers(first: $first, after: $after) {
      nodes {
        id
        state
        tags
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface ListCustomersData {
  readonly shop?: {
    readonly customerAccountsV2?: { readonly customerAccountsVersion?: string } | null;
  } | null;
  readonly customers?: {
    readonly nodes?: readonly {
      readonly id?: string;
      readonly state?: string;
      readonly tags?: readonly string[];
    }[];
    readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
  } | null;
}

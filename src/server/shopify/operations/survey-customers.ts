/**
 * Admin API, scope read_customers. With addresses it needs access to protected data of level 2 (email), which looking a
 * shopper up needs as well; without them, level 1.
 */
export const SURVEY_CUSTOMERS = `#graphql
  query SurveyCustomers($first: Int!, $after: String, $withAddresses: Boolean!) {
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
        locale
        defaultEmailAddress @include(if: $withAddresses) {
          emailAddress
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface SurveyCustomersData {
  readonly shop?: {
    readonly customerAccountsV2?: { readonly customerAccountsVersion?: string } | null;
  } | null;
  readonly customers?: {
    readonly nodes?: readonly {
      readonly id?: string;
      readonly state?: string;
      readonly tags?: readonly string[];
      readonly locale?: string;
      readonly defaultEmailAddress?: { readonly emailAddress?: string } | null;
    }[];
    readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
  } | null;
}

/**
 * Admin API, scope read_orders; addresses are protected customer data of level 2. Shopify shows orders of the last 60
 * days only, unless it granted read_all_orders.
 */
export const FIND_ORDERS = `#graphql
  query FindOrders($query: String!) {
    orders(first: 5, query: $query) {
      nodes {
        name
        customer {
          id
        }
        shippingAddress {
          zip
        }
        billingAddress {
          zip
        }
      }
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface FindOrdersData {
  readonly orders?: {
    readonly nodes?: readonly {
      readonly name?: string;
      readonly customer?: { readonly id?: string } | null;
      readonly shippingAddress?: { readonly zip?: string | null } | null;
      readonly billingAddress?: { readonly zip?: string | null } | null;
    }[];
  } | null;
}

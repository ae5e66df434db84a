/**
 * Admin API: app-data metafields, which only this app can write and which need no scope. Both are written or neither.
 * https://shopify.dev/docs/apps/build/custom-data/ownership#app-data-metafields
 */
export const MIRROR_ACCOUNTS = `#graphql
  mutation MirrorAccounts($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export interface MirrorAccountsData {
  readonly metafieldsSet?: {
    readonly userErrors?: readonly {
      readonly field: readonly string[] | null;
      readonly message: string;
      readonly code: string | null;
    }[];
  } | null;
}

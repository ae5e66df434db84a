/** Admin API. Neither part needs a scope: the shop's settings, and what the app itself keeps in its own installation. */
export const READ_ACCOUNTS = `#graphql
  query ReadAccounts($namespace: String!, $codes: String!, $version: String!) {
    shop {
      customerAccountsV2 {
        customerAccountsVersion
      }
    }
    currentAppInstallation {
      id
      codes: metafield(namespace: $namespace, key: $codes) {
        value
      }
      version: metafield(namespace: $namespace, key: $version) {
        value
      }
    }
  }
`;

/** As far as it came: an outage can leave out anything. */
export interface ReadAccountsData {
  readonly shop?: {
    readonly customerAccountsV2?: { readonly customerAccountsVersion?: string } | null;
  } | null;
  readonly currentAppInstallation?: {
    readonly id?: string;
    readonly codes?: { readonly value?: string } | null;
    readonly version?: { readonly value?: string } | null;
  } | null;
}

/** A shop that installed the app, with what its APIs are called with. */
export interface Shop {
  readonly domain: string;
  /** `https://shop-name.myshopify.com`, or a local shop. */
  readonly origin: string;
  readonly adminToken: string;
  readonly storefrontToken: string;
}

/** The shops this app serves. */
export interface Shops {
  find(domain: string): Promise<Shop | undefined>;
}

/** A single shop, as the environment names it; a table of installed shops takes its place behind the same port. */
export function onlyShop(shop: Shop): Shops {
  return { find: async (domain) => (domain === shop.domain ? shop : undefined) };
}

import { ok, refused } from '../../contracts/result.ts';
import type { Answered } from '../domain/ports.ts';

/** A shop with what its APIs are called with. */
export interface Shop {
  readonly domain: string;
  /** `https://shop-name.myshopify.com`, or a local shop. */
  readonly origin: string;
  readonly adminToken: string;
  /** Private token of the Storefront API. */
  readonly storefrontToken: string;
}

/** The shops this app serves. */
export interface Shops {
  /**
   * Is what shoppers of this shop ask for taken? For every proxied request, so it costs next to nothing.
   *
   * @throws Error where that cannot be found out now
   */
  readonly serves: (domain: string) => Promise<boolean>;
  /**
   * The shop with tokens that can be used now.
   *
   * @returns `shop-unknown`, `needs-reconnect`, or what kept the tokens from being renewed, and when to ask again
   */
  access(domain: string): Promise<Answered<Shop>>;
}

/** A single shop with tokens that do not expire, as the environment names it: a merchant's own custom app. */
export function onlyShop(shop: Shop): Shops {
  return {
    serves: async (domain) => domain === shop.domain,
    access: async (domain) => (domain === shop.domain ? ok(shop) : refused('shop-unknown')),
  };
}

import { hostedTexts } from '../hosted/texts.ts';
import { toShopifyJson } from '../liquid/json.ts';
import type { LocalShop } from '../shopify/types.ts';
import { systemTexts } from './system-texts.ts';
import type { Visit } from './visit.ts';

/** Where the CDN has the script of Shopify's own element. */
export const SHOPIFY_ACCOUNT_PATH = '/cdn/shopifycloud/account/shopify-account.js';

/** What Shopify puts into the head of a page that has a `<shopify-account>`. How it gets there is not documented. */
export function shopifyAccountTags({ quirks, origins }: LocalShop, visit: Visit): string {
  const { root, url, customer, locale } = visit;
  const { signIn, orders, profile, signOut } = hostedTexts(locale).texts;
  const hasCodes = quirks.accountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  const query = new URLSearchParams({ return_to: url.pathname });
  const name = customer === undefined ? '' : `${customer.firstName} ${customer.lastName}`.trim();
  const data = {
    hasCodes,
    customer:
      customer === undefined
        ? null
        : { name: name || customer.email, initial: (name || customer.email).slice(0, 1).toUpperCase() },
    texts: { account: systemTexts(locale).titles.account, signIn, orders, profile, signOut },
    links: {
      signIn: hasCodes
        ? `${root}/customer_authentication/login?${query.toString()}`
        : `${root}/account/login`,
      orders: `${root}/account`,
      profile: `${root}/account/profile`,
      signOut: `${root}/account/logout`,
    },
  };
  return [
    `<script type="application/json" id="shopify-account-data">${toShopifyJson(data)}</script>`,
    `<script type="module" src="${origins.cdn}${SHOPIFY_ACCOUNT_PATH}"></script>`,
  ].join('\n');
}

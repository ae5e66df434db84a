/**
 * Every table with rows of a shop, with the column that says whose, in the order in which they go when Shopify asks for
 * the shop to be forgotten. A test holds this against the database: a table that is missing here fails it.
 */
export const TABLES_OF_SHOPS: Readonly<Record<string, string>> = {
  parked_request: 'shop',
  access_request: 'shop',
  mailbox_request: 'shop',
  mailbox_request_event: 'shop',
  customer_history: 'shop',
  block_entry: 'shop',
  ledger_rebuild: 'shop',
  privacy_request: 'shop',
  mail_pace: 'shop',
  shopify_gate: 'shop',
  shop_accounts: 'shop',
  shop: 'domain',
  webhook_delivery: 'shop',
};

/**
 * Tables that know a shop by its keyed hash only, and which of their rows are its; `$1` is the hash in base64url. They
 * run out by themselves within days, and are emptied all the same.
 */
export const COUNTS_OF_SHOPS: Readonly<Record<string, string>> = {
  // First: what is closed here is noted there.
  rate_limit: "split_part(key, ':', 3) = $1",
  shop_hour: 'shop = $1',
};

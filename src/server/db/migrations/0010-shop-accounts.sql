-- Which kind of customer accounts a shop has, as far as it is known: the latest news, and who brought it.
CREATE TABLE shop_accounts (
  shop text PRIMARY KEY,
  -- What the job that asks Shopify knows the shop by.
  id uuid NOT NULL UNIQUE,
  -- None: not known yet, which counts as passwords.
  version text CHECK (version IN ('CLASSIC', 'NEW_CUSTOMER_ACCOUNTS')),
  -- When it was so, as Shopify says in a webhook, or when Shopify was asked.
  happened_at timestamptz,
  told_by text CHECK (told_by IN ('webhook', 'look-up', 'check')),
  -- What the metafields that Liquid reads are known to say.
  mirrored text CHECK (mirrored IN ('CLASSIC', 'NEW_CUSTOMER_ACCOUNTS')),
  CHECK ((version IS NULL) = (happened_at IS NULL) AND (version IS NULL) = (told_by IS NULL))
);

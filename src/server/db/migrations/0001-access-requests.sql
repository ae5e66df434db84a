-- A request to be let into an account, from the moment it was accepted.
CREATE TABLE access_request (
  id uuid PRIMARY KEY,
  shop text NOT NULL,
  address_hash bytea NOT NULL,
  address_cipher bytea NOT NULL,
  locale text NOT NULL,
  received_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('mail', 'no-mail', 'repeat', 'failed')),
  reason text,
  mail text CHECK (mail IN ('invite', 'reset', 'none')),
  customer_id text,
  decided_at timestamptz,
  mail_state text CHECK (mail_state IN ('due', 'sending', 'unknown', 'sent', 'refused', 'given-up')),
  mail_why text,
  mail_state_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((mail_state IS NULL) = (mail_state_at IS NULL)),
  CHECK (mail_state IS NULL OR decision = 'mail')
);

-- "Is a mail for this customer on its way already?"
CREATE INDEX access_request_mail_of_customer ON access_request (shop, customer_id, mail_state_at)
  WHERE mail_state IS NOT NULL;

-- Customers this app saw ENABLED: one of them DISABLED later was shut out by the merchant.
CREATE TABLE customer_history (
  shop text NOT NULL,
  customer_id text NOT NULL,
  seen_enabled_at timestamptz NOT NULL,
  PRIMARY KEY (shop, customer_id)
);

-- How often something was asked in a window. Unlogged: a crash may forget counts, and counting must not cost a
-- flush. Room in each page keeps the updates of a busy key there.
CREATE UNLOGGED TABLE rate_limit (
  key text PRIMARY KEY,
  window_ends bigint NOT NULL,
  points integer NOT NULL
) WITH (fillfactor = 50);

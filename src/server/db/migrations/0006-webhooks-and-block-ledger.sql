-- A webhook of Shopify, once for each delivery id: what it told, without any address.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY,
  shop text NOT NULL,
  -- X-Shopify-Webhook-Id: the same for every attempt to deliver it.
  delivery_id text NOT NULL,
  topic text NOT NULL,
  -- When it happened, as Shopify says; when it came, where Shopify does not say.
  happened_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  customer_id text,
  -- Keyed hash of the address that a compliance webhook names.
  address_hash bytea,
  event jsonb NOT NULL,
  done_at timestamptz,
  UNIQUE (shop, delivery_id)
);

-- "Is this customer deleted?", and what goes when the customer is erased.
CREATE INDEX webhook_delivery_customer ON webhook_delivery (shop, customer_id) WHERE customer_id IS NOT NULL;

-- The block ledger's history: what told that a customer was enabled, and when they were disabled after it.
ALTER TABLE customer_history
  ADD COLUMN told_by text NOT NULL DEFAULT 'look-up'
    CHECK (told_by IN ('look-up', 'webhook', 'rebuild', 'disabling')),
  ADD COLUMN disabled_at timestamptz;

-- Whom the merchant blocks by hand. Only a keyed hash: the list can be asked, not read.
CREATE TABLE block_entry (
  shop text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('customer', 'address')),
  hash bytea NOT NULL,
  blocked_at timestamptz NOT NULL,
  blocked_by text NOT NULL,
  PRIMARY KEY (shop, hash)
);

-- How far the reading of all customers has come: a page is noted in the transaction that moves the cursor.
CREATE TABLE ledger_rebuild (
  id uuid NOT NULL UNIQUE,
  shop text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'done', 'given-up')),
  cursor text,
  customers integer NOT NULL DEFAULT 0,
  enabled integer NOT NULL DEFAULT 0,
  tagged integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What Shopify asked for by law, and that it was done. After an erasure nothing of the customer is in it.
CREATE TABLE privacy_request (
  id uuid PRIMARY KEY,
  shop text NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('export', 'erasure')),
  received_at timestamptz NOT NULL,
  done_at timestamptz NOT NULL,
  -- How many rows of each table there were.
  counts jsonb NOT NULL,
  -- An export, for the merchant to hand on.
  export_cipher bytea,
  customer_id text,
  address_hash bytea,
  UNIQUE (shop, reference),
  CHECK ((kind = 'export') = (export_cipher IS NOT NULL)),
  CHECK (kind = 'export' OR (customer_id IS NULL AND address_hash IS NULL))
);

-- What a decision was made on: states, dates and rules, no address.
ALTER TABLE access_request ADD COLUMN facts jsonb;

-- "Whom did the shop turn away lately?"
CREATE INDEX access_request_blocked ON access_request (shop, id)
  WHERE reason LIKE 'blocked-%' OR mail_why LIKE 'blocked-%';

-- The audit log knows whose it is, and may be deleted with the shop and for no other reason.
ALTER TABLE mailbox_request_event ADD COLUMN shop text;

CREATE OR REPLACE FUNCTION mailbox_request_event_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF TG_OP = 'DELETE' AND OLD.shop = current_setting('latchkey.erased_shop', true) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the audit log is only ever added to';
  END $$;

ALTER TABLE mailbox_request_event DISABLE TRIGGER mailbox_request_event_stays;
-- Lines of requests that are gone belong to the one shop that there was.
UPDATE mailbox_request_event AS event SET shop = coalesce(
  (SELECT shop FROM mailbox_request WHERE id = event.request_id),
  (SELECT min(shop) FROM access_request HAVING count(DISTINCT shop) = 1));
ALTER TABLE mailbox_request_event ENABLE TRIGGER mailbox_request_event_stays;

CREATE INDEX mailbox_request_event_shop ON mailbox_request_event (shop);

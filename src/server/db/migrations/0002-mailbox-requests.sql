-- A request of a shopper who cannot open their mailbox, for the merchant to look at.
CREATE TABLE mailbox_request (
  id uuid PRIMARY KEY,
  shop text NOT NULL,
  reference text NOT NULL,
  old_address_hash bytea NOT NULL,
  -- Everything the shopper typed.
  cipher bytea NOT NULL,
  locale text NOT NULL,
  received_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'received'
    CHECK (state IN ('received', 'matched', 'waiting', 'approved', 'refused', 'expired')),
  state_at timestamptz NOT NULL,
  -- What the match found, for the merchant's eyes only.
  facts jsonb,
  customer_id text,
  wait_until timestamptz,
  -- The mail to the old address, as it is to be sent.
  notice_cipher bytea,
  -- Once approved: the change of the customer's address, and the mail that follows it.
  address_state text CHECK (address_state IN ('due', 'changing', 'changed', 'refused')),
  address_why text,
  access_request_id uuid,
  UNIQUE (shop, reference),
  CHECK ((state IN ('received', 'refused', 'expired')) OR facts IS NOT NULL),
  CHECK ((state = 'approved') = (address_state IS NOT NULL) OR state = 'refused'),
  CHECK ((address_state = 'changed') = (access_request_id IS NOT NULL) OR address_state IS NULL)
);

-- The merchant's queue, oldest first.
CREATE INDEX mailbox_request_queue ON mailbox_request (shop, state, received_at);

-- "Does anybody else ask for this account?"
CREATE INDEX mailbox_request_same_account ON mailbox_request (shop, old_address_hash);

-- Who did what, when. Holds nothing personal of a shopper, and outlives the request.
CREATE TABLE mailbox_request_event (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL,
  reference text NOT NULL,
  at timestamptz NOT NULL,
  who text NOT NULL,
  what text NOT NULL,
  note text
);

CREATE INDEX mailbox_request_event_of ON mailbox_request_event (request_id, number);

CREATE FUNCTION mailbox_request_event_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$;

CREATE TRIGGER mailbox_request_event_stays BEFORE UPDATE OR DELETE ON mailbox_request_event
  FOR EACH ROW EXECUTE FUNCTION mailbox_request_event_stays();

-- A mail that the merchant has decided on: what would be up for review is no more.
ALTER TABLE access_request ADD COLUMN approved boolean NOT NULL DEFAULT false;

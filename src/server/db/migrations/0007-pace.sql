-- Whom a mail is for: a shopper who waits for it, or many customers at once. And the turn it was promised.
ALTER TABLE access_request ADD COLUMN lane text NOT NULL DEFAULT 'self-service'
  CHECK (lane IN ('self-service', 'bulk'));
ALTER TABLE access_request ADD COLUMN turn_at timestamptz;

-- One state more: a mail that may be out and is not repeated.
ALTER TABLE access_request DROP CONSTRAINT access_request_mail_state_check;
ALTER TABLE access_request ADD CONSTRAINT access_request_mail_state_check
  CHECK (mail_state IN ('due', 'sending', 'unknown', 'sent', 'perhaps-sent', 'refused', 'given-up'));

-- When mails of a kind were sent and may be sent next. Logged: a crash that forgot it would let a burst through.
-- `whose` is empty for the whole shop, or the keyed hash of a shopper's network.
CREATE TABLE mail_pace (
  shop text NOT NULL,
  mail text NOT NULL CHECK (mail IN ('invite', 'reset')),
  whose text NOT NULL,
  promised timestamptz[] NOT NULL DEFAULT '{}',
  taken timestamptz[] NOT NULL DEFAULT '{}',
  -- What Shopify's last refusal taught, until it has crept up to the configured count again.
  learned integer,
  learned_at timestamptz,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (shop, mail, whose)
) WITH (fillfactor = 50);

CREATE INDEX mail_pace_changed ON mail_pace (changed_at);

-- How an API of Shopify answers lately. Unlogged: after a crash everything counts as well, and a few calls teach anew.
CREATE UNLOGGED TABLE shopify_gate (
  shop text NOT NULL,
  dependency text NOT NULL CHECK (dependency IN ('admin', 'storefront')),
  -- Failures in a row, and since when.
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  -- Open: calls are held back, but for one from `probe_at` on.
  open_since timestamptz,
  probe_at timestamptz,
  -- What Retry-After said.
  held_until timestamptz,
  -- The points of the Admin API as last told, where they were few.
  points double precision,
  points_at timestamptz,
  points_most double precision,
  points_per_second double precision,
  PRIMARY KEY (shop, dependency)
) WITH (fillfactor = 50);

-- A shop that installed the app. Custom-app mode has none: its tokens are in the environment.
CREATE TABLE shop (
  domain text PRIMARY KEY CHECK (domain ~ '^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$'),
  state text NOT NULL CHECK (state IN ('installed', 'needs-reconnect', 'uninstalled')),
  state_at timestamptz NOT NULL,
  -- When a merchant last opened the app and tokens were stored: a word of an uninstallation before that is old news.
  connected_at timestamptz NOT NULL,
  scopes text NOT NULL,
  -- Admin and refresh token, and which key of the ring they are sealed with.
  sealed bytea,
  key_id text,
  -- None: does not expire.
  access_expires_at timestamptz,
  refresh_expires_at timestamptz,
  renewed_at timestamptz,
  -- What is to be done after a connection is not done yet.
  follow_up_due boolean NOT NULL,
  CHECK ((state = 'uninstalled') = (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (key_id IS NULL) AND (sealed IS NULL) = (renewed_at IS NULL))
);

-- A request whose job ended because its shop needs to be reconnected; it gets a new job then. Ids only.
CREATE TABLE parked_request (
  queue text NOT NULL,
  request_id uuid NOT NULL,
  shop text NOT NULL,
  PRIMARY KEY (shop, queue, request_id)
);

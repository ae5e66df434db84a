-- Whose mailboxes a domain has, as DNS said lately. The domain is a keyed hash: one of somebody's own can be as good as
-- their name. Unlogged: a crash may forget all of it, and keeping it must not cost a flush.
CREATE UNLOGGED TABLE mail_domain (
  domain_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('provider', 'gateway', 'no-mail', 'unknown')),
  -- The provider's or gateway's id in the provider data.
  id text,
  expires_at timestamptz NOT NULL,
  CHECK ((kind IN ('provider', 'gateway')) = (id IS NOT NULL))
);

-- "What is over and can go?"
CREATE INDEX mail_domain_expiry ON mail_domain (expires_at);

-- How many addresses a network asked for that nobody else had asked for in their hour.
ALTER TABLE rate_limit ADD COLUMN new_addresses integer NOT NULL DEFAULT 0;

-- How many way-in requests a shop had in each hour of the last week: what is usual for it.
CREATE TABLE shop_hour (
  -- A keyed hash, as in the keys of rate_limit.
  shop text NOT NULL,
  -- Seconds since the Unix epoch.
  hour_ends bigint NOT NULL,
  requests integer NOT NULL,
  PRIMARY KEY (shop, hour_ends)
);

-- "Which hours are too old to tell what is usual?"
CREATE INDEX shop_hour_age ON shop_hour (hour_ends);

-- Proofs of work that were handed in, until their challenge is over: each counts once.
CREATE TABLE used_proof (
  -- The random number of the challenge.
  nonce bytea PRIMARY KEY,
  expires_at bigint NOT NULL
);

CREATE INDEX used_proof_expiry ON used_proof (expires_at);

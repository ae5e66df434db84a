-- What staff look a shopper's requests up by: the ten signs of the conversation's reference, without its letter.
-- A request that follows a merchant's decision has none.
ALTER TABLE access_request ADD COLUMN reference text;

CREATE INDEX access_request_reference ON access_request (shop, reference) WHERE reference IS NOT NULL;

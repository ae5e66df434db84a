-- How often Shopify refused a request's mail as one too many: its first refusal teaches the pace, and each makes its
-- next try later. An address that Shopify refuses in the same words, as one of no real domain, must not slow a shop.
ALTER TABLE access_request ADD COLUMN refusals integer NOT NULL DEFAULT 0;

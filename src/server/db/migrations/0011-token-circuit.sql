-- One dependency more: the endpoint that gives a shop's tokens.
ALTER TABLE shopify_gate DROP CONSTRAINT shopify_gate_dependency_check;
ALTER TABLE shopify_gate ADD CONSTRAINT shopify_gate_dependency_check
  CHECK (dependency IN ('admin', 'storefront', 'tokens'));

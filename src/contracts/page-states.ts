/**
 * What a page can be saying to the shopper. One vocabulary for Liquid, islands, server and tests:
 * nothing else in the product may name a state of its own.
 */
export const PAGE_STATES = [
  'ask-address',
  'check-inbox',
  'link-landing',
  'set-password',
  'done',
  'link-expired',
  'link-used',
  'link-superseded',
  'already-active',
  'throttled',
  'needs-review',
  'no-mailbox',
  'service-degraded',
  'sign-in-with-code',
] as const;

export type PageState = (typeof PAGE_STATES)[number];

import type { ReferenceState } from '../../contracts/reference.ts';
import { LEDGER } from '../domain/request-ledger.ts';
import type { FoundRequest, MailWhy } from '../domain/support-ports.ts';

/** What the letter of a reference means. Where nothing was kept, this is all there is. */
export const SEEN: Readonly<Record<ReferenceState, string>> = {
  'check-inbox': 'C: the shopper was told to check their inbox. The request was kept.',
  throttled:
    'W: the shopper was told to wait, because of too many requests for one address or from one network. That request was not kept.',
  'service-degraded':
    'F: the shopper was told that we could not take the request, or its answer was lost. It may have been kept all the same.',
  'needs-review': 'R: the shopper was told that staff will look at their request.',
};

export const REASONS: Readonly<Record<NonNullable<FoundRequest['reason']> | MailWhy, string>> = {
  'codes-not-passwords': 'the shop signs customers in with codes',
  'unknown-address': 'there is no account at the address that was typed',
  'never-activated': 'the account has never been activated',
  invited: 'the account was invited and has not been activated',
  enabled: 'the account is active',
  declined: 'the customer declined an invite, and the shop invites them all the same',
  'declined-review': 'the customer declined an invite, so staff have to decide',
  'history-review': 'the account is disabled and nothing is known of it, so staff have to decide',
  'blocked-by-list': 'the customer is on the shop’s block list',
  'blocked-by-tag': 'the customer is blocked by a tag',
  'blocked-by-disabling': 'the shop disabled the account after it had been active',
  'gave-up': 'Shopify could not be asked for more than a day',
  'already-enabled': 'the account became active meanwhile',
  'customer-gone': 'the customer does not exist any more',
  'shopify-refused': 'Shopify refused',
  'shop-unknown': 'the app does not know the shop',
  'needs-reconnect': 'the shop has to be connected again: somebody has to open the app in its admin',
  unreachable: 'Shopify could not be reached',
  'cut-off': 'the connection to Shopify broke',
  throttled: 'Shopify had too many questions to answer',
  unauthorized: 'Shopify did not let the app do this',
  'http-error': 'Shopify had a problem',
  'not-json': 'Shopify’s answer could not be read',
  'graphql-error': 'Shopify had a problem with the question',
  'state-unknown': 'Shopify did not say in which state the account is',
  limited: 'Shopify’s limit for such mails was reached',
  'waits-for-turn': 'mails like it are sent one after the other, as quickly as Shopify allows',
  'circuit-open': 'Shopify did not answer lately',
  'answer-lost': 'Shopify’s answer was lost',
};

/** @returns which mail was decided on and why, in words */
export function decisionOf({ decision, mail, reason }: FoundRequest): string {
  if (decision === undefined) return LEDGER.undecided.words;
  if (decision === 'repeat') return LEDGER.repeat.words;
  const what = mail === 'invite' ? 'invite' : mail === 'reset' ? 'password reset' : 'no mail';
  return reason === undefined ? what : `${what}, because ${REASONS[reason]}`;
}

import type { Known, MailboxStep, StoredMailboxRequest } from '../domain/mailbox-ports.ts';
import type { ReviewProblem } from '../domain/review-mailbox-request.ts';

export const USAGE = `Requests of shoppers who cannot open their old mailbox, and the reference numbers of all others.

  npm run review -- list [--all]
  npm run review -- show REFERENCE
  npm run review -- approve REFERENCE [--now] [--despite-facts] [--reason TEXT]
  npm run review -- refuse REFERENCE [--reason TEXT]
  npm run review -- find REFERENCE
  npm run review -- attempts
  npm run review -- block ADDRESS_OR_CUSTOMER_NUMBER
  npm run review -- unblock ADDRESS_OR_CUSTOMER_NUMBER
  npm run review -- blocked
  npm run review -- rebuild
  npm run review -- privacy
  npm run --silent review -- export REFERENCE

  --all            also those that are refused or expired
  --now            approve before the waiting period is over; takes --reason
  --despite-facts  approve although not everything matches; takes --reason
  --by NAME        who you are, for the audit log; else the name you are signed in with

Approving gives the customer the new address and sends them the mail that fits their account. Refusing sends nothing.
Finding tells what became of any reference number that a shopper was shown, and why; no address is shown.

Whoever is blocked, by this list, by a block tag or by a disabled account, gets no mail; attempts shows when they asked.
The list cannot be read back: it holds no addresses. Rebuild reads from Shopify who is active; it also runs by itself.
Privacy shows what Shopify asked for by law: export prints everything kept about a customer, for you to hand on.`;

export const FACTS: readonly (readonly [keyof NonNullable<StoredMailboxRequest['facts']>, string])[] = [
  ['accountFound', 'Account at the old address'],
  ['orderFound', 'Order exists'],
  ['postcodeMatches', 'Postcode matches the order'],
  ['sameCustomer', 'Order belongs to that account'],
  ['blocked', 'Customer is blocked'],
  ['newAddressTaken', 'New address has another account'],
];

export const KNOWN: Readonly<Record<Known, string>> = { yes: 'yes', no: 'no', unknown: 'not known' };

export const STEPS: Readonly<Record<MailboxStep, string>> = {
  received: 'sent the request',
  matched: 'held it against the shop’s records',
  'match-given-up': 'could not reach Shopify; nothing is known',
  'notice-prepared': 'prepared the notice to the old address (not sent: sending comes in a later version)',
  waiting: 'started the waiting period',
  shown: 'looked at it',
  'facts-changed': 'found other facts than before',
  approved: 'approved it',
  'approved-early': 'approved it before the waiting period was over',
  'approved-despite-facts': 'approved it although not everything matches',
  'taken-up-again': 'took it up again',
  'address-not-changed': 'could not change the address yet',
  'address-refused': 'could not change the address',
  'address-changed': 'changed the address',
  'mail-handed-over': 'handed the mail to the new address over',
  refused: 'refused it',
  expired: 'let it expire',
  purged: 'deleted it',
};

const PROBLEMS: Readonly<Record<Extract<ReviewProblem, string>, string>> = {
  'not-found': 'There is no request with this reference.',
  'not-matched-yet':
    'This request is still being held against the shop’s records. Try again in a minute; a worker has to run.',
  'refused-already': 'This request has been refused. The shopper can send a new one.',
  expired: 'This request has expired. The shopper can send a new one.',
  'too-early': 'The waiting period is not over. Wait for it, or approve with --now --reason TEXT.',
  'reason-missing': 'This needs --reason TEXT, for the audit log.',
  'no-account': 'There is no account at the old address, so there is nothing to change.',
  blocked: 'This customer is blocked. Lift the block in Shopify first if they are to get in.',
  'new-address-taken': 'The new address belongs to another customer. Merge the two in Shopify instead.',
  'facts-disagree':
    'Not everything matches; look at it with show. To approve all the same: --despite-facts --reason TEXT.',
  'facts-changed':
    'The shop’s records have changed since this request was matched. It waits anew; look at it with show.',
  'under-way': 'The address is changed, or is being changed. Run approve to finish.',
  'decided-meanwhile': 'Somebody else decided on this request just now. Look at it with show.',
  'outcome-unknown':
    'Shopify’s answer was lost: the address may or may not be changed. Run approve again to find out.',
};

const ADDRESS_PROBLEMS = {
  'address-taken':
    'Shopify says that the new address belongs to another customer. Merge the two in Shopify instead.',
  'customer-gone': 'The customer does not exist any more.',
  'customer-changed':
    'The customer has another address by now than when this request came in. Nothing was changed.',
  blocked: 'This customer is blocked by now. Nothing was changed.',
  'shopify-refused': 'Shopify refused the new address. Nothing was changed.',
} as const;

export function wordsFor(problem: ReviewProblem): string {
  if (typeof problem === 'string') return PROBLEMS[problem];
  if ('address' in problem) return ADDRESS_PROBLEMS[problem.address];
  return problem.shopify === 'unauthorized'
    ? 'Shopify did not let the app do this: it needs read_customers, write_customers and read_orders, and access to protected customer data.'
    : `Shopify could not be asked (${problem.shopify}). Run the same command again.`;
}

import type { AccountsVersion } from '../../contracts/accounts.ts';

export type { AccountsVersion };

/** Admin API `CustomerState`. */
export type CustomerState = 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED';

export type DeclinedPolicy = 'review' | 'invite';
export type UnknownHistory = 'allow-if-never-enabled' | 'review';

/** A customer as the worker knows it at the moment of the decision. */
export interface KnownCustomer {
  readonly state: CustomerState;
  readonly tags: readonly string[];
  /** Did this app ever see the customer ENABLED? Disabled after that means: shut out by the merchant. */
  readonly seenEnabled: boolean;
  /** On the merchant's own list, by what; missing for everybody else. */
  readonly listed?: 'customer' | 'address';
}

export interface Policies {
  /** Tags that block a customer, in lower case. */
  readonly blockTags: readonly string[];
  readonly declined: DeclinedPolicy;
  readonly unknownHistory: UnknownHistory;
}

export type Mail = 'invite' | 'reset' | 'none';

export type DecisionReason =
  | 'codes-not-passwords'
  | 'unknown-address'
  | 'never-activated'
  | 'invited'
  | 'enabled'
  | 'declined'
  | 'declined-review'
  | 'history-review'
  | 'blocked-by-list'
  | 'blocked-by-tag'
  | 'blocked-by-disabling';

export interface Decision {
  readonly mail: Mail;
  readonly reason: DecisionReason;
}

/**
 * Which mail a request gets: the product's decision table, and nothing else.
 *
 * @param accounts which kind of customer accounts the shop runs on
 * @param customer the customer at the address, or undefined where there is none
 */
export function decide(
  accounts: AccountsVersion,
  customer: KnownCustomer | undefined,
  policies: Policies,
): Decision {
  if (accounts === 'NEW_CUSTOMER_ACCOUNTS') return none('codes-not-passwords');
  if (customer === undefined) return none('unknown-address');
  if (customer.listed !== undefined) return none('blocked-by-list');
  if (customer.tags.some((tag) => policies.blockTags.includes(tag.toLowerCase())))
    return none('blocked-by-tag');
  if (customer.state === 'ENABLED') return { mail: 'reset', reason: 'enabled' };
  if (customer.state === 'INVITED') return { mail: 'invite', reason: 'invited' };
  if (customer.state === 'DECLINED') {
    return policies.declined === 'invite' ? { mail: 'invite', reason: 'declined' } : none('declined-review');
  }
  if (customer.seenEnabled) return none('blocked-by-disabling');
  if (policies.unknownHistory === 'review') return none('history-review');
  return { mail: 'invite', reason: 'never-activated' };
}

/** The policies for a customer whom the merchant has looked at: blocks hold, what was up for review is decided. */
export function reviewed(policies: Policies): Policies {
  return { ...policies, declined: 'invite', unknownHistory: 'allow-if-never-enabled' };
}

function none(reason: DecisionReason): Decision {
  return { mail: 'none', reason };
}

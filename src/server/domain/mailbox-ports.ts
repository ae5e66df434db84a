import type { MailboxRequest } from '../../contracts/mailbox-request.ts';
import type { CustomerState } from './decide.ts';
import type { Answered, MailState, ShopifyProblem } from './ports.ts';

/** A request as a shopper's browser made it, before anything is known. */
export interface IncomingMailboxRequest {
  readonly shop: string;
  readonly fields: MailboxRequest;
  readonly buyerIp: string | undefined;
}

/** Keeps a request so that it survives a crash: resolves to its reference once it is committed with its job. */
export interface MailboxInbox {
  readonly keep: (request: IncomingMailboxRequest) => Promise<string>;
}

/** What the shopper typed, as it is kept. */
export type MailboxFields = Omit<MailboxRequest, 'locale'>;

/** `unknown`: Shopify could not be asked, or did not say. */
export type Known = 'yes' | 'no' | 'unknown';

/** For the merchant's eyes only: never part of an answer to a shopper, never in a log. */
export interface MailboxFacts {
  /** Is there a customer at the old address? */
  readonly accountFound: Known;
  readonly orderFound: Known;
  /** Of its shipping or billing address. */
  readonly postcodeMatches: Known;
  /** Does the order belong to the customer at the old address? */
  readonly sameCustomer: Known;
  readonly blocked: Known;
  /** Does the new address belong to another customer? */
  readonly newAddressTaken: Known;
}

export type MailboxState = 'received' | 'matched' | 'waiting' | 'approved' | 'refused' | 'expired';

/** Once approved, the change of the address. */
export type AddressState = 'due' | 'changing' | 'changed' | 'refused';

export type AddressProblem =
  | 'address-taken'
  | 'customer-gone'
  /** They have a third address by now. */
  | 'customer-changed'
  | 'blocked'
  | 'shopify-refused';

export interface StoredMailboxRequest {
  readonly id: string;
  readonly shop: string;
  readonly reference: string;
  readonly fields: MailboxFields;
  readonly locale: string;
  /** Milliseconds since the Unix epoch, as every time here. */
  readonly receivedAt: number;
  readonly state: MailboxState;
  readonly stateAt: number;
  readonly facts: MailboxFacts | undefined;
  /** The customer at the old address when it was matched. */
  readonly customerId: string | undefined;
  readonly waitUntil: number | undefined;
  /** The mail to the old address, ready to be sent. */
  readonly notice: string | undefined;
  readonly addressState: AddressState | undefined;
  readonly addressWhy: string | undefined;
  /** What became of the mail to the new address: undefined before it was handed over or decided. */
  readonly mail:
    { readonly state: MailState | 'none' | undefined; readonly reason: string | undefined } | undefined;
}

/** A line of the audit log. */
export interface MailboxEvent {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** `shopper`, `latchkey`, or the name of a member of staff. */
  readonly who: string;
  readonly what: MailboxStep;
  readonly note: string | undefined;
}

export type MailboxStep =
  | 'received'
  | 'matched'
  | 'match-given-up'
  | 'notice-prepared'
  | 'waiting'
  | 'shown'
  | 'facts-changed'
  | 'approved'
  | 'taken-up-again'
  | 'approved-early'
  | 'approved-despite-facts'
  | 'address-not-changed'
  | 'address-refused'
  | 'address-changed'
  | 'mail-handed-over'
  | 'refused'
  | 'expired'
  | 'purged';

/** Who does something, when, and the words they give for it. */
export interface Act {
  readonly who: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly note?: string | undefined;
}

/**
 * The queue. Whatever changes a request writes its line of the audit log in the same transaction, and answers
 * whether it found the request in the state it may be changed from.
 */
export interface MailboxRequests {
  load(id: string): Promise<StoredMailboxRequest | undefined>;
  /** @param reference as it is shown */
  find(shop: string, reference: string): Promise<StoredMailboxRequest | undefined>;
  /** Oldest first. */
  list(shop: string, states: readonly MailboxState[]): Promise<readonly StoredMailboxRequest[]>;
  history(id: string): Promise<readonly MailboxEvent[]>;
  /** Other requests that name the same old address, newest first: at most one of them comes from its owner. */
  findOthers(id: string): Promise<readonly { readonly reference: string; readonly state: MailboxState }[]>;
  /** `received` → `matched`. */
  recordMatch(id: string, match: Match, step: 'matched' | 'match-given-up', act: Act): Promise<boolean>;
  /** `matched` → `waiting`. */
  startWaiting(
    id: string,
    wait: { readonly until: number; readonly notice: string | undefined },
    act: Act,
  ): Promise<boolean>;
  /** Staff looked at everything the shopper typed. */
  recordShown(id: string, act: Act): Promise<void>;
  /** `waiting` → `matched`: the match has become another, and what was waited for was the old one. */
  recordChangedFacts(id: string, match: Match, act: Act): Promise<boolean>;
  /** `waiting` → `approved`, or an approved one once more: from here on the address is being changed. */
  approve(id: string, steps: readonly MailboxStep[], act: Act): Promise<boolean>;
  /** The change surely did not happen: `due` to be tried again, `refused` for a reason that stays. */
  recordUnchanged(id: string, state: 'due' | 'refused', why: string, act: Act): Promise<boolean>;
  /** The address is changed: this, and the request for the mail to it with its job, in one transaction. */
  completeChange(request: StoredMailboxRequest, act: Act): Promise<boolean>;
  /** From any state in which the address is surely as it was. */
  refuse(id: string, act: Act): Promise<boolean>;
  /** Ends what nobody decided since `before`, in any shop. @returns how many */
  expire(before: number, act: Act): Promise<number>;
  /** Deletes what was decided, or expired, before `before`, in any shop; its audit log stays. @returns how many */
  purge(before: number, act: Act): Promise<number>;
}

export interface Match {
  readonly facts: MailboxFacts;
  readonly customerId: string | undefined;
}

export interface MatchedOrder {
  readonly customerId: string | undefined;
  /** Of the shipping and the billing address, as far as there are any. */
  readonly postcodes: readonly string[];
}

export interface ReadCustomer {
  readonly email: string | undefined;
  readonly state: CustomerState;
  readonly tags: readonly string[];
}

export type ChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly problem: AddressProblem }
  /** Surely as it was. */
  | { readonly kind: 'not-changed'; readonly problem: ShopifyProblem }
  /** The answer was lost. */
  | { readonly kind: 'unknown' };

/** Orders and addresses at Shopify, as far as a merchant's review needs them. */
export interface CustomerRecords {
  /** Orders whose name is the number that the shopper typed. */
  findOrders(shop: string, orderNumber: string): Promise<Answered<readonly MatchedOrder[]>>;
  readCustomer(shop: string, customerId: string): Promise<Answered<ReadCustomer | undefined>>;
  /** Changing it twice is as good as once. */
  changeEmail(shop: string, customerId: string, email: string): Promise<ChangeOutcome>;
}

import type { EmailAddress } from '../../contracts/email-address.ts';
import type { Result } from '../../contracts/result.ts';
import type { AccountsVersion, CustomerState, DecisionReason, Mail } from './decide.ts';

/** A request as a shopper's browser made it, before anything is known about the address. */
export interface IncomingRequest {
  readonly shop: string;
  readonly email: EmailAddress;
  readonly locale: string;
  /** The ten signs that staff can look the conversation up by. */
  readonly reference: string;
  /** The shopper's address on the internet, or undefined when no trustworthy one came along. */
  readonly buyerIp: string | undefined;
}

/** Counts requests in fixed windows. */
export interface RequestLimits {
  /** @returns undefined while within the limits, else whole seconds until the window rolls over */
  secondsToWait(request: Pick<IncomingRequest, 'shop' | 'email' | 'buyerIp'>): Promise<number | undefined>;
}

/** Keeps a request so that it survives a crash: resolves once it is committed together with its job. */
export interface Inbox {
  keep(request: IncomingRequest): Promise<void>;
}

export type MailState = 'due' | 'sending' | 'unknown' | 'sent' | 'refused' | 'given-up';
export type RefusedReason = 'already-enabled' | 'customer-gone' | 'shopify-refused';
export type FailedReason = 'gave-up';

/** A mail to be sent: which, why, and to whom. */
export interface PlannedMail {
  readonly mail: 'invite' | 'reset';
  readonly reason: DecisionReason;
  readonly customerId: string;
}

/** What became of a request; each gets exactly one. */
export type RecordedDecision =
  | ({ readonly decision: 'mail' } & PlannedMail)
  | {
      readonly decision: 'no-mail';
      readonly mail: 'none';
      readonly reason: DecisionReason;
      readonly customerId: string | undefined;
    };

export interface StoredRequest {
  readonly id: string;
  readonly shop: string;
  readonly email: string;
  readonly buyerIp: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  readonly decision: 'mail' | 'no-mail' | 'repeat' | 'failed' | undefined;
  readonly reason: string | undefined;
  readonly mail: Mail | undefined;
  readonly customerId: string | undefined;
  readonly mailState: MailState | undefined;
  /** When the mail took on its state, in milliseconds since the Unix epoch. */
  readonly mailStateAt: number | undefined;
  readonly attempts: number;
  /** Did the merchant look at this customer and say yes? Then nothing is left to review. */
  readonly approved: boolean;
}

export interface AccessRequests {
  load(id: string): Promise<StoredRequest | undefined>;
  /**
   * Records the decision unless there is one already. A mail for a customer who has one on the way, or
   * got one less than `repeatWindowMs` ago, is recorded as `repeat` instead.
   */
  decide(id: string, decision: RecordedDecision, at: number, repeatWindowMs: number): Promise<void>;
  /**
   * Takes the right to send this mail, which may be another than was decided first: true for one caller only,
   * who found the mail in `from` since `since`.
   */
  claimMail(id: string, from: MailState, since: number, mail: PlannedMail, at: number): Promise<boolean>;
  settleMail(id: string, state: MailState, why: string | undefined, at: number): Promise<void>;
  /** Ends a request that nobody will try again; a decision that was made stays. */
  giveUp(id: string, at: number): Promise<void>;
  /** Deletes what was received before `before`, unless a merchant's decision that is still kept led to it. @returns how many */
  forget(shop: string, before: number): Promise<number>;
}

export interface CustomerHistory {
  wasEnabled(shop: string, customerId: string): Promise<boolean>;
  noteEnabled(shop: string, customerId: string, at: number): Promise<void>;
}

/** Why Shopify gave no usable answer. */
export type ShopifyProblem =
  | 'shop-unknown'
  | 'unreachable'
  | 'cut-off'
  | 'throttled'
  | 'unauthorized'
  | 'http-error'
  | 'not-json'
  | 'graphql-error'
  | 'state-unknown';

export interface Account {
  readonly accounts: AccountsVersion;
  readonly customer:
    { readonly id: string; readonly state: CustomerState; readonly tags: readonly string[] } | undefined;
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** Surely not sent: may be tried again at once. */
  | { readonly kind: 'not-sent'; readonly problem: ShopifyProblem }
  /** Not sent, and asking again soon makes it worse. */
  | { readonly kind: 'limited' }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }
  /** The answer was lost: the mail may or may not be on its way. */
  | { readonly kind: 'unknown' };

/** Shopify's customer accounts, as far as a way back in needs them. */
export interface CustomerAccounts {
  lookUp(shop: string, email: string): Promise<Result<Account, ShopifyProblem>>;
  sendInvite(shop: string, customerId: string): Promise<SendOutcome>;
  sendReset(shop: string, email: string, buyerIp: string | undefined): Promise<SendOutcome>;
}

/** Everything that is ever logged. Events and ids only: there is no way to hand over free text. */
export type LogEvent =
  | 'service-started'
  | 'service-stopped'
  | 'listening'
  | 'database-ready'
  | 'database-unavailable'
  | 'request-not-kept'
  | 'request-failed-unexpectedly'
  | 'app-proxy-parameters-changed'
  | 'request-decided'
  | 'mail-sent'
  | 'mail-refused'
  | 'mail-outcome-unknown'
  | 'mail-limited'
  | 'job-to-be-retried'
  | 'job-failed-unexpectedly'
  | 'request-given-up'
  | 'mailbox-request-matched'
  | 'mailbox-request-waiting'
  | 'mailbox-requests-expired'
  | 'mailbox-requests-purged'
  | 'requests-deleted'
  | 'daily-job-failed'
  | 'queue-problem'
  | 'pool-problem'
  | 'dns-problem'
  | 'mail-domains-not-kept'
  | 'trouble-over';

export interface LogFields {
  readonly requestId?: string;
  /** A short code from a closed list or of PostgreSQL (SQLSTATE), never a message. */
  readonly code?: string;
  readonly port?: number;
  /** How often it happened. */
  readonly count?: number;
  readonly role?: string;
}

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}

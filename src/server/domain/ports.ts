import type { EmailAddress } from '../../contracts/email-address.ts';
import type { WorkChallenge, WorkProof } from '../../contracts/proof-of-work.ts';
import type { DecisionFacts } from './assess-customer.ts';
import type { AccountsVersion, CustomerState, DecisionReason, Mail } from './decide.ts';
import type { Remembered } from './ledger-ports.ts';
import type { Lane } from './pace-ports.ts';
import type { MailState, RequestDecision } from './request-ledger.ts';
import type { Signs } from './suspicion.ts';

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
  count(request: Asking): Promise<LimitCount>;
}

/** Who asks for whom: all that limits and proofs of work go by. */
export type Asking = Pick<IncomingRequest, 'shop' | 'email' | 'buyerIp'>;

/** `limited`: over a limit, for so many whole seconds until the window rolls over. */
export type LimitCount =
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'within'; readonly signs: Signs };

/** Work that a browser does before a suspicious request is kept. */
export interface ProofsOfWork {
  /** Makes a challenge that is good for this request only, for some minutes. */
  challenge(asking: Asking): Promise<WorkChallenge>;
  /** Is this the work that was asked for with this very request, handed in for the first time? */
  accept(proof: WorkProof, asking: Asking): Promise<boolean>;
}

/** Keeps a request so that it survives a crash: resolves once it is committed together with its job. */
export interface Inbox {
  readonly keep: (request: IncomingRequest) => Promise<void>;
}

export type { MailState } from './request-ledger.ts';
export type RefusedReason = 'already-enabled' | 'customer-gone' | 'shopify-refused';
/** Why a request ends without a decision: Shopify could not be asked, or its shop was not connected again in time. */
export type FailedReason = 'gave-up' | 'needs-reconnect';

/** A mail to be sent: which, why, and to whom. */
export interface PlannedMail {
  readonly mail: 'invite' | 'reset';
  readonly reason: DecisionReason;
  readonly customerId: string;
  /** What it was decided on. */
  readonly facts?: DecisionFacts;
}

/** What became of a request; each gets exactly one. */
export type RecordedDecision =
  | ({ readonly decision: 'mail' } & PlannedMail)
  | {
      readonly decision: 'no-mail';
      readonly mail: 'none';
      readonly reason: DecisionReason;
      readonly customerId: string | undefined;
      readonly facts?: DecisionFacts;
    };

export interface StoredRequest {
  readonly id: string;
  readonly shop: string;
  readonly email: string;
  readonly buyerIp: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  readonly decision: RequestDecision | undefined;
  readonly reason: string | undefined;
  readonly mail: Mail | undefined;
  readonly customerId: string | undefined;
  readonly mailState: MailState | undefined;
  /** When the mail took on its state, in milliseconds since the Unix epoch. */
  readonly mailStateAt: number | undefined;
  readonly attempts: number;
  /** How many of them Shopify refused as one too many. */
  readonly refusals: number;
  /** Did the merchant look at this customer and say yes? Then nothing is left to review. */
  readonly approved: boolean;
  readonly lane: Lane;
  /** The turn that its mail was promised, in milliseconds since the Unix epoch. */
  readonly turnAt: number | undefined;
}

/** A mail as the one who holds it knows it: every claim counts as an attempt, so that the number says whose it is. */
export interface TriedMail {
  readonly request: Pick<StoredRequest, 'id'>;
  readonly attempts: number;
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
  /** Notes which mail waits for which turn; its state stays as it is. */
  keepTurn(id: string, mail: PlannedMail['mail'], turnAt: number | undefined): Promise<void>;
  /**
   * Records what came of an attempt, unless another was made since, or the mail has an end: then this comes too late,
   * but for the news that it was sent.
   */
  settleMail(mail: TriedMail, state: MailState, why: string | undefined, at: number): Promise<void>;
  /** Keeps what a mail was held back for, beside the request. */
  explain(id: string, facts: DecisionFacts): Promise<void>;
  /** Ends a request that nobody will try again; a decision that was made stays, and why its mail was not sent. */
  giveUp(id: string, why: FailedReason, at: number): Promise<void>;
  /** Ends what was received from `from` to `before` and has no end, as {@link giveUp} does. @returns how many */
  endLost(from: number, before: number, at: number): Promise<number>;
  /** Deletes what any shop had received before `before`, unless a merchant's decision that is still kept led to it. @returns how many */
  forget(before: number): Promise<number>;
}

/** The block ledger's history, as a decision reads it. */
export interface CustomerHistory {
  /** @returns undefined for a customer whom nobody saw enabled */
  recall(shop: string, customerId: string): Promise<Remembered | undefined>;
  /** Notes a customer whom a look-up found enabled. */
  noteSeenEnabled(shop: string, customerId: string, at: number): Promise<void>;
}

/** Why Shopify gave no usable answer. */
export type ShopifyProblem =
  | 'shop-unknown'
  /** Shopify renews the shop's tokens no more: a merchant has to open the app once. */
  | 'needs-reconnect'
  | 'unreachable'
  | 'cut-off'
  | 'throttled'
  /** Not asked: Shopify did not answer lately. */
  | 'circuit-open'
  | 'unauthorized'
  | 'http-error'
  | 'not-json'
  | 'graphql-error'
  | 'state-unknown';

/** What went wrong, and when it makes sense to ask again, where that is known. */
export interface Trouble {
  readonly problem: ShopifyProblem;
  readonly afterSeconds?: number | undefined;
}

/** What Shopify was asked for, or why it gave nothing and when it makes sense to ask again, where that is known. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: ShopifyProblem; readonly afterSeconds?: number | undefined };

export type LookUp = Answered<Account>;

export interface Account {
  readonly accounts: AccountsVersion;
  readonly customer:
    { readonly id: string; readonly state: CustomerState; readonly tags: readonly string[] } | undefined;
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** Surely not sent: may be tried again at once. */
  | ({ readonly kind: 'not-sent' } & Trouble)
  /** Not sent, and asking again soon makes it worse. */
  | { readonly kind: 'limited' }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }
  /** The answer was lost: the mail may or may not be on its way. */
  | { readonly kind: 'unknown' };

/** Shopify's customer accounts, as far as a way back in needs them. */
export interface CustomerAccounts {
  /** @param lane whose points of the Admin API it spends; a shopper's unless given */
  lookUp(shop: string, email: string, lane?: Lane): Promise<LookUp>;
  sendInvite(shop: string, customerId: string, lane?: Lane): Promise<SendOutcome>;
  sendReset(shop: string, email: string, buyerIp: string | undefined, lane?: Lane): Promise<SendOutcome>;
}

/** Events and their fields are listed in log-events.ts; a new one is a line there. */
export type { Log, LogEvent } from './log-events.ts';

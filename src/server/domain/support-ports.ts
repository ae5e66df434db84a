import type { MailState, RefusedReason, FailedReason, ShopifyProblem, StoredRequest } from './ports.ts';
import type { DecisionFacts } from './assess-customer.ts';
import type { DecisionReason, Mail } from './decide.ts';
import type { WaitReason } from './request-ledger.ts';

/** Why a mail is in its state. */
export type MailWhy =
  DecisionReason | RefusedReason | ShopifyProblem | WaitReason | FailedReason | 'answer-lost';

/** What staff may know of a way-in request that a shopper's reference stands for: no address is in it. */
export interface FoundRequest {
  /** Milliseconds since the Unix epoch, as every time here. */
  readonly receivedAt: number;
  readonly locale: string;
  /** Undefined as long as the worker has not come to it. */
  readonly decision: StoredRequest['decision'];
  readonly reason: DecisionReason | FailedReason | undefined;
  readonly mail: Mail | undefined;
  readonly mailState: MailState | undefined;
  readonly mailWhy: MailWhy | undefined;
  readonly mailStateAt: number | undefined;
  /** What the decision was made on; undefined for a request from before these were kept. */
  readonly facts: DecisionFacts | undefined;
}

export interface FoundReference {
  /** Of one conversation, oldest first. */
  readonly requests: readonly FoundRequest[];
  /** Does the reference stand for a request of a shopper without their mailbox? */
  readonly isMailboxRequest: boolean;
}

/**
 * Looks up what a reference of this shop stands for. Whatever is on the outside, a command line or a page, stands
 * before this.
 *
 * @param signs the ten signs, without letter and hyphens
 */
export type LookUpReference = (signs: string) => Promise<FoundReference>;

import type { Clock } from '../../contracts/clock.ts';
import { decide, type Policies } from './decide.ts';
import type {
  AccessRequests,
  CustomerAccounts,
  CustomerHistory,
  Log,
  MailState,
  SendOutcome,
  ShopifyProblem,
  StoredRequest,
} from './ports.ts';

/** What the queue is to do with the job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Look again, no sooner than this many seconds from now. */
  | { readonly kind: 'later'; readonly afterSeconds: number }
  /** Try again with the queue's own backoff. */
  | { readonly kind: 'retry'; readonly problem: ShopifyProblem };

export interface ProcessDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: AccessRequests;
  readonly history: CustomerHistory;
  readonly accounts: CustomerAccounts;
  readonly policies: Policies;
  readonly repeatWindowMs: number;
  /** How long a mail whose outcome is unknown is left alone. */
  readonly recheckMs?: number;
  /** How old a request may get before it is given up. */
  readonly giveUpMs?: number;
}

const DONE: Outcome = { kind: 'done' };
const MINUTE = 60_000;

/**
 * Takes one kept request to its end: look up, decide, send. Safe to run again after a crash at any point,
 * and by several workers at once; each step finds in the database what the step before left there.
 */
export function createProcessAccessRequest(deps: ProcessDeps): (requestId: string) => Promise<Outcome> {
  const { clock, log, requests, history, accounts } = deps;
  const { recheckMs = 10 * MINUTE, giveUpMs = 48 * 60 * MINUTE } = deps;

  return async (requestId) => {
    const request = await requests.load(requestId);
    if (request === undefined) return DONE;
    if (request.decision === undefined) {
      const problem = await reachDecision(request);
      if (problem !== undefined) return { kind: 'retry', problem };
    }
    const decided = request.decision === undefined ? await requests.load(requestId) : request;
    if (decided?.decision !== 'mail') return DONE;
    if (clock.now() - decided.receivedAt > giveUpMs && isOpen(decided)) {
      await requests.giveUp(decided.id, clock.now());
      log.error('request-given-up', { requestId: decided.id });
      return DONE;
    }
    switch (decided.mailState) {
      case 'due':
        return send(decided);
      case 'sending':
      case 'unknown':
        return lookAgain(decided);
      default:
        return DONE;
    }
  };

  async function reachDecision(request: StoredRequest): Promise<ShopifyProblem | undefined> {
    const found = await accounts.lookUp(request.shop, request.email);
    if (!found.ok) return found.reason;
    const { customer } = found.value;
    const seenEnabled = customer === undefined ? false : await history.wasEnabled(request.shop, customer.id);
    if (customer?.state === 'ENABLED' && !seenEnabled) {
      await history.noteEnabled(request.shop, customer.id, clock.now());
    }
    const known = customer === undefined ? undefined : { ...customer, seenEnabled };
    const { mail, reason } = decide(found.value.accounts, known, deps.policies);
    const decision =
      mail === 'none' || customer === undefined
        ? ({ decision: 'no-mail', mail: 'none', reason, customerId: customer?.id } as const)
        : ({ decision: 'mail', mail, reason, customerId: customer.id } as const);
    await requests.decide(request.id, decision, clock.now(), deps.repeatWindowMs);
    log.info('request-decided', { requestId: request.id, code: reason });
    return undefined;
  }

  async function send(request: StoredRequest): Promise<Outcome> {
    const { id, shop, email, buyerIp, customerId, mailState, mailStateAt } = request;
    if (mailState === undefined || mailStateAt === undefined || customerId === undefined) return DONE;
    // Committed before the call: whoever finds `sending` after a crash knows that a mail may be out.
    if (!(await requests.claimMail(id, mailState, mailStateAt, clock.now()))) return DONE;
    const outcome =
      request.mail === 'reset'
        ? await accounts.sendReset(shop, email, buyerIp)
        : await accounts.sendInvite(shop, customerId);
    return settle(request, outcome);
  }

  async function settle({ id, attempts }: StoredRequest, outcome: SendOutcome): Promise<Outcome> {
    const record = (state: MailState, why?: string) => requests.settleMail(id, state, why, clock.now());
    if (outcome.kind === 'sent') {
      await record('sent');
      log.info('mail-sent', { requestId: id });
      return DONE;
    }
    if (outcome.kind === 'refused') {
      await record('refused', outcome.reason);
      log.warn('mail-refused', { requestId: id, code: outcome.reason });
      return DONE;
    }
    if (outcome.kind === 'not-sent') {
      await record('due', outcome.problem);
      return { kind: 'retry', problem: outcome.problem };
    }
    if (outcome.kind === 'limited') {
      await record('due', 'limited');
      log.warn('mail-limited', { requestId: id });
      return { kind: 'later', afterSeconds: limitedWaitSeconds(attempts) };
    }
    await record('unknown', 'answer-lost');
    log.warn('mail-outcome-unknown', { requestId: id });
    return { kind: 'later', afterSeconds: Math.ceil(recheckMs / 1000) };
  }

  /** A mail that may or may not be out: left alone for a while, then judged by what Shopify says now. */
  async function lookAgain(request: StoredRequest): Promise<Outcome> {
    const waited = clock.now() - (request.mailStateAt ?? 0);
    if (waited < recheckMs) return { kind: 'later', afterSeconds: Math.ceil((recheckMs - waited) / 1000) };
    if (request.mail !== 'invite') return send(request);
    const found = await accounts.lookUp(request.shop, request.email);
    if (!found.ok) return { kind: 'retry', problem: found.reason };
    const state = found.value.customer?.state;
    if (state === undefined) return settle(request, { kind: 'refused', reason: 'customer-gone' });
    // INVITED proves an invite only where there was none before; still it counts: at worst the shopper
    // asks once more, while the alternative would kill the link in a mail they may be reading.
    return state === 'INVITED' || state === 'ENABLED' ? settle(request, { kind: 'sent' }) : send(request);
  }
}

function isOpen({ mailState }: StoredRequest): boolean {
  return mailState === 'due' || mailState === 'sending' || mailState === 'unknown';
}

/** The invite limit was seen as 5 in 10 minutes (one app vendor): 2, 4, 8, then every 15 minutes. */
function limitedWaitSeconds(attempts: number): number {
  return Math.min(15, 2 ** (Math.min(attempts, 3) + 1)) * 60;
}

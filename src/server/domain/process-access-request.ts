import type { Clock } from '../../contracts/clock.ts';
import { ok, type Result } from '../../contracts/result.ts';
import { decide, reviewed, type CustomerState, type Policies } from './decide.ts';
import type {
  AccessRequests,
  CustomerAccounts,
  CustomerHistory,
  Log,
  MailState,
  PlannedMail,
  RecordedDecision,
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

/** A mail of a request, in the state in which this run found or put it. */
interface HeldMail {
  readonly request: StoredRequest;
  readonly state: MailState;
  readonly since: number;
  readonly attempts: number;
}

/**
 * Takes one kept request to its end: look up, decide, send. Safe to run again after a crash at any point,
 * and by several workers at once; each step finds in the database what the step before left there. A mail that
 * had to wait is decided anew before it is sent, because the customer may be another by then: activated,
 * blocked, deleted.
 */
export function createProcessAccessRequest(deps: ProcessDeps): (requestId: string) => Promise<Outcome> {
  const { clock, log, requests, history, accounts } = deps;
  const { recheckMs = 10 * MINUTE, giveUpMs = 48 * 60 * MINUTE } = deps;

  return async (requestId) => {
    const request = await requests.load(requestId);
    if (request === undefined) return DONE;
    if (request.decision === undefined) return start(request);
    const held = heldMail(request);
    if (held === undefined) return DONE;
    if (clock.now() - request.receivedAt > giveUpMs) {
      await requests.giveUp(request.id, clock.now());
      log.error('request-given-up', { requestId: request.id });
      return DONE;
    }
    return resume(held);
  };

  async function start(request: StoredRequest): Promise<Outcome> {
    const found = await assess(request);
    if (!found.ok) return { kind: 'retry', problem: found.reason };
    const { decision } = found.value;
    await requests.decide(request.id, decision, clock.now(), deps.repeatWindowMs);
    log.info('request-decided', { requestId: request.id, code: decision.reason });
    const decided = await requests.load(request.id);
    const held = decided === undefined ? undefined : heldMail(decided);
    // Not due: another worker is at it.
    if (held?.state !== 'due' || decision.decision !== 'mail') return DONE;
    return send(held, decision);
  }

  /** Asks Shopify about the address, and the table about the mail. */
  async function assess({
    shop,
    email,
    approved,
  }: StoredRequest): Promise<Result<Assessment, ShopifyProblem>> {
    const found = await accounts.lookUp(shop, email);
    if (!found.ok) return found;
    const { customer } = found.value;
    const seenEnabled = customer === undefined ? false : await history.wasEnabled(shop, customer.id);
    if (customer?.state === 'ENABLED' && !seenEnabled) {
      await history.noteEnabled(shop, customer.id, clock.now());
    }
    const known = customer === undefined ? undefined : { ...customer, seenEnabled };
    const { mail, reason } = decide(
      found.value.accounts,
      known,
      approved ? reviewed(deps.policies) : deps.policies,
    );
    const decision: RecordedDecision =
      mail === 'none' || customer === undefined
        ? { decision: 'no-mail', mail: 'none', reason, customerId: customer?.id }
        : { decision: 'mail', mail, reason, customerId: customer.id };
    return ok({ decision, state: customer?.state });
  }

  /** A mail that waited, or that may or may not be out; such a one is left alone for a while first. */
  async function resume(held: HeldMail): Promise<Outcome> {
    const { request } = held;
    const uncertain = held.state !== 'due';
    const waited = clock.now() - held.since;
    if (uncertain && waited < recheckMs) {
      return { kind: 'later', afterSeconds: Math.ceil((recheckMs - waited) / 1000) };
    }
    const found = await assess(request);
    if (!found.ok) return { kind: 'retry', problem: found.reason };
    const { decision, state } = found.value;
    // INVITED proves an invite only where there was none before; still it counts: at worst the shopper
    // asks once more, while the alternative would kill the link in a mail they may be reading.
    if (uncertain && request.mail === 'invite' && (state === 'INVITED' || state === 'ENABLED')) {
      return settle(held, { kind: 'sent' });
    }
    if (decision.decision === 'mail') return send(held, decision);
    return refuse(request, decision.reason === 'unknown-address' ? 'customer-gone' : decision.reason);
  }

  async function send(held: HeldMail, mail: PlannedMail): Promise<Outcome> {
    const { id, shop, email, buyerIp } = held.request;
    const now = clock.now();
    // Committed before the call: whoever finds `sending` after a crash knows that a mail may be out.
    if (!(await requests.claimMail(id, held.state, held.since, mail, now))) return DONE;
    const sending = { ...held, state: 'sending', since: now, attempts: held.attempts + 1 } as const;
    const outcome =
      mail.mail === 'reset'
        ? await accounts.sendReset(shop, email, buyerIp)
        : await accounts.sendInvite(shop, mail.customerId);
    if (outcome.kind === 'refused' && outcome.reason === 'already-enabled') return sendReset(sending);
    return settle(sending, outcome);
  }

  /** The customer became active between look-up and invite: what they need by now is a password reset. */
  async function sendReset(held: HeldMail): Promise<Outcome> {
    const found = await assess(held.request);
    if (!found.ok) return settle(held, { kind: 'not-sent', problem: found.reason });
    const { decision } = found.value;
    // Never an invite once more: Shopify just refused it.
    if (decision.mail !== 'reset') return refuse(held.request, 'already-enabled');
    return send(held, decision);
  }

  async function settle({ request: { id }, attempts }: HeldMail, outcome: SendOutcome): Promise<Outcome> {
    const record = (state: MailState, why?: string) => requests.settleMail(id, state, why, clock.now());
    switch (outcome.kind) {
      case 'sent':
        await record('sent');
        log.info('mail-sent', { requestId: id });
        return DONE;
      case 'refused':
        return refuse({ id }, outcome.reason);
      case 'not-sent':
        await record('due', outcome.problem);
        return { kind: 'retry', problem: outcome.problem };
      case 'limited':
        await record('due', 'limited');
        log.warn('mail-limited', { requestId: id });
        return { kind: 'later', afterSeconds: limitedWaitSeconds(attempts) };
      default:
        await record('unknown', 'answer-lost');
        log.warn('mail-outcome-unknown', { requestId: id });
        return { kind: 'later', afterSeconds: Math.ceil(recheckMs / 1000) };
    }
  }

  async function refuse({ id }: { readonly id: string }, why: string): Promise<Outcome> {
    await requests.settleMail(id, 'refused', why, clock.now());
    log.warn('mail-refused', { requestId: id, code: why });
    return DONE;
  }
}

interface Assessment {
  readonly decision: RecordedDecision;
  /** Undefined where there is no customer. */
  readonly state: CustomerState | undefined;
}

/** @returns undefined where there is no mail, or nothing left to do about it */
function heldMail(request: StoredRequest): HeldMail | undefined {
  const { mailState: state, mailStateAt: since, attempts } = request;
  if (since === undefined || (state !== 'due' && state !== 'sending' && state !== 'unknown'))
    return undefined;
  return { request, state, since, attempts };
}

/** The invite limit was seen as 5 in 10 minutes (one app vendor): 2, 4, 8, then every 15 minutes. */
function limitedWaitSeconds(attempts: number): number {
  return Math.min(15, 2 ** Math.min(attempts, 4)) * 60;
}

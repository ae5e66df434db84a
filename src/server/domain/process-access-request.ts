import type { Clock } from '../../contracts/clock.ts';
import { ok } from '../../contracts/result.ts';
import type { AssessCustomer } from './assess-customer.ts';
import type { CustomerState } from './decide.ts';
import type { MailPace } from './pace-ports.ts';
import type {
  AccessRequests,
  Answered,
  CustomerAccounts,
  Log,
  PlannedMail,
  RecordedDecision,
  SendOutcome,
  StoredRequest,
  TriedMail,
} from './ports.ts';
import { again, DONE, type Outcome } from './outcome.ts';
import { TRIED_FOR_MS, type MailState } from './request-ledger.ts';

export interface ProcessDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: AccessRequests;
  readonly accounts: CustomerAccounts;
  /** No mail waits for its turn unless given. */
  readonly pace?: MailPace;
  readonly assess: AssessCustomer;
  readonly repeatWindowMs: number;
  /** How long a mail whose outcome is unknown is left alone. */
  readonly recheckMs?: number;
  /** How old a request may get before it is given up. */
  readonly giveUpMs?: number;
}

const MINUTE = 60_000;

/**
 * A turn that was taken longer ago is taken anew: windows are made for calls that come to Shopify soon after it
 * (`db/mail-pace.ts`), and a database that is slow to write can be late.
 */
const TURN_LASTS_MS = 15_000;

/** A mail of a request, in the state in which this run found or put it. */
interface HeldMail extends TriedMail {
  readonly request: StoredRequest;
  readonly state: MailState;
  readonly since: number;
}

/**
 * Takes one kept request to its end: look up, decide, send. Safe to run again after a crash at any point,
 * and by several workers at once; each step finds in the database what the step before left there. A mail that
 * had to wait is decided anew before it is sent, because the customer may be another by then: activated,
 * blocked, deleted.
 */
export function createProcessAccessRequest(deps: ProcessDeps): (requestId: string) => Promise<Outcome> {
  const { clock, log, requests, accounts } = deps;
  const { recheckMs = 10 * MINUTE, giveUpMs = TRIED_FOR_MS } = deps;

  return async (requestId) => {
    const request = await requests.load(requestId);
    if (request === undefined) return DONE;
    const outcome = await carryOn(request);
    return outcome.kind === 'later' ? { ...outcome, lane: request.lane } : outcome;
  };

  async function carryOn(request: StoredRequest): Promise<Outcome> {
    const held = heldMail(request);
    if (held === undefined && request.decision !== undefined) return DONE;
    if (clock.now() - request.receivedAt > giveUpMs) {
      await requests.giveUp(request.id, 'gave-up', clock.now());
      log.error('request-given-up', { requestId: request.id });
      return DONE;
    }
    return held === undefined ? start(request) : resume(held);
  }

  async function start(request: StoredRequest): Promise<Outcome> {
    const found = await assess(request);
    if (!found.ok) return again(found.reason, found.afterSeconds);
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
  async function assess({ shop, email, approved, lane }: StoredRequest): Promise<Answered<Assessment>> {
    const found = await accounts.lookUp(shop, email, lane);
    if (!found.ok) return found;
    const { customer } = found.value;
    const asked = { shop, emails: [email], approved };
    const { decision: made, facts } = await deps.assess(asked, found.value.accounts, customer);
    const { mail, reason } = made;
    const decision: RecordedDecision =
      mail === 'none' || customer === undefined
        ? { decision: 'no-mail', mail: 'none', reason, customerId: customer?.id, facts }
        : { decision: 'mail', mail, reason, customerId: customer.id, facts };
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
    // A reset leaves no trace to look for: sent once more, it could be the second, and kill the link of the first.
    if (uncertain && request.mail === 'reset') return leave(held);
    const turn = request.turnAt === undefined ? 0 : request.turnAt - clock.now();
    if (turn > 0) return { kind: 'later', afterSeconds: Math.ceil(turn / 1000) };
    const found = await assess(request);
    if (!found.ok) return again(found.reason, found.afterSeconds);
    const { decision, state } = found.value;
    // INVITED proves an invite only where there was none before; still it counts: at worst the shopper
    // asks once more, while the alternative would kill the link in a mail they may be reading.
    if (uncertain && request.mail === 'invite' && (state === 'INVITED' || state === 'ENABLED')) {
      return settle(held, { kind: 'sent' }, request.mail);
    }
    if (decision.decision === 'mail') return send(held, decision);
    if (decision.facts !== undefined) await requests.explain(request.id, decision.facts);
    return refuse(held, decision.reason === 'unknown-address' ? 'customer-gone' : decision.reason);
  }

  async function send(held: HeldMail, mail: PlannedMail): Promise<Outcome> {
    const { id, shop, email, buyerIp, lane } = held.request;
    // Before the claim: whoever waits for a turn has surely sent nothing.
    const turn = await takeTurn(held.request, mail.mail);
    if (turn?.kind === 'wait') {
      await requests.keepTurn(id, mail.mail, turn.turnAt);
      log.info('mail-paced', { requestId: id });
      return { kind: 'later', afterSeconds: turn.afterSeconds };
    }
    const giveTurnBack = async () => {
      if (turn === undefined) return;
      await deps.pace?.giveBack({ shop, mail: mail.mail, buyerIp }, turn.takenAt);
      // The place in line stays.
      await requests.keepTurn(id, mail.mail, turn.takenAt);
    };
    const now = clock.now();
    // Committed before the call: whoever finds `sending` after a crash knows that a mail may be out.
    if (!(await requests.claimMail(id, held.state, held.since, mail, now))) return DONE;
    const sending = { ...held, state: 'sending', since: now, attempts: held.attempts + 1 } as const;
    if (turn !== undefined && clock.now() - turn.takenAt > TURN_LASTS_MS) {
      await giveTurnBack();
      await requests.settleMail(sending, 'due', 'waits-for-turn', clock.now());
      return { kind: 'later', afterSeconds: 1 };
    }
    const outcome =
      mail.mail === 'reset'
        ? await accounts.sendReset(shop, email, buyerIp, lane)
        : await accounts.sendInvite(shop, mail.customerId, lane);
    if (outcome.kind === 'refused' && outcome.reason === 'already-enabled') return sendReset(sending);
    if (outcome.kind === 'not-sent') await giveTurnBack();
    // Shopify refuses an address that it does not like in the same words, again and again: that teaches once.
    if (outcome.kind === 'limited' && held.request.refusals === 0) {
      await deps.pace?.slowDown({ shop, mail: mail.mail, buyerIp });
    }
    return settle(sending, outcome, mail.mail);
  }

  async function takeTurn({ shop, buyerIp, lane, ...kept }: StoredRequest, mail: PlannedMail['mail']) {
    // A turn that was promised to a mail of the other kind is of no use to this one.
    const turnAt = kept.mail === mail ? kept.turnAt : undefined;
    return deps.pace?.takeTurn({ shop, mail, buyerIp, lane, turnAt });
  }

  /** The customer became active between look-up and invite: what they need by now is a password reset. */
  async function sendReset({ request, attempts }: HeldMail): Promise<Outcome> {
    const since = clock.now();
    // Refused is surely not sent: from here on it waits like any other, should it have to.
    const held: HeldMail = { request, state: 'due', since, attempts };
    await requests.settleMail(held, 'due', 'already-enabled', since);
    const found = await assess(request);
    if (!found.ok) {
      const { reason: problem, afterSeconds } = found;
      return settle(held, { kind: 'not-sent', problem, afterSeconds }, 'invite');
    }
    const { decision } = found.value;
    // Never an invite once more: Shopify just refused it.
    if (decision.mail !== 'reset') return refuse(held, 'already-enabled');
    return send(held, decision);
  }

  async function settle(held: HeldMail, outcome: SendOutcome, mail: PlannedMail['mail']): Promise<Outcome> {
    const { id } = held.request;
    const record = (state: MailState, why?: string) => requests.settleMail(held, state, why, clock.now());
    switch (outcome.kind) {
      case 'sent':
        await record('sent');
        log.info('mail-sent', { requestId: id });
        return DONE;
      case 'refused':
        return refuse(held, outcome.reason);
      case 'not-sent':
        await record('due', outcome.problem);
        return again(outcome.problem, outcome.afterSeconds);
      case 'limited':
        await record('due', 'limited');
        log.warn('mail-limited', { requestId: id });
        return { kind: 'later', afterSeconds: limitedWaitSeconds(held.request.refusals + 1) };
      default:
        if (mail === 'reset') return leave(held);
        await record('unknown', 'answer-lost');
        log.warn('mail-outcome-unknown', { requestId: id });
        return { kind: 'later', afterSeconds: Math.ceil(recheckMs / 1000) };
    }
  }

  /** It may be out, and nothing will tell: it counts as sent when it was tried, so that the shopper may ask again. */
  async function leave(held: HeldMail): Promise<Outcome> {
    await requests.settleMail(held, 'perhaps-sent', 'answer-lost', held.since);
    log.warn('mail-outcome-unknown', { requestId: held.request.id });
    return DONE;
  }

  async function refuse(held: HeldMail, why: string): Promise<Outcome> {
    await requests.settleMail(held, 'refused', why, clock.now());
    log.warn('mail-refused', { requestId: held.request.id, code: why });
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
function limitedWaitSeconds(refusals: number): number {
  return Math.min(15, 2 ** Math.min(refusals, 4)) * 60;
}

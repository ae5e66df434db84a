import type { Clock } from '../../contracts/clock.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import type { ChangeMailboxAddress } from './change-mailbox-address.ts';
import type { GatherFacts } from './gather-facts.ts';
import { allMatches } from './mailbox-facts.ts';
import type {
  AddressProblem,
  MailboxEvent,
  MailboxRequests,
  MailboxState,
  MailboxStep,
  Match,
  StoredMailboxRequest,
} from './mailbox-ports.ts';
import { LATCHKEY } from './match-mailbox-request.ts';
import type { ShopifyProblem } from './ports.ts';

export type ReviewProblem =
  | 'not-found'
  | 'not-matched-yet'
  | 'refused-already'
  | 'expired'
  | 'too-early'
  | 'reason-missing'
  | 'no-account'
  | 'blocked'
  | 'new-address-taken'
  | 'facts-disagree'
  | 'facts-changed'
  /** The address is being changed or is changed: there is no way back from here. */
  | 'under-way'
  /** Somebody else was faster. */
  | 'decided-meanwhile'
  | { readonly shopify: ShopifyProblem }
  | { readonly address: AddressProblem }
  /** The answer was lost: asking again finds out. */
  | 'outcome-unknown';

export type Approval = 'done' | 'done-before';

export interface Decider {
  /** Whom the audit log names. */
  readonly who: string;
  readonly reason?: string | undefined;
}

export interface ApproveOptions extends Decider {
  /** Before the waiting period is over. Takes a reason. */
  readonly early?: boolean;
  /** Although not everything matches. Takes a reason. */
  readonly despiteFacts?: boolean;
}

/** Everything there is about one request. */
export interface ShownRequest {
  readonly request: StoredMailboxRequest;
  readonly history: readonly MailboxEvent[];
  /** Of the same old address. */
  readonly others: readonly { readonly reference: string; readonly state: MailboxState }[];
}

/** What the merchant's staff can do; whatever is on the outside, a command line or a page, stands before this. */
export interface Review {
  /** Oldest first. @param states all that can still be decided unless given */
  list(states?: readonly MailboxState[]): Promise<readonly StoredMailboxRequest[]>;
  /** @param reference as it is shown */
  show(reference: string, who: string): Promise<ShownRequest | undefined>;
  /** Checks once more, changes the address, hands the mail over. Doing it again takes up what was left. */
  approve(reference: string, options: ApproveOptions): Promise<Result<Approval, ReviewProblem>>;
  /** Sends nothing. */
  refuse(reference: string, decider: Decider): Promise<Result<'done', ReviewProblem>>;
}

const OPEN: readonly MailboxState[] = ['received', 'matched', 'waiting', 'approved'];

export function createReview(deps: {
  readonly shop: string;
  readonly clock: Clock;
  readonly requests: MailboxRequests;
  readonly gather: GatherFacts;
  readonly changeAddress: ChangeMailboxAddress;
  readonly startWaiting: (requestId: string) => Promise<void>;
  readonly expireMs: number;
}): Review {
  const { shop, clock, requests } = deps;
  const expire = () => requests.expire(clock.now() - deps.expireMs, { who: LATCHKEY, at: clock.now() });

  return {
    async list(states = OPEN) {
      await expire();
      return requests.list(shop, states);
    },

    async show(reference, who) {
      await expire();
      const request = await requests.find(shop, reference);
      if (request === undefined) return undefined;
      const history = await requests.history(request.id);
      const others = await requests.findOthers(request.id);
      await requests.recordShown(request.id, { who, at: clock.now() });
      return { request, history, others };
    },

    async approve(reference, options) {
      await expire();
      const request = await requests.find(shop, reference);
      if (request === undefined) return refused('not-found');
      if (request.state === 'approved') return takeUpAgain(request, options);
      if (request.state === 'refused') return refused('refused-already');
      if (request.state === 'expired') return refused('expired');
      // A process that ended between the two steps of the match leaves it here.
      if (request.state === 'matched') await deps.startWaiting(request.id);
      if (request.state !== 'waiting') return refused('not-matched-yet');
      return approveWaiting(request, options);
    },

    async refuse(reference, { who, reason }) {
      await expire();
      const request = await requests.find(shop, reference);
      if (request === undefined) return refused('not-found');
      if (request.state === 'refused') return refused('refused-already');
      if (request.state === 'expired') return refused('expired');
      const isRefused = await requests.refuse(request.id, { who, at: clock.now(), note: reason });
      return isRefused ? ok('done') : refused('under-way');
    },
  };

  async function approveWaiting(
    request: StoredMailboxRequest,
    { who, reason, early = false, despiteFacts = false }: ApproveOptions,
  ): Promise<Result<Approval, ReviewProblem>> {
    const isEarly = request.waitUntil === undefined || clock.now() < request.waitUntil;
    if (isEarly && !early) return refused('too-early');

    const found = await deps.gather(shop, request.fields);
    if (!found.ok) return refused({ shopify: found.reason });
    if (!isSameMatch(request, found.value)) {
      await requests.recordChangedFacts(request.id, found.value, { who: LATCHKEY, at: clock.now() });
      await deps.startWaiting(request.id);
      return refused('facts-changed');
    }
    const { facts } = found.value;
    if (facts.accountFound !== 'yes') return refused('no-account');
    if (facts.blocked !== 'no') return refused('blocked');
    if (facts.newAddressTaken !== 'no') return refused('new-address-taken');
    const isDoubtful = !allMatches(facts);
    if (isDoubtful && !despiteFacts) return refused('facts-disagree');
    if ((isEarly || isDoubtful) && reason === undefined) return refused('reason-missing');

    const steps: MailboxStep[] = [
      'approved',
      ...(isEarly ? ['approved-early' as const] : []),
      ...(isDoubtful ? ['approved-despite-facts' as const] : []),
    ];
    const isOurs = await requests.approve(request.id, steps, { who, at: clock.now(), note: reason });
    return isOurs ? deps.changeAddress(request, who) : refused('decided-meanwhile');
  }

  /** A change that ended half way: what is left of it is done now. */
  async function takeUpAgain(
    request: StoredMailboxRequest,
    { who, reason }: Decider,
  ): Promise<Result<Approval, ReviewProblem>> {
    if (request.addressState === 'changed') return ok('done-before');
    const act = { who, at: clock.now(), note: reason };
    const isOurs = await requests.approve(request.id, ['taken-up-again'], act);
    return isOurs ? deps.changeAddress(request, who) : refused('decided-meanwhile');
  }
}

function isSameMatch({ facts, customerId }: StoredMailboxRequest, now: Match): boolean {
  return (
    facts !== undefined &&
    customerId === now.customerId &&
    facts.accountFound === now.facts.accountFound &&
    facts.orderFound === now.facts.orderFound &&
    facts.postcodeMatches === now.facts.postcodeMatches &&
    facts.sameCustomer === now.facts.sameCustomer &&
    facts.blocked === now.facts.blocked &&
    facts.newAddressTaken === now.facts.newAddressTaken
  );
}

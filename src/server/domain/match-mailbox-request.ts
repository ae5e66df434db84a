import type { Clock } from '../../contracts/clock.ts';
import type { GatherFacts } from './gather-facts.ts';
import { NOTHING_KNOWN } from './mailbox-facts.ts';
import type { MailboxFacts, MailboxRequests, StoredMailboxRequest } from './mailbox-ports.ts';
import type { Log } from './ports.ts';
import { again, DONE, type Outcome } from './outcome.ts';

/** Writes the mail to the old address, in the shopper's language as far as there is one. */
export type RenderNotice = (notice: {
  readonly shop: string;
  readonly reference: string;
  readonly locale: string;
  /** Milliseconds since the Unix epoch. */
  readonly waitUntil: number;
}) => string;

export interface MatchDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: MailboxRequests;
  readonly gather: GatherFacts;
  readonly renderNotice: RenderNotice;
  readonly waitMs: number;
}

export interface MatchMailboxRequest {
  /** Takes a kept request to where the merchant can decide. Safe to run again after a crash at any point. */
  process(requestId: string): Promise<Outcome>;
  /** Shopify could not be asked for a day: the merchant gets the request with nothing known about it. */
  giveUp(requestId: string): Promise<void>;
  /** Prepares the notice and starts the waiting period of a request that is matched; nothing for any other. */
  startWaiting(requestId: string): Promise<void>;
}

/** The merchant decides on what there is, rather than waiting longer for what Shopify knows. */
const ASKED_FOR_MS = 24 * 3_600_000;

/** The name in the audit log for what nobody did by hand. */
export const LATCHKEY = 'latchkey';

export function createMatchMailboxRequest(deps: MatchDeps): MatchMailboxRequest {
  const { clock, log, requests } = deps;
  const act = () => ({ who: LATCHKEY, at: clock.now() });

  return {
    async process(requestId) {
      const request = await requests.load(requestId);
      if (request?.state === 'received') {
        const found = await deps.gather(request.shop, request.fields);
        if (!found.ok) {
          const { reason, afterSeconds } = found;
          // Parked, and taken up again when the shop is connected: until then nobody can decide on it.
          if (reason === 'needs-reconnect' || clock.now() - request.receivedAt <= ASKED_FOR_MS)
            return again(reason, afterSeconds);
          await giveUp(requestId);
          log.error('request-given-up', { requestId });
          return DONE;
        }
        await requests.recordMatch(requestId, found.value, 'matched', act());
        log.info('mailbox-request-matched', { requestId });
      }
      await startWaiting(requestId);
      return DONE;
    },

    giveUp,
    startWaiting,
  };

  async function giveUp(requestId: string): Promise<void> {
    const nothing = { facts: NOTHING_KNOWN, customerId: undefined };
    await requests.recordMatch(requestId, nothing, 'match-given-up', act());
    await startWaiting(requestId);
  }

  async function startWaiting(requestId: string): Promise<void> {
    const request = await requests.load(requestId);
    if (request?.state !== 'matched' || request.facts === undefined) return;
    const now = clock.now();
    const until = now + deps.waitMs;
    const notice = mayGetNotice(request.facts) ? noticeOf(request, until) : undefined;
    await requests.startWaiting(requestId, { until, notice }, { who: LATCHKEY, at: now });
    log.info('mailbox-request-waiting', { requestId });
  }

  function noticeOf({ shop, reference, locale }: StoredMailboxRequest, waitUntil: number): string {
    return deps.renderNotice({ shop, reference, locale, waitUntil });
  }
}

/** Only a customer's own mailbox is written to: not a stranger's, and not one that gets no mail from the shop. */
function mayGetNotice({ accountFound, blocked }: MailboxFacts): boolean {
  return accountFound === 'yes' && blocked === 'no';
}

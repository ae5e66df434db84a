import type { Clock } from '../../contracts/clock.ts';
import type { MailboxRequests } from './mailbox-ports.ts';
import { LATCHKEY } from './match-mailbox-request.ts';
import type { AccessRequests, Log } from './ports.ts';
import { TRIED_FOR_MS } from './request-ledger.ts';

const DAY_MS = 86_400_000;

/** Longer than a request is tried, so that whatever is still at it is not disturbed. */
const LOST_AFTER_MS = TRIED_FOR_MS + 3_600_000;
/** Looked for on more than one day, in case nobody worked on the first. */
const LOOKED_FOR_MS = 3 * DAY_MS;

/** In days. */
export interface Retention {
  /** Until a request of a shopper without their mailbox expires that nobody decides on, from the end of its wait. */
  readonly mailboxExpireDays: number;
  /** How long such a request is kept after its decision. */
  readonly mailboxKeepDays: number;
  /** How long a way-in request is kept. */
  readonly requestKeepDays: number;
}

/**
 * Ends what nobody is at any more, as where a job was lost with a backup, and ends and deletes what has had its time:
 * once a day is enough, twice at once does no harm. A request that expires today is kept as long as any other that was
 * decided today. Of every shop, those too that the app does not serve any more and knows no more: what is kept for so
 * many days is kept no longer.
 */
export function createTidy(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: Pick<AccessRequests, 'endLost' | 'forget'>;
  readonly mailboxRequests: Pick<MailboxRequests, 'expire' | 'purge'>;
  readonly retention: Retention;
}): () => Promise<void> {
  const { clock, log, requests, mailboxRequests, retention } = deps;
  return async () => {
    const now = clock.now();
    const before = (days: number) => now - days * DAY_MS;
    const act = { who: LATCHKEY, at: now };
    const ended = await requests.endLost(now - LOST_AFTER_MS - LOOKED_FOR_MS, now - LOST_AFTER_MS, now);
    if (ended > 0) log.error('lost-requests-ended', { count: ended });
    const expired = await mailboxRequests.expire(before(retention.mailboxExpireDays), act);
    log.info('mailbox-requests-expired', { count: expired });
    const purged = await mailboxRequests.purge(before(retention.mailboxKeepDays), act);
    log.info('mailbox-requests-purged', { count: purged });
    const forgotten = await requests.forget(before(retention.requestKeepDays));
    log.info('requests-deleted', { count: forgotten });
  };
}

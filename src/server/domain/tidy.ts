import type { Clock } from '../../contracts/clock.ts';
import type { MailboxRequests } from './mailbox-ports.ts';
import { LATCHKEY } from './match-mailbox-request.ts';
import type { AccessRequests, Log } from './ports.ts';

const DAY_MS = 86_400_000;

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
 * Ends and deletes what has had its time: once a day is enough, twice at once does no harm. A request that expires
 * today is kept as long as any other that was decided today.
 */
export function createTidy(deps: {
  readonly shop: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: Pick<AccessRequests, 'forget'>;
  readonly mailboxRequests: Pick<MailboxRequests, 'expire' | 'purge'>;
  readonly retention: Retention;
}): () => Promise<void> {
  const { shop, clock, log, requests, mailboxRequests, retention } = deps;
  return async () => {
    const now = clock.now();
    const before = (days: number) => now - days * DAY_MS;
    const act = { who: LATCHKEY, at: now };
    const expired = await mailboxRequests.expire(shop, before(retention.mailboxExpireDays), act);
    log.info('mailbox-requests-expired', { count: expired });
    const purged = await mailboxRequests.purge(shop, before(retention.mailboxKeepDays), act);
    log.info('mailbox-requests-purged', { count: purged });
    const forgotten = await requests.forget(shop, before(retention.requestKeepDays));
    log.info('requests-deleted', { count: forgotten });
  };
}

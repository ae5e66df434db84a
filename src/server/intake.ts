import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import { createInbox } from './db/inbox.ts';
import { createMailboxInbox } from './db/mailbox-inbox.ts';
import { createAcceptAccessRequest, type AcceptAccessRequest } from './domain/accept-access-request.ts';
import { createAcceptMailboxRequest, type AcceptMailboxRequest } from './domain/accept-mailbox-request.ts';
import { createIntakeGuard } from './intake-guard.ts';
import { ACCESS_REQUESTS, MAILBOX_REQUESTS, type Queue } from './jobs/queue.ts';
import type { Pools } from './open-pools.ts';
import type { Watch } from './telemetry/watch.ts';

/**
 * A job costs PostgreSQL more than all the rest of a request; a crowd shares some. Not more, because a job is as slow as
 * its slowest request.
 */
const TOGETHER = 4;

/** Puts together how requests are taken: limits, suspicion, and the transaction that keeps a request with its job. */
export function createIntake(deps: {
  readonly config: Config;
  readonly clock: Clock;
  readonly vault: AddressVault;
  readonly pools: Pick<Pools, 'intake' | 'limits'>;
  readonly watch: Watch;
  readonly addJobsTo: (queue: Queue, together?: number) => AddJobs;
}): { readonly accept: AcceptAccessRequest; readonly acceptMailboxRequest: AcceptMailboxRequest } {
  const { config, clock, vault, pools, watch, addJobsTo } = deps;
  const shared = { pool: pools.intake, vault, clock };
  const guard = createIntakeGuard({ config, clock, vault, pool: pools.limits });
  const inbox = createInbox({ ...shared, addJobs: addJobsTo(ACCESS_REQUESTS, TOGETHER) });
  const mailboxInbox = createMailboxInbox({ ...shared, addJobs: addJobsTo(MAILBOX_REQUESTS) });
  return {
    accept: createAcceptAccessRequest({
      ...guard,
      inbox: { keep: watch.keeping(ACCESS_REQUESTS.name, inbox.keep) },
    }),
    acceptMailboxRequest: createAcceptMailboxRequest({
      limits: guard.mailboxLimits,
      inbox: { keep: watch.keeping(MAILBOX_REQUESTS.name, mailboxInbox.keep) },
    }),
  };
}

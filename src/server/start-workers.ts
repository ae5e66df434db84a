import type { PgBoss } from 'pg-boss';
import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import type { Pool } from './db/pools.ts';
import { createForgetRunOut } from './db/run-out.ts';
import type { Gate } from './domain/gate-ports.ts';
import type { AccessRequests, Log } from './domain/ports.ts';
import type { Outcome } from './domain/outcome.ts';
import { createTidy } from './domain/tidy.ts';
import { startDaily } from './jobs/daily.ts';
import type { FairOrder } from './jobs/fair-order.ts';
import { startHourly } from './jobs/hourly.ts';
import { ACCESS_REQUESTS, MAILBOX_REQUESTS } from './jobs/queue.ts';
import { startWorker } from './jobs/worker.ts';
import { createMailboxReview } from './mailbox-review.ts';
import type { ShopAccess } from './shop-access.ts';
import type { Watch } from './telemetry/watch.ts';
import type { WebhookService } from './webhooks.ts';

export interface WorkersDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly requests: AccessRequests;
  readonly processRequest: (requestId: string) => Promise<Outcome>;
  readonly gate: Gate;
  readonly shopAccess: ShopAccess;
  readonly webhooks: WebhookService;
  readonly order: FairOrder;
  readonly watch: Watch;
  readonly addMailJobs: AddJobs;
}

/** Starts working on every queue, and what is due by the clock; `boss.stop()` ends it. */
export async function startWorkers(boss: PgBoss, deps: WorkersDeps): Promise<void> {
  const { config, clock, log, requests, gate, webhooks, order, watch } = deps;
  const { shops, installed } = deps.shopAccess;
  const shared = { park: installed?.parked.park, order, log };

  await startWorker(boss, {
    ...shared,
    queue: ACCESS_REQUESTS,
    process: watch.job(ACCESS_REQUESTS.name, deps.processRequest),
    giveUp: (requestId) => requests.giveUp(requestId, 'gave-up', clock.now()),
  });

  const { match, requests: mailboxRequests } = createMailboxReview({ ...deps, gate, shops });
  await startWorker(boss, {
    ...shared,
    ...match,
    queue: MAILBOX_REQUESTS,
    process: watch.job(MAILBOX_REQUESTS.name, (id) => match.process(id)),
  });

  for (const { queue, process, giveUp } of webhooks.work) {
    await startWorker(boss, { queue, process: watch.job(queue.name, process), giveUp, order, log });
  }

  const forgetOld = createTidy({ clock, log, requests, mailboxRequests, retention: config });
  const forgetRunOut = createForgetRunOut(deps.pool);
  const tidy = async () => {
    await forgetOld();
    await forgetRunOut(clock.now());
    await webhooks.daily();
  };
  await startDaily(boss, tidy, log);
  if (installed !== undefined) await startHourly(boss, installed.keep, log);
}

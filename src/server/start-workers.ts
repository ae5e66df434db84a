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
import { ACCESS_REQUESTS, ACCOUNTS_CHECKS, MAILBOX_REQUESTS } from './jobs/queue.ts';
import { startWorker } from './jobs/worker.ts';
import { createMailboxReview } from './mailbox-review.ts';
import type { ShopAccess } from './shop-access.ts';
import type { ShopAccounts } from './shop-accounts.ts';
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
  readonly accounts: Pick<ShopAccounts, 'check' | 'daily' | 'telling'>;
  readonly order: FairOrder;
  readonly watch: Watch;
  readonly addMailJobs: AddJobs;
}

/** Starts working on every queue, and what is due by the clock; `boss.stop()` ends it. */
export async function startWorkers(boss: PgBoss, deps: WorkersDeps): Promise<void> {
  const { config, clock, log, requests, gate, webhooks, accounts, order, watch } = deps;
  const { shops, installed } = deps.shopAccess;
  const shared = { park: installed?.parked.park, order, log };

  await startWorker(boss, {
    ...shared,
    queue: ACCESS_REQUESTS,
    process: watch.job(ACCESS_REQUESTS.name, deps.processRequest),
    giveUp: (requestId) => requests.giveUp(requestId, 'gave-up', clock.now()),
  });

  const { match, requests: mailboxRequests } = createMailboxReview({
    ...deps,
    gate,
    shops,
    telling: accounts.telling,
  });
  await startWorker(boss, {
    ...shared,
    ...match,
    queue: MAILBOX_REQUESTS,
    process: watch.job(MAILBOX_REQUESTS.name, (id) => match.process(id)),
  });

  for (const { queue, process, giveUp } of webhooks.work) {
    await startWorker(boss, { queue, process: watch.job(queue.name, process), giveUp, order, log });
  }

  await startWorker(boss, {
    queue: ACCOUNTS_CHECKS,
    process: watch.job(ACCOUNTS_CHECKS.name, accounts.check),
    // Not lost: Shopify is asked again every day.
    giveUp: async () => undefined,
    order,
    log,
  });

  const forgetOld = createTidy({ clock, log, requests, mailboxRequests, retention: config });
  const forgetRunOut = createForgetRunOut(deps.pool);
  const tidy = async () => {
    await accounts.daily();
    await forgetOld();
    await forgetRunOut(clock.now());
    await webhooks.daily();
  };
  await startDaily(boss, tidy, log);
  if (installed !== undefined) await startHourly(boss, installed.keep, log);
}

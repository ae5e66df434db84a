import { fileURLToPath } from 'node:url';
import type { PgBoss } from 'pg-boss';
import type { Clock } from '../contracts/clock.ts';
import { createApp } from './app.ts';
import { createLedger } from './block-ledger.ts';
import type { Config } from './config.ts';
import { createAccessRequests } from './db/access-requests.ts';
import { createAddressVault } from './db/address-vault.ts';
import { readQueueStates } from './db/queue-state.ts';
import type { Log } from './domain/ports.ts';
import { createProcessAccessRequest } from './domain/process-access-request.ts';
import type { Timer } from './domain/timer.ts';
import { withAvailability } from './http/availability.ts';
import { createIntake } from './intake.ts';
import { createFairOrder } from './jobs/fair-order.ts';
import { ACCESS_REQUESTS, ACCOUNTS_CHECKS, MAILBOX_REQUESTS, QUEUE_NAMES, WEBHOOKS } from './jobs/queue.ts';
import { finishJobs, stopTaking } from './jobs/stopping.ts';
import { createMailboxLookUp } from './mailbox-look-up.ts';
import { loadTexts } from './node/load-texts.ts';
import { systemTimer } from './node/system-timer.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openPools } from './open-pools.ts';
import { createPacing } from './pacing.ts';
import { createPasswordLookUp } from './password-look-up.ts';
import { createQueueConnection, NotConnected } from './queue-connection.ts';
import { createShopAccounts } from './shop-accounts.ts';
import { createShopAccess } from './shop-access.ts';
import { createCustomerAccounts } from './shopify/customer-accounts.ts';
import { startWorkers } from './start-workers.ts';
import { noTelemetry, type Telemetry } from './telemetry/telemetry.ts';
import { createWatch } from './telemetry/watch.ts';
import { createWebhookService } from './webhooks.ts';
import { withoutRepeats } from './without-repeats.ts';

export type Role = 'server' | 'worker';

export interface ServiceOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: readonly Role[];
  /** Carries the calls to Shopify and to the list of stolen passwords; the platform's own unless given. */
  readonly fetch?: typeof globalThis.fetch;
  /** Ends waiting for DNS; the machine's own unless given. */
  readonly timer?: Timer;
  /** Counts and traces; nobody does unless given. Ended by its owner, after the service. */
  readonly telemetry?: Telemetry;
}

export interface Service {
  /** Answers one request, at any time: before the start and without a database with `unavailable`. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Resolves when the first attempt to reach the database has ended; others follow by themselves. */
  start(): Promise<void>;
  /** Whether a request could be kept now. */
  readonly isReady: () => Promise<boolean>;
  /** Says that it is not ready and takes no more jobs; requests are answered until the stop. */
  drain(): void;
  /** Ends the jobs under way and every connection. May be called at any time and more than once. */
  stop(): Promise<void>;
}

/** Where the texts of the themed pages lie beside this file. */
const TEXTS = {
  extension: fileURLToPath(new URL('../../extensions/account-access/locales', import.meta.url)),
  afterAnswer: fileURLToPath(new URL('../texts', import.meta.url)),
};

/** The composition root: the only place that knows which implementation stands behind which port. */
export function createService({
  config,
  clock,
  log: fullLog,
  roles,
  fetch: plainFetch = globalThis.fetch,
  timer = systemTimer,
  telemetry = noTelemetry,
}: ServiceOptions): Service {
  let stopped: Promise<void> | undefined;
  let draining = false;
  const watch = createWatch(telemetry);
  const log = watch.log(withoutRepeats(fullLog));
  const fetch = watch.fetch(plainFetch);
  const pools = openPools(config, log);
  const order = createFairOrder(clock);
  const queue = createQueueConnection({ databaseUrl: config.databaseUrl, pool: pools.work, order, log });
  const vault = createAddressVault(config.addressKey);
  const { pace, gate, circuits } = watch.pacing(
    createPacing({ config, clock, log, pool: pools.work, vault }),
  );
  const shopAccess = createShopAccess({
    config,
    clock,
    log,
    fetch,
    pools: { quick: pools.work, hold: pools.tokens },
    gate,
    addJobs: {
      [ACCESS_REQUESTS.name]: queue.addJobsTo(ACCESS_REQUESTS),
      [MAILBOX_REQUESTS.name]: queue.addJobsTo(MAILBOX_REQUESTS),
    },
    async afterConnect(shop) {
      await webhooks.afterConnect(shop);
      await accounts.afterConnect(shop);
    },
  });
  const { shops, installed } = shopAccess;
  const requests = createAccessRequests(pools.work, vault);
  const webhooks = createWebhookService({
    config,
    clock,
    log,
    fetch,
    vault,
    pools: { intake: pools.webhooks, work: pools.work },
    shopAccess,
    addJobs: queue.addJobsTo,
    gate,
    accounts: () => accounts.follow,
    afterErasure: started,
  });
  const accounts = createShopAccounts({
    config,
    clock,
    log,
    fetch,
    pools,
    shopAccess,
    gate,
    addJobs: queue.addJobsTo(ACCOUNTS_CHECKS),
    startRebuild: webhooks.startRebuild,
  });
  async function started(): Promise<void> {
    await webhooks.started();
    await accounts.started();
  }

  const processRequest = createProcessAccessRequest({
    clock,
    log,
    requests,
    accounts: accounts.telling(watch.accounts(createCustomerAccounts({ shops, fetch, gate }))),
    assess: createLedger({ config, clock, pool: pools.work, vault }),
    pace,
    repeatWindowMs: config.repeatWindowSeconds * 1000,
  });

  const begin = (boss: PgBoss) =>
    startWorkers(boss, {
      config,
      clock,
      log,
      fetch,
      pool: pools.work,
      vault,
      requests,
      processRequest,
      gate,
      shopAccess,
      webhooks,
      accounts,
      order,
      watch,
      addMailJobs,
    });

  const addMailJobs = queue.addJobsTo(ACCESS_REQUESTS);
  const { accept, acceptMailboxRequest } = createIntake({
    config,
    clock,
    vault,
    pools,
    watch,
    addJobsTo: queue.addJobsTo,
  });
  const mailboxLookUp = createMailboxLookUp({ config, clock, timer, log, vault, pool: pools.mailDomains });
  function whileConnected<Asked, Answer>(
    take: (request: Asked) => Promise<Answer>,
  ): (request: Asked) => Promise<Answer> {
    const takeNow = async (request: Asked) => {
      if (queue.current() === undefined || stopped !== undefined) throw new NotConnected();
      return take(request);
    };
    return withAvailability(takeNow, { log });
  }

  const canKeep = oneAtATime(() =>
    pools.intake.query('SELECT 1').then(
      () => true,
      () => false,
    ),
  );
  async function isReady(): Promise<boolean> {
    return queue.current() !== undefined && !draining && stopped === undefined && canKeep();
  }

  telemetry.readFrom({ queues: () => readQueueStates(pools.work, QUEUE_NAMES), circuits: circuits.read });

  const handle = createApp({
    apiSecrets: config.apiSecrets,
    shops: { serves: installed === undefined ? shops.serves : withAvailability(shops.serves, { log }) },
    appHome: installed,
    clock,
    log,
    texts: loadTexts(TEXTS),
    forwardedHops: config.forwardedHops,
    mail: config.mail,
    lookUpHashRange: createPasswordLookUp({ config, fetch, clock }),
    findMailbox: mailboxLookUp.findMailbox,
    accept: whileConnected(accept),
    signInWith: accounts.signInWith,
    acceptMailboxRequest: whileConnected(acceptMailboxRequest),
    keepWebhook: whileConnected(watch.keeping(WEBHOOKS.name, webhooks.keep)),
    isReady,
    watch: watch.requests,
  });

  async function shutDown(): Promise<void> {
    const boss = await queue.stop();
    try {
      await finishJobs(boss);
    } finally {
      mailboxLookUp.stop();
      await pools.end();
    }
    log.info('service-stopped');
  }

  return {
    handle,
    async start() {
      await queue.open(roles.includes('worker') ? { begin, afterwards: started } : undefined);
      log.info('service-started', { role: roles.join('-') });
    },
    isReady,
    drain() {
      if (draining) return;
      draining = true;
      log.info('service-draining');
      void stopTaking(queue.current(), QUEUE_NAMES);
    },
    async stop() {
      stopped ??= shutDown();
      return stopped;
    },
  };
}

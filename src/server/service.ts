import { fileURLToPath } from 'node:url';
import type { Clock } from '../contracts/clock.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createAccessRequests } from './db/access-requests.ts';
import { createAddressVault } from './db/address-vault.ts';
import { createCustomerHistory } from './db/customer-history.ts';
import { createInbox, type AddJobs } from './db/inbox.ts';
import { createMailboxInbox } from './db/mailbox-inbox.ts';
import { migrate } from './db/migrate.ts';
import { createPool } from './db/pools.ts';
import { createRequestLimits } from './db/rate-limits.ts';
import { createAcceptAccessRequest } from './domain/accept-access-request.ts';
import { createAcceptMailboxRequest } from './domain/accept-mailbox-request.ts';
import { codeOf } from './domain/error-code.ts';
import { createLookUpHashRange } from './domain/look-up-hash-range.ts';
import type { Log } from './domain/ports.ts';
import { createProcessAccessRequest } from './domain/process-access-request.ts';
import type { Timer } from './domain/timer.ts';
import { createTidy } from './domain/tidy.ts';
import { withAvailability } from './http/availability.ts';
import { startDaily } from './jobs/daily.ts';
import { ACCESS_REQUESTS, addJobs, MAILBOX_REQUESTS, openQueue, type Queue } from './jobs/queue.ts';
import { startWorker } from './jobs/worker.ts';
import { createMailboxLookUp } from './mailbox-look-up.ts';
import { configuredShop, createMailboxReview, policiesOf } from './mailbox-review.ts';
import { keepTrying, type KeptTrying } from './node/keep-trying.ts';
import { loadTexts } from './node/load-texts.ts';
import { systemTimer } from './node/system-timer.ts';
import { createHashRanges } from './pwned-passwords/hash-ranges.ts';
import { createCustomerAccounts } from './shopify/customer-accounts.ts';
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
}

export interface Service {
  /** Answers one request, at any time: before the start and without a database with `unavailable`. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Resolves when the first attempt to reach the database has ended; others follow by themselves. */
  start(): Promise<void>;
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
  fetch = globalThis.fetch,
  timer = systemTimer,
}: ServiceOptions): Service {
  const log = withoutRepeats(fullLog);
  const pool = (name: string, max: number, timeoutMs: number, settings?: string) =>
    createPool(
      { url: config.databaseUrl, name, max, timeoutMs, ...(settings === undefined ? {} : { settings }) },
      log,
    );
  const intakePool = pool('intake', 2, 1_200);
  // A count that a crash forgets is no loss; waiting for the disk at every count would be.
  const limitsPool = pool('limits', 4, 1_200, '-c synchronous_commit=off');
  const workPool = pool('work', 6, 10_000);
  // Apart, and given up early: DNS answers without it, and way-in requests must not wait behind it.
  const mailDomainsPool = pool('mail-domains', 2, 500, '-c synchronous_commit=off');
  const vault = createAddressVault(config.addressKey);
  const shops = configuredShop(config);
  const requests = createAccessRequests(workPool, vault);

  const processRequest = createProcessAccessRequest({
    clock,
    log,
    requests,
    history: createCustomerHistory(workPool),
    accounts: createCustomerAccounts({ shops, fetch }),
    policies: policiesOf(config),
    repeatWindowMs: config.repeatWindowSeconds * 1000,
  });

  async function connect() {
    await migrate(workPool);
    const boss = await openQueue(
      { databaseUrl: config.databaseUrl, supervise: roles.includes('worker') },
      log,
    );
    if (roles.includes('worker')) {
      const giveUp = (requestId: string) => requests.giveUp(requestId, clock.now());
      await startWorker(boss, { queue: ACCESS_REQUESTS, process: processRequest, giveUp, log });
      const { match, requests: mailboxRequests } = createMailboxReview({
        config,
        clock,
        log,
        pool: workPool,
        vault,
        fetch,
        addMailJobs,
      });
      await startWorker(boss, { queue: MAILBOX_REQUESTS, ...match, log });
      const { shopDomain: shop } = config;
      const tidy = createTidy({ shop, clock, log, requests, mailboxRequests, retention: config });
      await startDaily(boss, tidy, log);
    }
    log.info('database-ready');
    return boss;
  }
  let connection: KeptTrying<Awaited<ReturnType<typeof connect>>> | undefined;
  let stopped: Promise<void> | undefined;

  const addJobsTo =
    (queue: Queue): AddJobs =>
    (requestIds, client) => {
      const boss = connection?.current();
      if (boss === undefined) throw new NotConnected();
      return addJobs(boss, queue, requestIds, (text, values) => client.query(text, values));
    };
  const addMailJobs = addJobsTo(ACCESS_REQUESTS);
  const inbox = createInbox({ pool: intakePool, vault, clock, addJobs: addMailJobs });
  const limits = createRequestLimits({ pool: limitsPool, vault, clock, ...config.limits });
  const accept = createAcceptAccessRequest({ limits, inbox });
  const acceptMailboxRequest = createAcceptMailboxRequest({
    limits: createRequestLimits({
      pool: limitsPool,
      vault,
      clock,
      prefix: 'mailbox-',
      ...config.mailboxLimits,
    }),
    inbox: createMailboxInbox({ pool: intakePool, vault, clock, addJobs: addJobsTo(MAILBOX_REQUESTS) }),
  });
  const mailboxLookUp = createMailboxLookUp({ config, clock, timer, log, vault, pool: mailDomainsPool });
  const passwordsOrigin = config.breachedPasswordsOrigin;
  const lookUpHashRange =
    passwordsOrigin === undefined
      ? undefined
      : createLookUpHashRange({ ranges: createHashRanges({ fetch, origin: passwordsOrigin }), clock });

  function whileConnected<Asked, Answer>(
    take: (request: Asked) => Promise<Answer>,
  ): (request: Asked) => Promise<Answer> {
    const takeNow = async (request: Asked) => {
      if (connection?.current() === undefined || stopped !== undefined) throw new NotConnected();
      return take(request);
    };
    return withAvailability(takeNow, { log });
  }

  const handle = createApp({
    apiSecret: config.apiSecret,
    shops,
    clock,
    log,
    texts: loadTexts(TEXTS),
    forwardedHops: config.forwardedHops,
    mail: config.mail,
    lookUpHashRange,
    findMailbox: mailboxLookUp.findMailbox,
    accept: whileConnected(accept),
    acceptMailboxRequest: whileConnected(acceptMailboxRequest),
    isReady: async () => {
      if (connection?.current() === undefined || stopped !== undefined) return false;
      return intakePool.query('SELECT 1').then(
        () => true,
        () => false,
      );
    },
  });

  async function shutDown(): Promise<void> {
    const boss = await connection?.stop();
    await boss?.stop({ graceful: true, timeout: 25_000 });
    mailboxLookUp.stop();
    await Promise.all([intakePool, limitsPool, workPool, mailDomainsPool].map((each) => each.end()));
    log.info('service-stopped');
  }

  return {
    handle,
    async start() {
      connection ??= keepTrying(connect, {
        onFailure: (error) => log.warn('database-unavailable', { code: codeOf(error) }),
      });
      await connection.firstAttempt;
      log.info('service-started', { role: roles.join('-') });
    },
    async stop() {
      stopped ??= shutDown();
      return stopped;
    },
  };
}

class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

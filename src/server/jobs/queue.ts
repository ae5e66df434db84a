import { PgBoss, type JobInsert } from 'pg-boss';
import { SteadyClient } from '../db/pools.ts';
import type { Log } from '../domain/ports.ts';
import { codeOf } from '../domain/error-code.ts';
import type { FairOrder } from './fair-order.ts';

/**
 * Holds ids only: what a job needs to know is in its row, where it is encrypted. Several are requests of one shop that
 * were kept in one transaction.
 */
export type RequestJob = { readonly requestId: string } | { readonly requestIds: readonly string[] };

/** Whose requests these are; at least one. */
export function requestIdsOf(job: RequestJob): readonly string[] {
  return 'requestIds' in job ? job.requestIds : [job.requestId];
}

/** A queue, and where its jobs go that failed for good. */
export interface Queue {
  readonly name: string;
  readonly failed: string;
  /** How often a worker looks without having been woken. */
  readonly pollingSeconds: number;
}

export const ACCESS_REQUESTS: Queue = {
  name: 'access-requests',
  failed: 'access-requests-failed',
  pollingSeconds: 0.5,
};

/** Nobody waits in front of a screen for these. */
export const MAILBOX_REQUESTS: Queue = {
  name: 'mailbox-requests',
  failed: 'mailbox-requests-failed',
  pollingSeconds: 5,
};

/** Shopify has its answer already. */
export const WEBHOOKS: Queue = { name: 'webhooks', failed: 'webhooks-failed', pollingSeconds: 1 };

/** Pages of customers, read in the background. */
export const LEDGER_REBUILDS: Queue = {
  name: 'ledger-rebuilds',
  failed: 'ledger-rebuilds-failed',
  pollingSeconds: 2,
};

/** One for each shop: which accounts it has, and whether Liquid knows. Pages wait for it on the day a shop switches. */
export const ACCOUNTS_CHECKS: Queue = {
  name: 'accounts-checks',
  failed: 'accounts-checks-failed',
  pollingSeconds: 2,
};

/** All that is worked on the whole day: depth and age of these are measured. */
export const QUEUE_NAMES: readonly string[] = [
  ACCESS_REQUESTS,
  MAILBOX_REQUESTS,
  WEBHOOKS,
  LEDGER_REBUILDS,
  ACCOUNTS_CHECKS,
].flatMap(({ name, failed }) => [name, failed]);

export const FIRST_RETRY_SECONDS = 1;

/**
 * Retries after about 1, 2, 4 … seconds, at most every 15 minutes, for a little over a day: a shopper who
 * asked during an outage of Shopify still gets the mail, and after that it would only be a surprise.
 */
const RETRIES = {
  retryLimit: 110,
  retryDelay: FIRST_RETRY_SECONDS,
  retryBackoff: true,
  retryDelayMax: 900,
};

/** A worker that was killed is noticed when its heartbeat is this old, the least pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** Each time pg-boss counts all jobs there are, which takes 0.7 s for a million. */
const SUPERVISE_SECONDS = 5;

/** Longer than a look-up and a mail that both run into their time-outs. */
const EXPIRE_SECONDS = 60;

/**
 * For a server that vanished without a word: pg-boss would wait for its answer as long as the system does, a
 * quarter of an hour. And for one that ends a connection at the wrong moment. Handed on to `pg` as they are.
 */
const WATCH = { query_timeout: 60_000, keepAlive: true, Client: SteadyClient };

/**
 * Starts pg-boss on its own small pool and makes the queues.
 *
 * @param options.supervise whether this process looks after jobs of workers that died and after schedules, as every
 *   worker does
 * @param begin what is to be started on the queues, if anything
 * @throws Error of PostgreSQL; nothing is left open or running then
 */
export async function openQueue(
  options: { readonly databaseUrl: string; readonly supervise: boolean },
  log: Log,
  begin?: (boss: PgBoss) => Promise<void>,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    application_name: 'latchkey-queue',
    max: options.supervise ? 4 : 1,
    connectionTimeoutMillis: 2_000,
    ...WATCH,
    useListenNotify: options.supervise,
    supervise: options.supervise,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    schedule: options.supervise,
  });
  // Codes only: messages of failed statements can repeat what was in them.
  boss.on('error', (error) => log.warn('queue-problem', { code: codeOf(error) }));
  try {
    await boss.start();
    await createQueue(boss, ACCESS_REQUESTS);
    await createQueue(boss, MAILBOX_REQUESTS);
    await createQueue(boss, WEBHOOKS);
    await createQueue(boss, LEDGER_REBUILDS);
    await createQueue(boss, ACCOUNTS_CHECKS);
    await begin?.(boss);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}

async function createQueue(boss: PgBoss, { name, failed }: Queue): Promise<void> {
  await boss.createQueue(failed, { ...RETRIES, notify: true, expireInSeconds: EXPIRE_SECONDS });
  await boss.createQueue(name, {
    ...RETRIES,
    notify: true,
    deadLetter: failed,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    deleteAfterSeconds: 86_400,
  });
  // pg-boss looks a queue up before its first job, on another connection than the job's transaction.
  await boss.getQueue(name);
}

/** @param shop whose job it is; empty where that makes no difference */
export function jobOf(requestIds: readonly string[], shop: string): JobInsert<RequestJob> {
  const [requestId = ''] = requestIds;
  const data = requestIds.length === 1 ? { requestId } : { requestIds };
  return { data, ...(shop === '' ? {} : { group: { id: shop } }) };
}

/**
 * Adds jobs for these requests.
 *
 * @param shops whose request each is; none: those of one shop
 * @param order where each stands among the others
 * @param send sends the one statement that it takes; what PostgreSQL says to it is of no interest
 * @param together so many requests of one shop share a job, and the place in line of the first of them
 */
export async function addJobs(
  boss: PgBoss,
  { name }: Queue,
  requestIds: readonly string[],
  shops: readonly string[] | undefined,
  order: FairOrder,
  send: (text: string, values?: unknown[]) => Promise<unknown>,
  together = 1,
): Promise<void> {
  const jobs: JobInsert<RequestJob>[] = [];
  for (const [shop, ids] of byShop(requestIds, shops)) {
    for (let from = 0; from < ids.length; from += together) {
      const share = ids.slice(from, from + together);
      const [priority = 0] = share.map(() => order.priorityOf(shop, 'self-service'));
      jobs.push({ ...jobOf(share, shop), priority });
    }
  }
  const executeSql = async (text: string, values?: unknown[]) => {
    await send(text, values);
    return { rows: [] };
  };
  await boss.insert(name, jobs, { db: { executeSql } });
}

function byShop(
  requestIds: readonly string[],
  shops: readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const [index, id] of requestIds.entries()) {
    const shop = shops?.[index] ?? '';
    const ids = all.get(shop);
    if (ids === undefined) all.set(shop, [id]);
    else ids.push(id);
  }
  return all;
}

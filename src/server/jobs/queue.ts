import { PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import { codeOf } from '../domain/error-code.ts';

/** Holds ids only: what a job needs to know is in its row, where it is encrypted. */
export interface RequestJob {
  readonly requestId: string;
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

/**
 * Retries after about 1, 2, 4 … seconds, at most every 15 minutes, for a little over a day: a shopper who
 * asked during an outage of Shopify still gets the mail, and after that it would only be a surprise.
 */
const RETRIES = { retryLimit: 110, retryDelay: 1, retryBackoff: true, retryDelayMax: 900 };

/** A worker that was killed is noticed when its heartbeat is this old, the least pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 2;

/** Longer than a look-up and a mail that both run into their time-outs. */
const EXPIRE_SECONDS = 60;

/**
 * For a server that vanished without a word: pg-boss would wait for its answer as long as the system does, a
 * quarter of an hour. Handed on to `pg` as they are.
 */
const WATCH = { query_timeout: 60_000, keepAlive: true };

/**
 * Starts pg-boss on its own small pool and makes the queues.
 *
 * @param supervise whether this process looks after jobs of workers that died and after schedules, as every worker does
 * @throws Error of PostgreSQL; nothing is left open then
 */
export async function openQueue(
  options: { readonly databaseUrl: string; readonly supervise: boolean },
  log: Log,
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

/** Adds one job for each request, on the given connection. */
export async function addJobs(
  boss: PgBoss,
  { name }: Queue,
  requestIds: readonly string[],
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
): Promise<void> {
  const jobs = requestIds.map((requestId) => ({ data: { requestId } }));
  await boss.insert(name, jobs, { db: { executeSql: query } });
}

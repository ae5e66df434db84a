import type { PgBoss } from 'pg-boss';
import type { AddJobs } from './db/grouped-insert.ts';
import { migrate } from './db/migrate.ts';
import type { Pool } from './db/pools.ts';
import { codeOf } from './domain/error-code.ts';
import type { Log } from './domain/ports.ts';
import type { FairOrder } from './jobs/fair-order.ts';
import { addJobs, openQueue, type Queue } from './jobs/queue.ts';
import { keepTrying, type KeptTrying } from './node/keep-trying.ts';

/** The queue of a service, which is opened as soon as the database can be reached. */
export interface QueueConnection {
  /** Undefined before that. */
  current(): PgBoss | undefined;
  /** What adds jobs to it; throws {@link NotConnected} before that. @param together as for `jobs/queue.ts` */
  readonly addJobsTo: (queue: Queue, together?: number) => AddJobs;
  /**
   * Brings the database up to date and opens the queue, trying again and again.
   *
   * @param work of a worker: begins working on the queues, and what is to be done once they are there
   * @returns when the first attempt has ended, well or not
   */
  open(work?: {
    readonly begin: (boss: PgBoss) => Promise<void>;
    readonly afterwards: () => Promise<void>;
  }): Promise<void>;
  /** Tries no more. @returns what was opened until then, for its jobs to be finished */
  stop(): Promise<PgBoss | undefined>;
}

export function createQueueConnection(deps: {
  readonly databaseUrl: string;
  /** For migrations. */
  readonly pool: Pool;
  readonly order: FairOrder;
  readonly log: Log;
}): QueueConnection {
  const { databaseUrl, pool, order, log } = deps;
  let connection: KeptTrying<PgBoss> | undefined;
  const current = () => connection?.current();

  return {
    current,

    addJobsTo: (queue, together) => (requestIds, client, shopsOf) => {
      const boss = current();
      if (boss === undefined) throw new NotConnected();
      // Planning it takes longer than running it, so each connection does that once.
      const send = (text: string, values: unknown[] = []) =>
        client.query({ name: `add-jobs-${queue.name}`, text, values });
      return addJobs(boss, queue, requestIds, shopsOf, order, send, together);
    },

    async open(work) {
      async function connect(): Promise<PgBoss> {
        await migrate(pool);
        const boss = await openQueue({ databaseUrl, supervise: work !== undefined }, log, work?.begin);
        log.info('database-ready');
        return boss;
      }
      connection ??= keepTrying(connect, {
        onFailure: (error) => log.warn('database-unavailable', { code: codeOf(error) }),
        ...(work === undefined ? {} : { onMade: work.afterwards }),
      });
      await connection.firstAttempt;
    },

    stop: async () => connection?.stop(),
  };
}

/** Nothing can be kept: the database has not been reached yet. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

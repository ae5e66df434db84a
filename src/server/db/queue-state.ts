import type { Pool } from './pools.ts';

export interface QueueState {
  readonly queue: string;
  /** Jobs that could be worked on now; of more than 20,000, at least so many. */
  readonly due: number;
  /** Jobs that wait for their time: retries, and mails that were put off. */
  readonly later: number;
  readonly active: number;
  /** How long the job that has been due longest has waited; 0 where none is. */
  readonly oldestDueSeconds: number;
}

interface Row {
  readonly queue: string;
  readonly due: number;
  readonly later: number;
  readonly active: number;
  readonly oldest: number;
}

/** More than anybody needs to know exactly; with a million waiting it takes 12 ms, and all of them 1,000. */
const COUNTED = 20_000;

/**
 * What waits is counted by us, and not taken from `pgboss.queue`, whose figures the workers refresh: they stand still
 * when no worker is left, which is when somebody looks. It goes along an index of pg-boss in the order in which jobs
 * are taken, and only so far; of more than that, pg-boss's own count is believed, as it is for what is under way.
 */
const READ = {
  name: 'read-queue-state',
  text: `SELECT queue.name AS queue, queue.active_count AS active, waiting.oldest,
      CASE WHEN waiting.seen < $2 THEN waiting.due
        ELSE greatest(waiting.due, queue.queued_count - queue.deferred_count) END AS due,
      CASE WHEN waiting.seen < $2 THEN waiting.later ELSE greatest(waiting.later, queue.deferred_count) END AS later
    FROM pgboss.queue
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS seen,
          count(*) FILTER (WHERE start_after <= now())::integer AS due,
          count(*) FILTER (WHERE start_after > now())::integer AS later,
          coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE start_after <= now())), 0)::float8 AS oldest
        FROM (
          SELECT start_after FROM pgboss.job
            WHERE name = queue.name AND state < 'active' AND NOT blocked
            ORDER BY name, priority DESC, created_on LIMIT $2
        ) AS first
    ) AS waiting
    WHERE queue.name = ANY ($1) ORDER BY queue.name`,
};

/**
 * How much waits in each queue and for how long, by the clock of PostgreSQL, which is the one that jobs go by.
 *
 * @throws Error of PostgreSQL
 */
export async function readQueueStates(pool: Pool, queues: readonly string[]): Promise<QueueState[]> {
  const { rows } = await pool.query<Row>({ ...READ, values: [queues, COUNTED] });
  return rows.map(({ oldest, ...row }) => ({ ...row, oldestDueSeconds: oldest }));
}

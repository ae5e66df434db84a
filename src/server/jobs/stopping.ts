import type { PgBoss } from 'pg-boss';

/**
 * A job that is not done by then goes back to the queue for another worker. With the 8 seconds of `node/listen.ts`
 * before it, it fits into the 30 that platforms give a process.
 */
const JOBS_END_WITHIN_MS = 20_000;

/** Fetches no more jobs of these queues; those under way go on. */
export async function stopTaking(boss: PgBoss | undefined, queues: readonly string[]): Promise<void> {
  for (const queue of queues) await boss?.offWork(queue, { wait: false });
}

/** Waits for the jobs under way, and ends the queue with its connections. */
export async function finishJobs(boss: PgBoss | undefined, withinMs = JOBS_END_WITHIN_MS): Promise<void> {
  await boss?.stop({ graceful: true, timeout: withinMs });
}

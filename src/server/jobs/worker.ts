import type { JobResult, PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import type { Outcome } from '../domain/process-access-request.ts';
import { codeOf } from '../domain/error-code.ts';
import type { Queue, RequestJob } from './queue.ts';

export interface WorkerDeps {
  readonly queue: Queue;
  readonly process: (requestId: string) => Promise<Outcome>;
  readonly giveUp: (requestId: string) => Promise<void>;
  readonly log: Log;
}

/**
 * Polling is the truth, a notification only wakes a worker earlier: retries become due without one. A batch
 * is fetched at once and its jobs run side by side; a job that fails does not touch its neighbours.
 */
const BATCHES = { batchSize: 8, localConcurrency: 2, perJobResults: true } as const;

/** Starts working on a queue and on what failed in it; `boss.stop()` ends it. */
export async function startWorker(boss: PgBoss, { queue, process, giveUp, log }: WorkerDeps): Promise<void> {
  const { pollingSeconds } = queue;
  const polling = {
    pollingIntervalSeconds: pollingSeconds,
    notifyPollingIntervalSeconds: pollingSeconds,
    burstWhenBatchFull: true,
  };
  const main = { ...polling, ...BATCHES };
  await boss.work<RequestJob, unknown, typeof main>(queue.name, main, (jobs) =>
    Promise.all(jobs.map(({ id, data }) => work(id, data.requestId))),
  );
  await boss.work<RequestJob>(queue.failed, polling, async (jobs) => {
    for (const { data } of jobs) {
      await giveUp(data.requestId);
      log.error('request-given-up', { requestId: data.requestId });
    }
  });

  async function work(id: string, requestId: string): Promise<JobResult> {
    try {
      const outcome = await process(requestId);
      if (outcome.kind === 'retry') {
        log.warn('job-to-be-retried', { requestId, code: outcome.problem });
        return { id, status: 'failed', output: { problem: outcome.problem } };
      }
      if (outcome.kind === 'later') {
        // A job of its own, because pg-boss has one backoff for all retries. A crash before this one ends
        // leaves two; the second finds nothing to do.
        await boss.insert(queue.name, [{ data: { requestId }, startAfter: outcome.afterSeconds }]);
      }
      return { id, status: 'completed' };
    } catch (error) {
      log.error('job-failed-unexpectedly', { requestId, code: codeOf(error) });
      return { id, status: 'failed', output: { problem: codeOf(error) } };
    }
  }
}

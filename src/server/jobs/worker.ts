import type { JobResult, PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import type { Outcome } from '../domain/process-access-request.ts';
import { codeOf } from '../domain/error-code.ts';
import { ACCESS_REQUESTS, FAILED_ACCESS_REQUESTS, type AccessRequestJob } from './queue.ts';

export interface WorkerDeps {
  readonly process: (requestId: string) => Promise<Outcome>;
  readonly giveUp: (requestId: string) => Promise<void>;
  readonly log: Log;
}

/**
 * Polling is the truth, a notification only wakes a worker earlier: retries become due without one. A batch
 * is fetched at once and its jobs run side by side; a job that fails does not touch its neighbours.
 */
const POLLING = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5, burstWhenBatchFull: true };
const BATCHES = { batchSize: 8, localConcurrency: 2 };

/** Starts working on both queues; `boss.stop()` ends it. */
export async function startWorker(boss: PgBoss, { process, giveUp, log }: WorkerDeps): Promise<void> {
  await boss.work<AccessRequestJob, unknown, typeof MAIN>(ACCESS_REQUESTS, MAIN, (jobs) =>
    Promise.all(jobs.map(({ id, data }) => work(id, data.requestId))),
  );
  await boss.work<AccessRequestJob>(FAILED_ACCESS_REQUESTS, POLLING, async (jobs) => {
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
        await boss.insert(ACCESS_REQUESTS, [{ data: { requestId }, startAfter: outcome.afterSeconds }]);
      }
      return { id, status: 'completed' };
    } catch (error) {
      log.error('job-failed-unexpectedly', { requestId, code: codeOf(error) });
      return { id, status: 'failed', output: { problem: codeOf(error) } };
    }
  }
}

const MAIN = { ...POLLING, ...BATCHES, perJobResults: true } as const;

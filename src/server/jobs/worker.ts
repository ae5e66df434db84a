import type { Job, JobResult, PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import type { Outcome } from '../domain/outcome.ts';
import { codeOf } from '../domain/error-code.ts';
import type { FairOrder } from './fair-order.ts';
import { createPlaces } from './places.ts';
import { FIRST_RETRY_SECONDS, jobOf, requestIdsOf, type Queue, type RequestJob } from './queue.ts';

export interface WorkerDeps {
  readonly queue: Queue;
  readonly process: (requestId: string) => Promise<Outcome>;
  readonly giveUp: (requestId: string) => Promise<void>;
  /** Keeps a request until its shop is reconnected. @returns false where the shop can be called by now */
  readonly park?: ((queue: string, requestId: string) => Promise<boolean>) | undefined;
  readonly order: FairOrder;
  readonly log: Log;
}

/**
 * Polling is the truth, a notification only wakes a worker earlier: retries become due without one. A batch
 * is fetched at once and its jobs run side by side; a job that fails does not touch its neighbours. Batches are
 * small, because a slow job holds its batch.
 */
const BATCHES = { batchSize: 4, localConcurrency: 4, perJobResults: true } as const;

/** Starts working on a queue and on what failed in it; `boss.stop()` ends it. */
export async function startWorker(
  boss: PgBoss,
  { queue, process, giveUp, park, order, log }: WorkerDeps,
): Promise<void> {
  const { pollingSeconds } = queue;
  const polling = {
    pollingIntervalSeconds: pollingSeconds,
    notifyPollingIntervalSeconds: pollingSeconds,
    burstWhenBatchFull: true,
  };
  const main = { ...polling, ...BATCHES };
  const places = createPlaces(() => performance.now());
  await boss.work<RequestJob, unknown, typeof main>(queue.name, main, (jobs) =>
    Promise.all(jobs.map((job) => work(job))),
  );
  await boss.work<RequestJob>(queue.failed, polling, async (jobs) => {
    for (const { data } of jobs) {
      for (const requestId of requestIdsOf(data)) {
        await giveUp(requestId);
        log.error('request-given-up', { requestId });
      }
    }
  });

  async function work({ id, data, groupId }: Job<RequestJob>): Promise<JobResult> {
    const shop = groupId ?? '';
    const ids = requestIdsOf(data);
    const problems = await Promise.all(ids.map((requestId) => attempt(requestId, shop)));
    const failed = ids.filter((_, index) => problems[index] !== undefined);
    const problem = problems.find((each) => each !== undefined);
    if (problem === undefined) return { id, status: 'completed' };
    try {
      if (ids.length === 1) return { id, status: 'failed', output: { problem } };
      // Each goes its own way from here on, beginning with the first retry.
      const priority = order.priorityOf(shop, 'self-service', FIRST_RETRY_SECONDS);
      const again = { startAfter: FIRST_RETRY_SECONDS, priority };
      await boss.insert(
        queue.name,
        failed.map((requestId) => ({ ...jobOf([requestId], shop), ...again })),
      );
      return { id, status: 'completed' };
    } catch (error) {
      // As a whole, then: those who are done have nothing left to do.
      return { id, status: 'failed', output: { problem: codeOf(error) } };
    }
  }

  /** @returns why the request is to be tried again by the queue's backoff; undefined where it need not be */
  async function attempt(requestId: string, shop: string): Promise<string | undefined> {
    const place = shop === '' ? undefined : places.take(shop);
    try {
      const outcome: Outcome =
        place?.kind === 'none'
          ? { kind: 'later', afterSeconds: place.afterSeconds }
          : await process(requestId);
      if (
        outcome.kind === 'retry' &&
        outcome.problem === 'needs-reconnect' &&
        (await park?.(queue.name, requestId))
      ) {
        // That may take days: retries would run out, and would be in the way of every other shop's.
        log.info('request-parked', { requestId });
        return undefined;
      }
      if (outcome.kind === 'retry') {
        log.warn('job-to-be-retried', { requestId, code: outcome.problem });
        return outcome.problem;
      }
      if (outcome.kind === 'later') {
        // A job of its own, because pg-boss has one backoff for all retries. A crash before this one ends
        // leaves two; the second finds nothing to do.
        const { afterSeconds: startAfter, lane = 'self-service' } = outcome;
        const priority = order.priorityOf(shop, lane, startAfter);
        await boss.insert(queue.name, [{ ...jobOf([requestId], shop), startAfter, priority }]);
      }
      return undefined;
    } catch (error) {
      log.error('job-failed-unexpectedly', { requestId, code: codeOf(error) });
      return codeOf(error);
    } finally {
      if (place?.kind === 'free') place.leave();
    }
  }
}

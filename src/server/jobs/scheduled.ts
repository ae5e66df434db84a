import type { PgBoss } from 'pg-boss';
import { codeOf } from '../domain/error-code.ts';
import type { Log } from '../domain/ports.ts';

/** Something that runs by the clock, not on request. */
export interface Schedule {
  readonly name: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  /** After which time a run is thought dead. */
  readonly expireSeconds: number;
  readonly failed: 'daily-job-failed' | 'hourly-job-failed';
}

/** Nobody waits for it. */
const POLLING = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 };

/**
 * Has something run on a schedule, by one worker of all. pg-boss makes one job for each occurrence, however many workers
 * look at the schedule, and the policy lets one be there at a time. Where no worker ran at that time, the next one
 * that starts catches up, once.
 *
 * @param run may be called again after it failed, or while a worker that is thought dead still runs it
 */
export async function startScheduled(
  boss: PgBoss,
  { name, cron, expireSeconds, failed }: Schedule,
  run: () => Promise<void>,
  log: Log,
): Promise<void> {
  await boss.createQueue(name, {
    policy: 'exclusive',
    notify: true,
    retryLimit: 5,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: expireSeconds,
    deleteAfterSeconds: 7 * 86_400,
  });
  await boss.work(name, POLLING, async () => {
    try {
      await run();
    } catch (error) {
      log.error(failed, { code: codeOf(error) });
      throw error;
    }
  });
  await boss.schedule(name, cron, null, { missed: 'once' });
}

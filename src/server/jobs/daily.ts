import type { PgBoss } from 'pg-boss';
import { codeOf } from '../domain/error-code.ts';
import type { Log } from '../domain/ports.ts';

export const DAILY = 'daily';

/** At night in Europe and before the morning in America; the time zone is UTC. */
const WHEN = '30 3 * * *';

/** Long enough for a shop that deletes a year of requests at once. */
const EXPIRE_SECONDS = 3_600;

/** Nobody waits for it. */
const POLLING = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 };

/**
 * Has something run once a day, by one worker of all. pg-boss makes one job for each occurrence, however many workers
 * look at the schedule, and the policy lets one be there at a time. Where no worker ran at that time, the next one
 * that starts catches up, once.
 *
 * @param run may be called again after it failed, or while a worker that is thought dead still runs it
 */
export async function startDaily(boss: PgBoss, run: () => Promise<void>, log: Log): Promise<void> {
  await boss.createQueue(DAILY, {
    policy: 'exclusive',
    notify: true,
    retryLimit: 5,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: EXPIRE_SECONDS,
    deleteAfterSeconds: 7 * 86_400,
  });
  await boss.work(DAILY, POLLING, async () => {
    try {
      await run();
    } catch (error) {
      log.error('daily-job-failed', { code: codeOf(error) });
      throw error;
    }
  });
  await boss.schedule(DAILY, WHEN, null, { missed: 'once' });
}

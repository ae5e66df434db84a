import type { PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import { startScheduled } from './scheduled.ts';

export const DAILY = 'daily';

/** At night in Europe and before the morning in America. */
const WHEN = '30 3 * * *';

/** Long enough for a shop that deletes a year of requests at once. */
const EXPIRE_SECONDS = 3_600;

/** Has something run once a day, as {@link startScheduled} says. */
export function startDaily(boss: PgBoss, run: () => Promise<void>, log: Log): Promise<void> {
  const schedule = {
    name: DAILY,
    cron: WHEN,
    expireSeconds: EXPIRE_SECONDS,
    failed: 'daily-job-failed',
  } as const;
  return startScheduled(boss, schedule, run, log);
}

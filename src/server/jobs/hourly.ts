import type { PgBoss } from 'pg-boss';
import type { Log } from '../domain/ports.ts';
import { startScheduled } from './scheduled.ts';

export const HOURLY = 'hourly';

/** Not on the hour, when everybody's schedules ask Shopify for something. */
const WHEN = '17 * * * *';

/** Has something run every hour, as {@link startScheduled} says. */
export function startHourly(boss: PgBoss, run: () => Promise<void>, log: Log): Promise<void> {
  const schedule = { name: HOURLY, cron: WHEN, expireSeconds: 3_000, failed: 'hourly-job-failed' } as const;
  return startScheduled(boss, schedule, run, log);
}

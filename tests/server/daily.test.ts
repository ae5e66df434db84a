import type { PgBoss } from 'pg-boss';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAILY, startDaily } from '../../src/server/jobs/daily.ts';
import { openQueue } from '../../src/server/jobs/queue.ts';
import type { Log, LogEvent } from '../../src/server/domain/ports.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually } from '../support/service-under-test.ts';

const database = useDatabase();
let workers: PgBoss[];

beforeEach(() => {
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((boss) => boss.stop({ graceful: false })));
  await database.query('DELETE FROM pgboss.job');
});

async function startWorker(run: () => Promise<void>, log: Log = silentLog): Promise<PgBoss> {
  const boss = await openQueue({ databaseUrl: database.url, supervise: true }, silentLog);
  workers.push(boss);
  await startDaily(boss, run, log);
  return boss;
}

describe('what runs once a day', () => {
  it('is on the schedule once, however many workers start', async () => {
    await startWorker(async () => undefined);
    await startWorker(async () => undefined);

    expect(await database.query('SELECT name, cron, timezone, options FROM pgboss.schedule')).toEqual([
      { name: DAILY, cron: '30 3 * * *', timezone: 'UTC', options: { missed: 'once' } },
    ]);
  });

  it('is run by one worker of all, and by none while another still does', async () => {
    const finish: (() => void)[] = [];
    const run = () =>
      new Promise<void>((resolve) => {
        finish.push(resolve);
      });
    const first = await startWorker(run);
    const second = await startWorker(run);

    const sent = [await first.send(DAILY), await second.send(DAILY)];
    await eventually(
      async () => finish.length,
      (runs) => runs === 1,
    );
    sent.push(await second.send(DAILY));

    expect(sent).toEqual([expect.any(String), null, null]);
    finish.forEach((end) => end());
    const states = () =>
      database.query<{ state: string }>('SELECT state FROM pgboss.job WHERE name = $1', [DAILY]);
    expect(await eventually(states, ([job]) => job?.state === 'completed')).toEqual([{ state: 'completed' }]);
    expect(finish).toHaveLength(1);
  });

  it('is tried again after it failed, and its failure is logged', async () => {
    const events: LogEvent[] = [];
    const note = (event: LogEvent) => void events.push(event);
    const boss = await startWorker(() => Promise.reject(new Error('no database')), {
      ...silentLog,
      error: note,
    });
    await boss.send(DAILY);

    const states = () =>
      database.query<{ state: string }>('SELECT state FROM pgboss.job WHERE name = $1', [DAILY]);
    expect(await eventually(states, ([job]) => job?.state === 'retry')).toEqual([{ state: 'retry' }]);
    expect(events).toEqual(['daily-job-failed']);
  });

  it('is caught up once by workers that start after a night without any', async () => {
    const never = await startWorker(() => Promise.reject(new Error('not to be run')));
    await never.stop({ graceful: false });
    // As if these workers had been away for two days.
    await database.query("UPDATE pgboss.schedule SET created_on = now() - interval '3 days'");
    await database.query("UPDATE pgboss.version SET cron_on = now() - interval '2 days'");
    let runs = 0;
    const run = async () => {
      runs += 1;
    };

    await Promise.all([startWorker(run), startWorker(run)]);

    const jobs = () =>
      database.query<{ state: string }>('SELECT state FROM pgboss.job WHERE name = $1', [DAILY]);
    expect(await eventually(jobs, ([job]) => job?.state === 'completed', 20_000)).toHaveLength(1);
    expect(runs).toBe(1);
  }, 30_000);
});

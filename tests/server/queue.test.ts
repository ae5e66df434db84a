import { expect, it } from 'vitest';
import { ACCESS_REQUESTS, openQueue } from '../../src/server/jobs/queue.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();

it('what was begun on queues that could not be started ends with them', async () => {
  let isAsked = false;
  const begin = openQueue({ databaseUrl: database.url, supervise: true }, silentLog, async (boss) => {
    await boss.work(ACCESS_REQUESTS.name, async () => {
      isAsked = true;
    });
    throw new Error('the next queue is not there');
  });
  await expect(begin).rejects.toThrow('the next queue is not there');

  const connections = () =>
    database.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'latchkey-queue' AND datname = current_database()",
    );
  await eventually(connections, (rows) => rows.length === 0);
  expect(isAsked).toBe(false);
});

import type { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../../src/server/domain/outcome.ts';
import { createFairOrder } from '../../src/server/jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs, openQueue } from '../../src/server/jobs/queue.ts';
import { startWorker } from '../../src/server/jobs/worker.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const DONE: Outcome = { kind: 'done' };
let boss: PgBoss;
let outcomes: Readonly<Record<string, () => Promise<Outcome>>> = {};
const worked: string[] = [];
const parked: string[] = [];
const givenUp: string[] = [];
const order = createFairOrder(movableClock());

beforeAll(async () => {
  boss = await openQueue({ databaseUrl: database.url, supervise: true }, silentLog);
  await startWorker(boss, {
    queue: ACCESS_REQUESTS,
    process: (requestId) => {
      worked.push(requestId);
      return outcomes[requestId]?.() ?? Promise.resolve(DONE);
    },
    giveUp: async (requestId) => void givenUp.push(requestId),
    park: async (_, requestId) => {
      parked.push(requestId);
      return true;
    },
    order,
    log: silentLog,
  });
});
afterEach(async () => {
  outcomes = {};
  for (const list of [worked, parked, givenUp]) list.length = 0;
  await database.query('DELETE FROM pgboss.job');
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 5_000 });
});

interface Job {
  readonly data: { readonly requestId?: string; readonly requestIds?: readonly string[] };
  readonly group_id: string;
  readonly state: string;
  readonly seconds: string;
}
const jobs = () =>
  database.query<Job>(
    `SELECT data, group_id, state, round(extract(epoch FROM start_after - created_on))::text AS seconds
      FROM pgboss.job WHERE name = $1 ORDER BY data->>'requestId'`,
    [ACCESS_REQUESTS.name],
  );
const keep = (requests: readonly (readonly [id: string, shop: string])[]) =>
  addJobs(
    boss,
    ACCESS_REQUESTS,
    requests.map(([id]) => id),
    requests.map(([, shop]) => shop),
    order,
    (text, values) => database.query(text, values),
    4,
  );
const ended = () => eventually(jobs, (all) => all.some(({ state }) => state === 'completed'));

it('requests of one shop share jobs of four, and none with another shop', async () => {
  const ids = ['a1', 'a2', 'a3', 'a4', 'a5'];
  await keep([...ids.map((id) => [id, 'a'] as const), ['b1', 'b']]);

  const done = await eventually(jobs, (all) => all.every(({ state }) => state === 'completed'));
  expect(done.map(({ group_id, data }) => JSON.stringify([group_id, data])).toSorted()).toEqual([
    '["a",{"requestId":"a5"}]',
    '["a",{"requestIds":["a1","a2","a3","a4"]}]',
    '["b",{"requestId":"b1"}]',
  ]);
  expect(worked.toSorted()).toEqual([...ids, 'b1']);
});

it('each goes its own way: done, later, parked, or tried again', async () => {
  outcomes = {
    waits: async () => ({ kind: 'later', afterSeconds: 600 }),
    parks: async () => ({ kind: 'retry', problem: 'needs-reconnect' }),
    fails: async () => ({ kind: 'retry', problem: 'unreachable' }),
  };
  await keep(['done', 'waits', 'parks', 'fails'].map((id) => [id, 'a'] as const));

  await eventually(
    async () => worked.filter((id) => id === 'fails').length,
    (times) => times >= 2,
  );
  const all = await jobs();

  expect(all.filter(({ state }) => state === 'completed').map(({ data }) => data)).toEqual([
    { requestIds: ['done', 'waits', 'parks', 'fails'] },
  ]);
  const waiting = all.find(({ data }) => data.requestId === 'waits');
  expect([waiting?.seconds, waiting?.group_id]).toEqual(['600', 'a']);
  expect(parked).toEqual(['parks']);
  for (const id of ['done', 'waits', 'parks']) expect(worked.filter((each) => each === id)).toHaveLength(1);
});

it('one that breaks takes no other along, and is tried again alone', async () => {
  let times = 0;
  outcomes = {
    breaks: async () => {
      times += 1;
      if (times === 1) throw new TypeError('of no request');
      return DONE;
    },
  };
  await keep(['one', 'breaks', 'two'].map((id) => [id, 'a'] as const));

  await eventually(
    async () => times,
    (count) => count === 2,
  );
  await ended();
  expect(worked.toSorted()).toEqual(['breaks', 'breaks', 'one', 'two']);
});

it('what nobody could work on is given up, one by one', async () => {
  await boss.insert(ACCESS_REQUESTS.failed, [{ data: { requestIds: ['one', 'two'] } }]);

  expect(
    await eventually(
      async () => givenUp.length,
      (count) => count === 2,
    ),
  ).toBe(2);
  expect(givenUp).toEqual(['one', 'two']);
});

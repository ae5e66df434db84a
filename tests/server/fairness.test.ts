import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/server/domain/outcome.ts';
import { createFairOrder } from '../../src/server/jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs, openQueue } from '../../src/server/jobs/queue.ts';
import { startWorker } from '../../src/server/jobs/worker.ts';
import { useDatabase } from '../support/database.ts';
import { promised } from '../support/promised.ts';
import { eventually, movableClock } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const DONE: Outcome = { kind: 'done' };
let boss: PgBoss;
let process: (requestId: string) => Promise<Outcome>;
const order = createFairOrder(movableClock());

beforeAll(async () => {
  boss = await openQueue({ databaseUrl: database.url, supervise: true }, silentLog);
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 5_000 });
});

const add = (shop: string, names: readonly string[]) =>
  addJobs(
    boss,
    ACCESS_REQUESTS,
    names,
    names.map(() => shop),
    order,
    async (text, values) => ({ rows: await database.query(text, values) }),
  );
const jobs = () =>
  database.query(`SELECT state, priority, group_id FROM pgboss.job WHERE name = 'access-requests'`);

describe('a shop with a pile of requests', () => {
  it('does not delay the request of another', async () => {
    await add(
      'noisy',
      Array.from({ length: 200 }, (_, number) => `noisy ${number}`),
    );
    await add('quiet', ['quiet']);
    const done: string[] = [];
    process = async (requestId) => {
      done.push(requestId);
      return DONE;
    };

    await startWorker(boss, {
      queue: ACCESS_REQUESTS,
      process: (requestId) => process(requestId),
      giveUp: async () => undefined,
      order,
      log: silentLog,
    });
    await eventually(
      async () => done.length,
      (count) => count === 201,
    );

    // Sixteen jobs are fetched at once, and those before it are of the same second.
    expect(done.indexOf('quiet')).toBeLessThan(24);
  });
});

describe('a job that has to wait', () => {
  it('gives its place back, and keeps its shop when it comes again', async () => {
    await database.query('DELETE FROM pgboss.job');
    process = async () => ({ kind: 'later', afterSeconds: 600 });
    await add('noisy', ['waits']);

    const waiting = await eventually(
      () =>
        database.query<{ group_id: string; seconds: string }>(
          `SELECT group_id, round(extract(epoch FROM start_after - created_on))::text AS seconds FROM pgboss.job
            WHERE state = 'created' AND start_after > now()`,
        ),
      (rows) => rows.length === 1,
    );

    expect(waiting).toEqual([{ group_id: 'noisy', seconds: '600' }]);
  });

  it('stands behind everything where it is bulk', async () => {
    await database.query('DELETE FROM pgboss.job');
    process = async (requestId) =>
      requestId === 'bulk'
        ? { kind: 'later', afterSeconds: 600, lane: 'bulk' }
        : { kind: 'later', afterSeconds: 600 };
    await add('shop', ['bulk', 'shopper']);

    const rows = await eventually(
      () =>
        database.query<{ name: string }>(
          `SELECT data->>'requestId' AS name FROM pgboss.job
            WHERE state = 'created' AND start_after > now() ORDER BY priority DESC`,
        ),
      (found) => found.length === 2,
    );

    expect(rows.map(({ name }) => name)).toEqual(['shopper', 'bulk']);
    await database.query('DELETE FROM pgboss.job');
  });
});

describe('a shop whose jobs do not get done', () => {
  it('leaves a job of another its place', async () => {
    const release = promised<Outcome>();
    const begun: string[] = [];
    process = (requestId) => {
      begun.push(requestId);
      return requestId.startsWith('stuck') ? release.promise : Promise.resolve(DONE);
    };
    await add(
      'stuck',
      Array.from({ length: 12 }, (_, number) => `stuck ${number}`),
    );
    await eventually(
      async () => begun.length,
      (count) => count === 12,
    );

    await add('quiet', ['quiet']);
    await eventually(
      async () => begun.includes('quiet'),
      (isBegun) => isBegun,
    );

    expect(begun).toHaveLength(13);
    release.resolve(DONE);
    await eventually(jobs, (rows) => rows.every(({ state }) => state === 'completed'));
  });
});

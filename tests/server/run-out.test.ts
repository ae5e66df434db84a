import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { createForgetRunOut } from '../../src/server/db/run-out.ts';
import { DAILY } from '../../src/server/jobs/daily.ts';
import { openQueue } from '../../src/server/jobs/queue.ts';
import { createService } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock, SHOP, START, testConfig } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const HOUR = 3_600;
const NOW = Math.floor(START / 1000);
let pool: Pool;

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'test-run-out', max: 2, timeoutMs: 5_000 }, silentLog);
});
afterAll(() => pool.end());

const keys = async (table: string, column: string) => {
  const rows = await database.query<{ key: string }>(
    `SELECT ${column}::text AS key FROM ${table} ORDER BY 1`,
  );
  return rows.map(({ key }) => key);
};

it('what ran out goes though nobody asks for anything any more, and what holds stays', async () => {
  const seconds = [NOW - 1, NOW + HOUR];
  const dates = seconds.map((at) => new Date(at * 1000));
  await database.query(
    `INSERT INTO rate_limit (key, window_ends, points)
      VALUES ('shop:1:hash', $1, 7), ('address:1:hash', $1, 3), ('address:2:hash', $2, 1)`,
    seconds,
  );
  await database.query(
    "INSERT INTO shop_hour (shop, hour_ends, requests) VALUES ('hash', $1, 1), ('hash', $2, 2)",
    [NOW - 169 * HOUR, NOW - 167 * HOUR],
  );
  await database.query(
    "INSERT INTO used_proof (nonce, expires_at) VALUES ('\\x01', $1), ('\\x02', $2)",
    seconds,
  );
  await database.query(
    "INSERT INTO mail_domain (domain_hash, kind, expires_at) VALUES ('\\x01', 'unknown', $1), ('\\x02', 'unknown', $2)",
    dates,
  );
  await database.query(
    `INSERT INTO mail_pace (shop, mail, whose, changed_at) VALUES ($1, 'reset', 'over', $2), ($1, 'reset', 'holds', $3)`,
    [SHOP, new Date((NOW - 49 * HOUR) * 1000), new Date((NOW - 47 * HOUR) * 1000)],
  );

  await createForgetRunOut(pool)(START);

  expect(await keys('rate_limit', 'key')).toEqual(['address:2:hash']);
  // The hour that is over is noted as one of the shop's week, whose oldest hour goes.
  expect(await keys('shop_hour', 'requests')).toEqual(['2', '7']);
  expect(await keys('used_proof', 'nonce')).toEqual(['\\x02']);
  expect(await keys('mail_domain', 'domain_hash')).toEqual(['\\x02']);
  expect(await keys('mail_pace', 'whose')).toEqual(['holds']);
});

it('is a part of what a worker does once a day, with what is kept for so many days', async () => {
  await database.query('TRUNCATE used_proof, access_request');
  await database.query("INSERT INTO used_proof (nonce, expires_at) VALUES ('\\x01', $1)", [NOW - 1]);
  await database.query(
    `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
      VALUES ('00000000-0000-7000-8000-000000000001', 'left.myshopify.com', '', '', 'en', to_timestamp(0))`,
  );
  const worker = createService({
    config: testConfig(database.url),
    clock: movableClock(),
    log: silentLog,
    roles: ['worker'],
  });
  await worker.start();
  const boss = await openQueue({ databaseUrl: database.url, supervise: false }, silentLog);
  await boss.send(DAILY);

  const left = async () => [
    ...(await keys('used_proof', 'nonce')),
    ...(await keys('access_request', 'shop')),
  ];
  expect(await eventually(left, (rows) => rows.length === 0)).toEqual([]);

  await boss.stop({ graceful: false });
  await worker.stop();
});

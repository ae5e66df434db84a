import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { jsonPost, movableClock, testConfig } from '../support/service-under-test.ts';

const database = useDatabase();
let service: Service;

beforeAll(async () => {
  const config = testConfig(database.url, { LIMIT_IP_PER_10_MINUTES: '100000' });
  service = createService({ config, clock: movableClock(), log: silentLog, roles: ['server'] });
  await service.start();
});
afterAll(() => service.stop());

it('many requests at once are all answered, all stored once, each in one job, with few statements', async () => {
  const query = vi.spyOn(Client.prototype, 'query');
  const requests = Array.from({ length: 400 }, (_, index) =>
    jsonPost({ email: `shopper${index}@example.com` }),
  );

  const answers = await Promise.all(requests.map((request) => service.handle(request)));
  const statements = query.mock.calls.length;
  query.mockRestore();

  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
  const rows = await database.query('SELECT DISTINCT id, address_hash FROM access_request');
  expect(rows).toHaveLength(400);
  const jobs = await database.query(
    `SELECT 1 FROM access_request r JOIN pgboss.job j
      ON j.data->>'requestId' = r.id::text OR j.data->'requestIds' ? r.id::text`,
  );
  expect(jobs).toHaveLength(400);
  // Counts and rows of many requests each.
  expect(statements).toBeLessThan(100);
});

it('the address is not readable in what is stored', async () => {
  const all = await database.query<{ row: string }>(
    "SELECT encode(address_cipher, 'escape') || encode(address_hash, 'escape') || access_request::text AS row FROM access_request",
  );
  const jobs = await database.query('SELECT * FROM pgboss.job');

  expect(all.length).toBeGreaterThan(0);
  expect(JSON.stringify([all, jobs])).not.toMatch(/shopper\d|example\.com|203\.0\.113/);
});

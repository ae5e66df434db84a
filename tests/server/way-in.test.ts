import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { formPost, jsonPost, movableClock, testConfig } from '../support/service-under-test.ts';

const database = useDatabase();
let service: Service;

beforeAll(async () => {
  const config = testConfig(database.url, { LIMIT_IP_PER_10_MINUTES: '100000' });
  service = createService({ config, clock: movableClock(), log: silentLog, roles: ['server'] });
  await service.start();
});
afterAll(() => service.stop());

describe('a request that is in order', () => {
  it('is answered with 202 and stored once, together with its job', async () => {
    const response = await service.handle(jsonPost({ email: 'ada@example.com', locale: 'nb' }));

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ v: 1, state: 'check-inbox' });
    const rows = await database.query<{ id: string; locale: string; decision: string | null }>(
      'SELECT id, locale, decision FROM access_request',
    );
    expect(rows).toEqual([{ id: rows[0]?.id, locale: 'nb', decision: null }]);
    const jobs = await database.query<{ data: unknown }>(
      "SELECT data FROM pgboss.job WHERE name = 'access-requests'",
    );
    expect(jobs).toEqual([{ data: { requestId: rows[0]?.id } }]);
  });

  it('is answered with a themed page where a browser posted the form', async () => {
    const response = await service.handle(formPost({ email: 'grace@example.com' }));

    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/liquid; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('Check your inbox');
    expect(page).not.toContain('grace');
  });
});

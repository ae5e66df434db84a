import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { formPost, jsonPost, movableClock, testConfig } from '../support/service-under-test.ts';

const database = useDatabase();
const shopify = vi.fn<typeof fetch>();
let service: Service;

beforeAll(async () => {
  const config = testConfig(database.url, { LIMIT_IP_PER_10_MINUTES: '100000' });
  service = createService({
    config,
    clock: movableClock(),
    log: silentLog,
    roles: ['server'],
    fetch: shopify,
  });
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
    // To whoever typed it, so that a slip is seen.
    expect(page).toContain('<bdi>grace@example.com</bdi>');
  });
});

describe('an address that is known, was mailed a moment ago, or is blocked', () => {
  /** What one request says to the database, statement by statement. */
  const statementsOf = async (email: string) => {
    const query = vi.spyOn(Client.prototype, 'query');
    expect((await service.handle(jsonPost({ email }))).status).toBe(202);
    const said = query.mock.calls.map(([first]: unknown[]) => textOf(first));
    query.mockRestore();
    return said;
  };

  it('costs the request the same statements as any other, and no question to Shopify', async () => {
    const mailed = `UPDATE access_request SET decision = 'mail', mail = 'invite', reason = 'invited', customer_id = '1',
      decided_at = now(), mail_state = 'sent', mail_state_at = now()`;
    const blocked = `UPDATE access_request SET decision = 'no-mail', mail = 'none', reason = 'blocked-by-tag',
      customer_id = '2', decided_at = now()`;
    await database.query('DELETE FROM access_request');
    await service.handle(jsonPost({ email: 'mailed@example.com' }));
    await database.query(mailed);
    await service.handle(jsonPost({ email: 'blocked@example.com' }));
    await database.query(`${blocked} WHERE decision IS NULL`);

    const unseen = await statementsOf('never-seen@example.com');

    expect(unseen).toHaveLength(5);
    expect(await statementsOf('mailed@example.com')).toEqual(unseen);
    expect(await statementsOf('blocked@example.com')).toEqual(unseen);
    expect(shopify).not.toHaveBeenCalled();
  });
});

function textOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'text' in statement
    ? statement.text
    : statement;
}

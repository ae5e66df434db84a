import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import {
  inviteAnswer,
  lookUpAnswer,
  recoverAnswer,
  startFakeShopify,
  THROTTLED,
  type FakeCustomer,
  type FakeShopify,
} from '../support/fake-shopify.ts';
import { eventually, formPost, jsonPost, runningClock, testConfig } from '../support/service-under-test.ts';

const database = useDatabase();
const lines: string[] = [];
const CUSTOMERS: Readonly<Record<string, FakeCustomer>> = {
  'invited@example.com': { id: 'gid://shopify/Customer/1', state: 'INVITED' },
  'active@example.com': { id: 'gid://shopify/Customer/2', state: 'ENABLED' },
  'blocked@example.com': { id: 'gid://shopify/Customer/3', state: 'DISABLED', tags: ['blocked'] },
};
let shopify: FakeShopify;
let service: Service;

beforeAll(async () => {
  shopify = await startFakeShopify();
  const config = testConfig(database.url, {
    SHOPIFY_ORIGIN: shopify.origin,
    LIMIT_IP_PER_10_MINUTES: '1000',
    LIMIT_ADDRESS_PER_HOUR: '1000',
    INVITES_PER_10_MINUTES: '100',
  });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  service = createService({ config, clock: runningClock(), log, roles: ['server', 'worker'] });
  await service.start();
});
afterAll(async () => {
  await service.stop();
  await shopify.close();
});
afterEach(async () => {
  await database.query('TRUNCATE access_request');
  shopify.verify();
});

const decisions = async () => {
  const rows = await database.query<{ decision: string | null }>('SELECT decision FROM access_request');
  return rows.map((row) => row.decision);
};
const decided = (count: number) =>
  eventually(decisions, (all) => all.length === count && all.every((decision) => decision !== null));
const mailState = async () =>
  (await database.query<{ mail_state: string | null }>('SELECT mail_state FROM access_request'))[0]
    ?.mail_state;

function answerAll(): void {
  shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer(CUSTOMERS[String(variables['emailAddress'])] ?? null),
  );
  shopify.on('SendAccountInvite', () => inviteAnswer(null));
  shopify.on('RecoverCustomer', () => recoverAnswer());
}

describe('existing, unknown and blocked addresses', () => {
  const addresses = [...Object.keys(CUSTOMERS), 'nobody@example.com'];
  // Of a shopper's own making; without it each page has a random one.
  const reference = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

  it.each([
    ['JSON', jsonPost],
    ['forms', formPost],
  ])('are answered byte for byte alike (%s)', async (_, post) => {
    answerAll();
    const answers: string[] = [];
    for (const email of addresses) {
      const response = await service.handle(post({ email, locale: 'en', reference }));
      // A page repeats the address to whoever typed it, and nothing else that would depend on it.
      const body = (await response.text()).replaceAll(email, 'typed');
      answers.push(JSON.stringify([response.status, [...response.headers], body]));
    }
    expect(new Set(answers).size).toBe(1);
    await decided(addresses.length);
  });

  it('stay alike when asked again, once everything about them is known', async () => {
    answerAll();
    const ask = async (email: string) => {
      const response = await service.handle(jsonPost({ email }));
      return JSON.stringify([response.status, [...response.headers], await response.text()]);
    };
    const first = await Promise.all(addresses.map(ask));
    await decided(addresses.length);

    const second = await Promise.all(addresses.map(ask));

    expect(new Set([...first, ...second]).size).toBe(1);
    await decided(2 * addresses.length);
  });
});

describe('the worker', () => {
  it('takes a request to its mail in well under a second', async () => {
    answerAll();
    const asked = performance.now();

    await service.handle(jsonPost({ email: 'invited@example.com' }));
    await eventually(mailState, (state) => state === 'sent');

    expect(performance.now() - asked).toBeLessThan(1_000);
  });

  it('tries again soon when Shopify throttles, and sends one mail in the end', async () => {
    answerAll();
    let throttles = 2;
    shopify.on('SendAccountInvite', () => (throttles-- > 0 ? THROTTLED : inviteAnswer(null)));

    await service.handle(jsonPost({ email: 'invited@example.com' }));
    await eventually(mailState, (state) => state === 'sent');

    expect(shopify.callsOf('SendAccountInvite')).toHaveLength(3);
  });

  it('keeps a request through an outage of Shopify', async () => {
    shopify.on('LookUpCustomer', () => ({ text: 'Down', status: 503 }));
    const response = await service.handle(jsonPost({ email: 'active@example.com' }));
    expect(response.status).toBe(202);
    await eventually(
      async () => shopify.callsOf('LookUpCustomer').length,
      (calls) => calls > 1,
    );

    answerAll();

    await eventually(mailState, (state) => state === 'sent');
    expect(shopify.callsOf('RecoverCustomer')).toHaveLength(1);
  });

  it('looks at an uncertain mail again in a job of its own', async () => {
    answerAll();
    shopify.on('SendAccountInvite', () => 'cut');

    await service.handle(jsonPost({ email: 'invited@example.com' }));
    await eventually(mailState, (state) => state === 'unknown');

    const waiting = () =>
      database.query<{ seconds: string }>(
        `SELECT round(extract(epoch FROM start_after - created_on))::text AS seconds FROM pgboss.job
          WHERE name = 'access-requests' AND state = 'created'
            AND data->>'requestId' IN (SELECT id::text FROM access_request)`,
      );
    expect(await eventually(waiting, (jobs) => jobs.length === 1)).toEqual([{ seconds: '600' }]);
  });

  it('records a request that nothing helped as failed', async () => {
    shopify.on('LookUpCustomer', () => ({ text: 'Down', status: 503 }));
    await service.handle(jsonPost({ email: 'invited@example.com' }));
    const [request] = await database.query<{ id: string }>('SELECT id FROM access_request');

    // As if a day of retries lay behind it.
    const spent = () =>
      database.query(
        `UPDATE pgboss.job SET retry_count = retry_limit, start_after = now()
          WHERE name = 'access-requests' AND state = 'retry' AND data->>'requestId' = $1 RETURNING 1`,
        [request?.id],
      );
    await eventually(spent, (changed) => changed.length === 1);

    await decided(1);
    expect(await decisions()).toEqual(['failed']);
    const [row] = await database.query('SELECT reason, mail_state FROM access_request');
    expect(row).toEqual({ reason: 'gave-up', mail_state: null });
  });

  it('takes over a job whose worker was killed', async () => {
    answerAll();
    // What a killed worker leaves behind: a job that is active and whose heart beat a while ago.
    await service.stop();
    const config = testConfig(database.url, {
      SHOPIFY_ORIGIN: shopify.origin,
      LIMIT_ADDRESS_PER_HOUR: '1000',
      INVITES_PER_10_MINUTES: '100',
    });
    const log = createLog('silent');
    const server = createService({ config, clock: runningClock(), log, roles: ['server'] });
    await server.start();
    await server.handle(jsonPost({ email: 'invited@example.com' }));
    await server.stop();
    await database.query(
      `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 minute',
          heartbeat_on = now() - interval '11 seconds'
        WHERE name = 'access-requests' AND state = 'created' AND start_after <= now()`,
    );

    service = createService({ config, clock: runningClock(), log, roles: ['server', 'worker'] });
    await service.start();

    await eventually(mailState, (state) => state === 'sent', 15_000);
    expect(shopify.callsOf('SendAccountInvite')).toHaveLength(1);
  });

  it('logs events and ids, and nothing of what was asked', () => {
    const text = lines.join('');

    expect(text).toContain('"event":"mail-sent"');
    expect(text).toContain('"event":"job-to-be-retried"');
    expect(text).not.toMatch(/example|@|token|signature|127\.0\.0\.1|gid:/);
  });
});

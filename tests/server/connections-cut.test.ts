import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { lookUpAnswer, recoverAnswer, startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { useProcesses } from '../support/run-process.ts';
import { eventually, queryAt } from '../support/service-under-test.ts';

const database = useDatabase();
const start = useProcesses(() => database.url);
const WITHIN_MS = 10_000;
let shopify: FakeShopify;

beforeAll(async () => {
  shopify = await startFakeShopify();
  shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer({ id: `gid://shopify/Customer/${String(variables['emailAddress'])}`, state: 'ENABLED' }),
  );
  shopify.on('RecoverCustomer', () => recoverAnswer());
});
afterAll(() => shopify.close());

/** Ends every connection of the service, as PostgreSQL does when it is shut down. @returns how many there were */
async function cut(): Promise<number> {
  const ended = await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'latchkey%'`,
  );
  return ended.length;
}

const sent = () => database.query("SELECT 1 FROM access_request WHERE mail_state = 'sent'");

it('server and worker outlive connections that PostgreSQL ends, at rest and at work, and go on within ten seconds', async () => {
  const environment = {
    SHOPIFY_ORIGIN: shopify.origin,
    RESETS_PER_10_MINUTES: '0',
    LIMIT_IP_PER_10_MINUTES: '100000',
    PROOF_OF_WORK: 'off',
  };
  const server = start('server', environment);
  const worker = start('worker', environment);
  const port = String((await server.event('listening'))['port']);
  await Promise.all([server.event('database-ready'), worker.event('database-ready')]);
  let asked = 0;
  const post = async () => {
    asked += 1;
    const { status } = await fetch(`http://127.0.0.1:${port}/proxy/requests${queryAt(Date.now())}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' },
      body: JSON.stringify({ email: `shopper${asked}@example.com` }),
    });
    return status;
  };
  /** A new request is kept, and its mail sent. */
  const works = async () => {
    const began = performance.now();
    const before = (await sent()).length;
    await eventually(post, (status) => status === 202, WITHIN_MS);
    await eventually(sent, (rows) => rows.length > before, WITHIN_MS);
    expect(performance.now() - began).toBeLessThan(WITHIN_MS);
  };
  await works();

  for (let round = 0; round < 3; round += 1) {
    expect(await cut()).toBeGreaterThan(3);
    await works();
  }

  for (let round = 0; round < 3; round += 1) {
    const crowd = Promise.all(Array.from({ length: 40 }, post));
    for (let times = 0; times < 5; times += 1) await cut();
    for (const status of await crowd) expect([202, 503]).toContain(status);
    await works();
  }

  // A job that was under way is taken over once its worker's heart has not beaten for ten seconds.
  const unfinished = () =>
    database.query("SELECT 1 FROM access_request WHERE decision IS NULL OR mail_state = 'due'");
  await eventually(unfinished, (rows) => rows.length === 0, 3 * WITHIN_MS);
  const mailed = shopify.callsOf('RecoverCustomer').map(({ variables }) => variables['email']);
  expect(new Set(mailed).size).toBe(mailed.length);
  expect([server.child.exitCode, worker.child.exitCode]).toEqual([null, null]);
  server.child.kill('SIGTERM');
  worker.child.kill('SIGTERM');
  expect(await Promise.all([server.ended, worker.ended])).toEqual([0, 0]);
}, 120_000);

import { afterEach, expect, it } from 'vitest';
import { createFaults } from '../../src/devstore/faults/faults.ts';
import { openTcpGate } from '../../src/devstore/faults/tcp-gate.ts';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { lookUpAnswer, startFakeShopify } from '../support/fake-shopify.ts';
import { eventually, formPost, jsonPost, movableClock, testConfig } from '../support/service-under-test.ts';

const database = useDatabase();
const lines: string[] = [];
let service: Service | undefined;

function start(url = database.url): Service {
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  service = createService({ config: testConfig(url), clock: movableClock(), log, roles: ['server'] });
  return service;
}
afterEach(() => service?.stop());

const status = async (request: Request) => (await service?.handle(request))?.status;
const ready = () => status(new Request('https://app.example/readyz'));

async function expectNativeWay(): Promise<void> {
  const page = await service?.handle(formPost({ email: 'ada@example.com' }));
  expect(page?.status).toBe(200);
  const text = await page?.text();
  expect(text).toContain('data-lk-state="service-degraded"');
  expect(text).toContain('href="{{ routes.account_login_url }}"');
}

it('a database that is down at the start costs a 503, and the service recovers by itself', async () => {
  await database.takeDown();
  await start().start();

  const response = await service?.handle(jsonPost({ email: 'ada@example.com' }));
  expect(response?.status).toBe(503);
  expect(response?.headers.get('Retry-After')).toBe('30');
  expect(await response?.json()).toEqual({ v: 1, error: { code: 'unavailable', retryAfterSeconds: 30 } });
  await expectNativeWay();
  expect(await ready()).toBe(503);
  expect(await status(new Request('https://app.example/healthz'))).toBe(200);
  expect(await status(jsonPost({ email: 'not an address' }))).toBe(422);

  await database.bringUp();
  await eventually(ready, (code) => code === 200);
  expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(202);
});

it('a database that goes down under way costs a 503 within two seconds, and comes back without a restart', async () => {
  await start().start();
  expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(202);

  await database.takeDown();
  const asked = performance.now();
  expect(await status(jsonPost({ email: 'grace@example.com' }))).toBe(503);
  expect(performance.now() - asked).toBeLessThan(2_500);
  await expectNativeWay();

  await database.bringUp();
  await eventually(
    () => status(jsonPost({ email: 'grace@example.com' })),
    (code) => code === 202,
  );
});

it('a lock that nobody releases costs a 503, not a request that hangs', async () => {
  await start().start();
  await database.query('BEGIN');
  await database.query('LOCK TABLE access_request');

  const asked = performance.now();
  expect(await status(jsonPost({ email: 'hedy@example.com' }))).toBe(503);
  expect(performance.now() - asked).toBeLessThan(2_500);

  await database.query('ROLLBACK');
  expect(await status(jsonPost({ email: 'hedy@example.com' }))).toBe(202);
});

it('a database that hangs costs everybody a 503 within two seconds, and comes back without a restart', async () => {
  const faults = createFaults();
  const gate = await openTcpGate({ targetPort: Number(new URL(database.url).port), faults });
  const url = new URL(database.url);
  url.port = String(gate.port);
  await start(url.href).start();
  expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(202);

  faults.set('database', { kind: 'delay', ms: 3_600_000 });
  const asked = performance.now();
  const crowd = Array.from({ length: 60 }, (_, index) =>
    status(jsonPost({ email: `shopper${index}@example.com` }, { ip: `192.0.2.${index}` })),
  );
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([503]));
  expect(performance.now() - asked).toBeLessThan(2_500);
  await expectNativeWay();
  expect(await ready()).toBe(503);

  faults.set('database', undefined);
  await eventually(ready, (code) => code === 200);
  expect(await status(jsonPost({ email: 'grace@example.com' }))).toBe(202);
  await service?.stop();
  await gate.close();
});

it('a crowd before a lock that nobody releases waits no longer than one', async () => {
  await start().start();
  await database.query('BEGIN');
  await database.query('LOCK TABLE access_request');

  const asked = performance.now();
  const crowd = Array.from({ length: 60 }, (_, index) =>
    status(jsonPost({ email: `hedy${index}@example.com` }, { ip: `198.51.100.${index}` })),
  );
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([503]));
  expect(performance.now() - asked).toBeLessThan(2_500);

  await database.query('ROLLBACK');
  await eventually(
    () => status(jsonPost({ email: 'hedy@example.com' }, { ip: '198.51.100.99' })),
    (code) => code === 202,
  );
});

it('an outage is a few lines in the log, not a line for every sign of it', async () => {
  lines.length = 0;
  await start().start();
  await database.takeDown();
  for (let again = 0; again < 40; again += 1) {
    expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(503);
  }

  const outage = lines.map((line) => JSON.parse(line) as { event: string; code?: string });
  const signs = outage.filter(({ event }) => event === 'request-not-kept');
  expect(signs.length).toBeGreaterThan(0);
  expect(new Set(signs.map(({ code }) => code)).size).toBe(signs.length);
  await database.bringUp();
});

it('a worker carries on by itself once the database is back', async () => {
  const shopify = await startFakeShopify();
  shopify.on('LookUpCustomer', () => lookUpAnswer(null));
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin });
  const log = createLog('silent');
  service = createService({ config, clock: movableClock(), log, roles: ['server', 'worker'] });
  await service.start();
  await database.takeDown();
  expect(await status(jsonPost({ email: 'mary@example.com' }))).toBe(503);

  await database.bringUp();
  await eventually(
    () => status(jsonPost({ email: 'mary@example.com' })),
    (code) => code === 202,
  );

  const open = () => database.query('SELECT 1 FROM access_request WHERE decision IS NULL');
  // A job that was fetched just then is taken over once its heart has not beaten for ten seconds.
  await eventually(open, (rows) => rows.length === 0, 30_000);
  await service.stop();
  await shopify.close();
}, 60_000);

it('a worker that starts without a database begins what is due at a start once there is one', async () => {
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: 'http://127.0.0.1:9', LEDGER_REBUILD: 'on' });
  await database.takeDown();
  service = createService({ config, clock: movableClock(), log: createLog('silent'), roles: ['worker'] });
  await service.start();

  await database.bringUp();

  const begun = () => database.query('SELECT state FROM ledger_rebuild');
  expect(await eventually(begun, (rows) => rows.length === 1)).toEqual([{ state: 'running' }]);
});

it('before the start and after the stop it answers 503, and stopping twice is fine', async () => {
  start();
  expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(503);

  await service?.start();
  await service?.stop();
  await service?.stop();

  expect(await status(jsonPost({ email: 'ada@example.com' }))).toBe(503);
});

it('whatever failed, the log holds codes only', () => {
  expect(lines.join('')).toContain('"event":"request-not-kept"');
  expect(lines.join('')).not.toMatch(/(ada|grace|hedy)(@|%40)|shopper|example|signature|postgres:|203\.0/);
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { createAdmin } from '../../src/server/telemetry/admin.ts';
import { loadTelemetry, type Telemetry } from '../../src/server/telemetry/telemetry.ts';
import { useDatabase } from '../support/database.ts';
import { inviteAnswer, lookUpAnswer, startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { useProcesses } from '../support/run-process.ts';
import {
  eventually,
  jsonPost,
  formPost,
  movableClock,
  SHOP,
  testConfig,
} from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const start = useProcesses(() => database.url);
let shopify: FakeShopify;
let service: Service;
let telemetry: Telemetry;
let admin: (request: Request) => Promise<Response>;

beforeAll(async () => {
  shopify = await startFakeShopify();
  shopify.on('LookUpCustomer', () => lookUpAnswer({ id: 'gid://shopify/Customer/1', state: 'INVITED' }));
  shopify.on('SendAccountInvite', () => inviteAnswer(null));
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin, METRICS_PORT: '0' });
  const clock = movableClock();
  telemetry = await loadTelemetry(config.telemetry, clock);
  service = createService({ config, clock, log: silentLog, roles: ['server', 'worker'], telemetry });
  admin = createAdmin({ telemetry, isReady: service.isReady });
  await service.start();
});
afterAll(async () => {
  await service.stop();
  await shopify.close();
});

const at = (path: string) => admin(new Request(`http://127.0.0.1${path}`));
const page = async () => (await at('/metrics')).text();

describe('the page of metrics', () => {
  it('counts a request from its answer to its mail', async () => {
    await service.handle(jsonPost({ email: 'ada@example.com' }));

    const lines = await eventually(page, (text) => text.includes('latchkey_mails_total{'));
    expect(lines).toContain(`latchkey_requests_total{route="requests",outcome="accepted",shop="${SHOP}"} 1`);
    expect(lines).toContain(`latchkey_mails_total{kind="invite",result="sent",shop="${SHOP}"} 1`);
    expect(lines).toContain(
      'latchkey_shopify_call_duration_seconds_count{api="admin",operation="SendAccountInvite",result="2xx"} 1',
    );
    expect(lines).toContain('latchkey_queue_jobs{queue="access-requests",state="due"} 0');
    expect(lines).toContain('latchkey_database_up 1');
    await eventually(page, (text) =>
      text.includes('latchkey_job_duration_seconds_count{queue="access-requests",outcome="done"} 1'),
    );
    expect(await page()).toContain('latchkey_log_events_total{event="mail-sent"} 1');
  });

  it('counts a themed page by what it says, and a request of nobody known under no shop', async () => {
    const themed = await service.handle(formPost({ email: 'not an address' }));
    expect(themed.status).toBe(200);
    const strange = await service.handle(
      new Request('https://app.example/proxy/requests?shop=evil.myshopify.com', { method: 'POST' }),
    );
    expect(strange.status).toBe(401);

    const lines = await page();
    expect(lines).toContain(
      `latchkey_requests_total{route="requests",outcome="invalid_fields",shop="${SHOP}"} 1`,
    );
    expect(lines).toContain(
      'latchkey_requests_total{route="requests",outcome="invalid_signature",shop="none"} 1',
    );
    expect(lines).not.toContain('evil');
  });

  it('says how long the oldest job is overdue, also when no worker is left to look', async () => {
    await database.query(
      `INSERT INTO pgboss.job (name, data, start_after)
        VALUES ('mailbox-requests-failed', '{"requestId":"1"}', now() - interval '90 seconds')`,
    );
    await service.stop();
    // The service's own connections are gone; what is left of it must not be asked.
    expect(await page()).toContain('latchkey_database_up 0');

    const config = testConfig(database.url, { METRICS_PORT: '0' });
    const clock = movableClock();
    telemetry = await loadTelemetry(config.telemetry, clock);
    service = createService({ config, clock, log: silentLog, roles: ['server'], telemetry });
    admin = createAdmin({ telemetry, isReady: service.isReady });
    await service.start();

    const [, seconds] =
      /latchkey_queue_oldest_due_seconds{queue="mailbox-requests-failed"} ([\d.]+)/.exec(await page()) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(90);
    expect(Number(seconds)).toBeLessThan(120);
  });

  it('holds nothing of what was asked', async () => {
    expect(await page()).not.toMatch(/ada|@|signature=|203\.0|gid:|token-for-tests/);
  });
});

/** What a container runs to see whether the process beside it is alive. */
function healthCheck(port: unknown): number | null {
  const program = join(import.meta.dirname, '../../src/server/node/health-check.ts');
  return spawnSync(process.execPath, [program], { env: { METRICS_PORT: String(port) } }).status;
}

describe('the admin listener', () => {
  it('is a port of its own on this machine, and what the app proxy leads to has no metrics', async () => {
    const { child, ended, event } = start('server', { METRICS_PORT: '0' });
    const open = (await event('listening'))['port'];
    const own = (await event('admin-listening'))['port'];
    await event('service-started');
    const answer = await fetch(`http://127.0.0.1:${String(own)}/metrics`);
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toContain('process_resident_memory_bytes');
    expect((await fetch(`http://127.0.0.1:${String(own)}/readyz`)).status).toBe(200);

    expect((await fetch(`http://127.0.0.1:${String(open)}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${String(open)}/proxy/metrics`)).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${String(own)}/proxy/requests`, { method: 'POST' })).status).toBe(
      404,
    );

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 60_000);

  it('is there for a worker, which has no other', async () => {
    const { child, ended, event, lines } = start('worker', { METRICS_PORT: '0' });
    const own = (await event('admin-listening'))['port'];
    await event('service-started');

    expect((await fetch(`http://127.0.0.1:${String(own)}/readyz`)).status).toBe(200);
    expect(healthCheck(own)).toBe(0);
    child.kill('SIGKILL');
    await ended;
    expect(healthCheck(own)).toBe(1);
    expect(lines.map(({ event: name }) => name)).not.toContain('listening');
  }, 60_000);

  it('is not there unless asked for', async () => {
    const { event, lines } = start('server');
    await event('service-started');

    expect(lines.map(({ event: name }) => name)).not.toContain('admin-listening');
  }, 60_000);
});

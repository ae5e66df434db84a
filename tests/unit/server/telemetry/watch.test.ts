import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { refused } from '../../../../src/contracts/result.ts';
import type { Gate } from '../../../../src/server/domain/gate-ports.ts';
import { noMetrics, type Metrics } from '../../../../src/server/domain/metrics.ts';
import type { MailPace } from '../../../../src/server/domain/pace-ports.ts';
import { noTrace } from '../../../../src/server/domain/trace.ts';
import { noTelemetry } from '../../../../src/server/telemetry/telemetry.ts';
import { createWatch } from '../../../../src/server/telemetry/watch.ts';
import { routeOf } from '../../../../src/server/telemetry/watch-requests.ts';

/** Telemetry that keeps what it is told. */
function listening() {
  const told: unknown[] = [];
  const metrics: Metrics = {
    ...noMetrics,
    shopifyCalled: (call) => void told.push({ ...call, seconds: typeof call.seconds }),
    throttled: (wait) => void told.push(wait),
    jobEnded: (job) => void told.push({ ...job, seconds: typeof job.seconds }),
  };
  return { told, watch: createWatch({ ...noTelemetry, isOn: true, metrics, trace: noTrace }) };
}

describe('looking on', () => {
  it('hands everything back as it is where nobody does', () => {
    const watch = createWatch(noTelemetry);
    const process = async () => ({ kind: 'done' }) as const;

    expect(watch.fetch(fetch)).toBe(fetch);
    expect(watch.job('access-requests', process)).toBe(process);
    expect(watch.requests).toBeUndefined();
  });

  it('imports no library that it does not use', () => {
    const program = `
      import { registerHooks } from 'node:module';
      const seen = [];
      registerHooks({ resolve(name, context, next) { seen.push(name); return next(name, context); } });
      const { loadTelemetry } = await import(process.argv[1]);
      const off = { metricsPort: 'off', tracesEndpoint: undefined };
      const telemetry = await loadTelemetry(off, { now: () => 0 });
      const libraries = () => seen.filter((name) => /^(prom-client|@opentelemetry)/.test(name)).length;
      const before = libraries();
      await loadTelemetry({ ...off, metricsPort: 0, topShops: 1 }, { now: () => 0 });
      process.stdout.write(JSON.stringify({ isOn: telemetry.isOn, before, after: libraries() > 0 }));`;
    const telemetry = new URL('../../../../src/server/telemetry/telemetry.ts', import.meta.url);
    const node = spawnSync(process.execPath, ['--input-type=module', '-e', program, telemetry.href]);

    expect(JSON.parse(node.stdout.toString())).toEqual({ isOn: false, before: 0, after: true });
  });

  it('knows a call to Shopify by its operation, and keeps nothing else of it', async () => {
    const { told, watch } = listening();
    const answer = new Response('{}', { status: 200 });
    const call = watch.fetch(async () => answer);

    const got = await call('https://a.myshopify.com/admin/api/2026-10/graphql.json', {
      method: 'POST',
      body: JSON.stringify({
        query: '#graphql\n  query LookUp($a: String!) { x }',
        variables: { a: 'ada@example.com' },
      }),
    });

    expect(got).toBe(answer);
    expect(told).toEqual([{ api: 'admin', operation: 'LookUp', result: '2xx', seconds: 'number' }]);
  });

  it('counts a call that nobody answered, and passes its error on', async () => {
    const { told, watch } = listening();
    const gone = new TypeError('fetch failed');
    const call = watch.fetch(() => Promise.reject(gone));

    await expect(call('https://a.myshopify.com/api/2026-10/graphql.json')).rejects.toBe(gone);

    expect(told).toEqual([{ api: 'storefront', operation: 'none', result: 'failed', seconds: 'number' }]);
  });

  it('knows the endpoint that gives tokens, and nothing that was sent to it', async () => {
    const { told, watch } = listening();
    const call = watch.fetch(async () => new Response('{}', { status: 400 }));

    await call('https://a.myshopify.com/admin/oauth/access_token', {
      method: 'POST',
      body: JSON.stringify({ client_secret: 'a secret', refresh_token: 'shprt_a_secret' }),
    });

    expect(told).toEqual([{ api: 'tokens', operation: 'none', result: '4xx', seconds: 'number' }]);
  });

  it('names how a job ended, and one that threw by one name for all', async () => {
    const { told, watch } = listening();
    const retried = watch.job('access-requests', async () => ({ kind: 'retry', problem: 'throttled' }));
    const crashed = watch.job('access-requests', () => Promise.reject(new Error('ada@example.com')));

    await retried('1');
    await expect(crashed('2')).rejects.toThrow();

    expect(told).toEqual([
      { queue: 'access-requests', outcome: 'throttled', seconds: 'number' },
      { queue: 'access-requests', outcome: 'crashed', seconds: 'number' },
    ]);
  });

  it('counts what has to wait, for what and for how long, and changes none of it', async () => {
    const { told, watch } = listening();
    const shop = 'a.myshopify.com';
    const lane = 'self-service' as const;
    const held = refused({ problem: 'throttled', afterSeconds: 3 } as const);
    const wait = { kind: 'wait', afterSeconds: 120, turnAt: 5 } as const;
    const pacing: { readonly pace: MailPace; readonly gate: Gate } = {
      pace: { takeTurn: async () => wait, giveBack: async () => undefined, slowDown: async () => undefined },
      gate: { enter: async () => held },
    };
    const { pace, gate } = watch.pacing(pacing);

    const asked = { shop, mail: 'invite', buyerIp: undefined, lane, turnAt: undefined } as const;
    expect(await pace.takeTurn(asked)).toBe(wait);
    expect(await gate.enter({ shop, dependency: 'storefront', lane, cost: 0 })).toBe(held);

    expect(told).toEqual([
      { what: 'invites', shop, seconds: 120 },
      { what: 'storefront', shop, seconds: 3 },
    ]);
  });

  it.each([
    ['/proxy/requests', 'requests'],
    ['/proxy', 'page'],
    ['/proxy/breached-passwords/ABCDE', 'breached-passwords'],
    ['/proxy/sign-in', 'sign-in'],
    ['/proxy/accounts', 'accounts'],
    ['/proxy/ada@example.com', 'unknown'],
    ['/readyz', 'readyz'],
    ['/webhooks', 'webhooks'],
    ['/app/connect', 'app'],
    ['/wp-login.php', 'unknown'],
  ])('has a name of its own for %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });
});

import { describe, expect, it } from 'vitest';
import { createPrometheus } from '../../../../src/server/telemetry/prometheus.ts';
import { movableClock } from '../../../support/service-under-test.ts';

const request = { route: 'requests', outcome: 'accepted', seconds: 0.003 };

async function linesOf(prometheus: ReturnType<typeof createPrometheus>, name: string): Promise<string[]> {
  const { text } = await prometheus.page();
  return text.split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'));
}

describe('what Prometheus reads', () => {
  it('counts requests by route, outcome and shop, and their time by route', async () => {
    const prometheus = createPrometheus({ topShops: 2, clock: movableClock() });

    prometheus.metrics.requestAnswered({ ...request, shop: 'a.myshopify.com' });
    prometheus.metrics.requestAnswered({ ...request, shop: 'a.myshopify.com' });
    prometheus.metrics.requestAnswered({ ...request, outcome: 'invalid_signature', shop: undefined });

    expect(await linesOf(prometheus, 'latchkey_requests_total')).toEqual([
      'latchkey_requests_total{route="requests",outcome="accepted",shop="a.myshopify.com"} 2',
      'latchkey_requests_total{route="requests",outcome="invalid_signature",shop="none"} 1',
    ]);
    expect(await linesOf(prometheus, 'latchkey_request_duration_seconds_count')).toEqual([
      'latchkey_request_duration_seconds_count{route="requests"} 3',
    ]);
  });

  it('has no more series than it may, however many shops there are', async () => {
    const clock = movableClock();
    const prometheus = createPrometheus({ topShops: 3, clock });
    for (let shop = 0; shop < 500; shop += 1) {
      prometheus.metrics.requestAnswered({ ...request, shop: `shop-${shop}.myshopify.com` });
      prometheus.metrics.mailTried({ kind: 'invite', result: 'sent', shop: `shop-${shop}.myshopify.com` });
      clock.advance(60_000);
    }

    // Three names, and all others together.
    expect((await linesOf(prometheus, 'latchkey_requests_total')).length).toBeLessThanOrEqual(4);
    expect((await linesOf(prometheus, 'latchkey_mails_total')).length).toBeLessThanOrEqual(4);
  });

  it('tells how many shops have an open circuit, and not which', async () => {
    const prometheus = createPrometheus({ topShops: 3, clock: movableClock() });
    prometheus.readFrom({
      queues: async () => [],
      circuits: async () => [
        { dependency: 'admin', state: 'open', shops: 7 },
        { dependency: 'admin', state: 'half-open', shops: 1 },
        { dependency: 'storefront', state: 'closed', shops: 2 },
      ],
    });

    expect(await linesOf(prometheus, 'latchkey_circuits')).toEqual([
      'latchkey_circuits{dependency="admin",state="half-open"} 1',
      'latchkey_circuits{dependency="admin",state="open"} 7',
      'latchkey_circuits{dependency="storefront",state="half-open"} 0',
      'latchkey_circuits{dependency="storefront",state="open"} 0',
      'latchkey_circuits{dependency="tokens",state="half-open"} 0',
      'latchkey_circuits{dependency="tokens",state="open"} 0',
    ]);
  });

  it('tells how long mails waited for their turn', async () => {
    const prometheus = createPrometheus({ topShops: 3, clock: movableClock() });

    prometheus.metrics.throttled({ what: 'invites', shop: 'a.myshopify.com', seconds: 90 });

    expect(await linesOf(prometheus, 'latchkey_throttle_wait_seconds_sum')).toEqual([
      'latchkey_throttle_wait_seconds_sum{what="invites"} 90',
    ]);
    expect(await linesOf(prometheus, 'latchkey_throttled_total')).toEqual([
      'latchkey_throttled_total{what="invites",shop="a.myshopify.com"} 1',
    ]);
  });

  it('takes the figures of the queues away while the database is', async () => {
    const prometheus = createPrometheus({ topShops: 3, clock: movableClock() });
    const state = { queue: 'access-requests', due: 3, later: 2, active: 1, oldestDueSeconds: 4.5 };
    let isUp = true;
    prometheus.readFrom({
      queues: async () => {
        if (!isUp) throw new Error('away');
        return [state];
      },
      circuits: async () => [],
    });

    expect(await linesOf(prometheus, 'latchkey_queue')).toEqual([
      'latchkey_queue_jobs{queue="access-requests",state="due"} 3',
      'latchkey_queue_jobs{queue="access-requests",state="later"} 2',
      'latchkey_queue_jobs{queue="access-requests",state="active"} 1',
      'latchkey_queue_oldest_due_seconds{queue="access-requests"} 4.5',
    ]);
    expect(await linesOf(prometheus, 'latchkey_database_up')).toEqual(['latchkey_database_up 1']);

    isUp = false;
    expect(await linesOf(prometheus, 'latchkey_queue')).toEqual([]);
    expect(await linesOf(prometheus, 'latchkey_database_up')).toEqual(['latchkey_database_up 0']);
  });
});

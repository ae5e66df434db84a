import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenTelemetry, type OpenTelemetry } from '../../../../src/server/telemetry/open-telemetry.ts';
import { startTraceCollector } from '../../../support/trace-collector.ts';

let collector: Awaited<ReturnType<typeof startTraceCollector>>;
let telemetry: OpenTelemetry;

beforeEach(async () => {
  collector = await startTraceCollector();
  telemetry = createOpenTelemetry({ endpoint: collector.endpoint, serviceName: 'latchkey', ratio: 1 });
});
afterEach(() => collector.close());

describe('a trace', () => {
  it('keeps what belongs together, past awaits and beside others', async () => {
    const { trace } = telemetry;
    const ask = (route: string) =>
      trace.during('request', { route }, async () => {
        await new Promise(setImmediate);
        await trace.during('enqueue', { queue: route }, async () => undefined);
      });
    await Promise.all([ask('requests'), ask('mailboxes')]);
    await telemetry.stop();

    const spans = collector.spans();
    const requests = spans.filter(({ name }) => name === 'request');
    expect(requests).toHaveLength(2);
    expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(2);
    for (const request of requests) {
      expect(request.parentSpanId).toBe('');
      const [child] = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId);
      expect(child).toMatchObject({
        name: 'enqueue',
        traceId: request.traceId,
        attributes: { 'latchkey.queue': request.attributes['latchkey.route'] },
      });
    }
  });

  it('has only the attributes of its schema, and of those only what looks as it should', async () => {
    const attributes = {
      api: 'admin',
      operation: 'https://shop.example/account/activate/1/8d3f1b2c',
      email: 'ada@example.com',
      query: '?signature=8d3f1b2c',
    };
    await telemetry.trace.during('shopify-call', attributes, async (note) => {
      note({ result: 'ada@example.com' });
    });
    await telemetry.stop();

    expect(collector.spans()[0]?.attributes).toEqual({
      'latchkey.api': 'admin',
      'latchkey.operation': 'unprintable',
      'latchkey.result': 'unprintable',
    });
    // A trace's own id is hexadecimal and may spell ada or 8d3f by chance.
    expect(collector.text()).not.toMatch(/ada@|8d3f1b2c|activate|signature/);
  });

  it('says by code what was thrown, never by message', async () => {
    const failing = telemetry.trace.during('job', { queue: 'access-requests' }, () =>
      Promise.reject(Object.assign(new Error('no customer ada@example.com'), { code: '57P01' })),
    );
    await expect(failing).rejects.toThrow('ada@example.com');
    await telemetry.stop();

    expect(collector.text()).toContain('57P01');
    expect(collector.text()).not.toContain('ada@');
  });

  it('costs nobody anything when the collector is away', async () => {
    await collector.close();

    const answer = await telemetry.trace.during('request', { route: 'requests' }, async () => 'answered');
    await telemetry.stop();

    expect(answer).toBe('answered');
    collector = await startTraceCollector();
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { loadTelemetry, type Telemetry } from '../../src/server/telemetry/telemetry.ts';
import { useDatabase } from '../support/database.ts';
import { inviteAnswer, lookUpAnswer, startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { eventually, jsonPost, movableClock, SHOP, testConfig } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { startTraceCollector } from '../support/trace-collector.ts';
import { webhook } from '../support/webhook-signer.ts';
import { mailboxPost } from '../support/mailbox-requests.ts';

const database = useDatabase();
let shopify: FakeShopify;
let collector: Awaited<ReturnType<typeof startTraceCollector>>;
let telemetry: Telemetry;
let service: Service;

beforeAll(async () => {
  shopify = await startFakeShopify();
  collector = await startTraceCollector();
  shopify.on('LookUpCustomer', () => lookUpAnswer({ id: 'gid://shopify/Customer/1', state: 'INVITED' }));
  shopify.on('SendAccountInvite', () => inviteAnswer(null));
  const config = testConfig(database.url, {
    SHOPIFY_ORIGIN: shopify.origin,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
  });
  const clock = movableClock();
  telemetry = await loadTelemetry(config.telemetry, clock);
  service = createService({ config, clock, log: silentLog, roles: ['server', 'worker'], telemetry });
  await service.start();
});
afterAll(async () => {
  await shopify.close();
  await collector.close();
});

it('a request and its job are traced from the answer to the mail, with nothing of what was asked', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await service.handle(jsonPost({ email: 'ada@example.com' }, { headers: { traceparent } }));
  await service.handle(new Request('https://app.example/proxy/requests?email=ada@example.com'));
  expect((await service.handle(mailboxPost())).status).toBe(202);
  expect((await service.handle(webhook('customers/enable', { id: 42 }))).status).toBe(200);
  const sent = () => database.query("SELECT id FROM access_request WHERE mail_state = 'sent'");
  const [row] = await eventually(sent, (rows) => rows.length === 1);
  await service.stop();
  await telemetry.stop();

  const spans = collector.spans();
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [request, strange, mailbox, told] = named('request');
  expect(request?.attributes).toEqual({
    'latchkey.route': 'requests',
    'latchkey.outcome': 'accepted',
    'latchkey.shop': SHOP,
  });
  expect(strange?.attributes).toEqual({
    'latchkey.route': 'requests',
    'latchkey.outcome': 'invalid_signature',
  });
  expect(named('enqueue')).toMatchObject([
    { parentSpanId: request?.spanId, attributes: { 'latchkey.queue': 'access-requests' } },
    { parentSpanId: mailbox?.spanId, attributes: { 'latchkey.queue': 'mailbox-requests' } },
    { parentSpanId: told?.spanId, attributes: { 'latchkey.queue': 'webhooks' } },
  ]);
  const job = named('job').find(({ attributes }) => attributes['latchkey.queue'] === 'access-requests');
  expect(job?.attributes).toEqual({
    'latchkey.queue': 'access-requests',
    'latchkey.requestId': row?.['id'],
    'latchkey.outcome': 'done',
  });
  const calls = named('shopify-call').filter(({ parentSpanId }) => parentSpanId === job?.spanId);
  expect(calls.map(({ attributes }) => attributes['latchkey.operation'])).toEqual([
    'LookUpCustomer',
    'SendAccountInvite',
  ]);

  // The header of somebody on the internet decides nothing.
  expect(spans.map(({ traceId }) => traceId)).not.toContain('0af7651916cd43dd8448eb211c80319c');
  expect(collector.text()).not.toMatch(
    /ada@|ada%40|signature=|path_prefix|203\.0|gid:|token-for-tests|https?:\/\//,
  );
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually, movableClock, SHOP, START, testConfig } from '../support/service-under-test.ts';
import { webhook, type WebhookOptions } from '../support/webhook-signer.ts';

const database = useDatabase();
const ADA = 6_100_000_000_001;
let service: Service;

beforeEach(async () => {
  service = createService({
    config: testConfig(database.url),
    clock: movableClock(),
    log: silentLog,
    roles: ['server'],
  });
  await service.start();
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE webhook_delivery, customer_history');
  await database.query('DELETE FROM pgboss.job');
});

const status = async (request: Request) => (await service.handle(request)).status;
const kept = () => database.query('SELECT shop, topic, delivery_id, customer_id FROM webhook_delivery');
const jobs = () => database.query("SELECT 1 FROM pgboss.job WHERE name = 'webhooks'");
const enable = (options: WebhookOptions = {}) => webhook('customers/enable', { id: ADA }, options);

describe('a signed webhook', () => {
  it('is answered with 200 and kept with one job, and nothing of the customer but the id', async () => {
    const payload = { id: ADA, email: 'ada@example.com', first_name: 'Ada', phone: '+4712345678' };

    expect(await status(webhook('customers/enable', payload, { deliveryId: 'd1' }))).toBe(200);

    expect(await kept()).toEqual([
      {
        shop: SHOP,
        topic: 'customers/enable',
        delivery_id: 'd1',
        customer_id: `gid://shopify/Customer/${ADA}`,
      },
    ]);
    const rows = await database.query<{ row: string }>('SELECT w::text AS row FROM webhook_delivery AS w');
    expect(JSON.stringify(rows)).not.toMatch(/example|ada@|Ada|4712345678/);
    expect(await jobs()).toHaveLength(1);
  });

  it('that comes again is answered the same, and neither kept nor given a job again', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => status(enable({ deliveryId: 'd1' }))));
    answers.push(await status(enable({ deliveryId: 'd1' })));

    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await kept()).toHaveLength(1);
    expect(await jobs()).toHaveLength(1);
  });

  it('with the same id from another shop is another', async () => {
    await status(enable({ deliveryId: 'd1' }));
    await status(enable({ deliveryId: 'd1', shop: 'another.myshopify.com' }));

    expect(await kept()).toHaveLength(2);
  });

  it.each([
    ['app/uninstalled', {}],
    ['app/scopes_update', { id: 1, previous: [], current: ['read_customers'] }],
    ['customers/disable', { id: ADA }],
    ['customers/update', { id: ADA, state: 'enabled' }],
    ['customers/delete', { id: ADA }],
    ['customer_account_settings/update', { customer_accounts_version: 'new_customer_accounts' }],
    ['customers/data_request', { shop_domain: SHOP, customer: { id: ADA, email: 'ada@example.com' } }],
    ['customers/redact', { shop_domain: SHOP, customer: { email: 'ada@example.com' } }],
    ['shop/redact', { shop_domain: SHOP }],
  ])('%s is kept', async (topic, payload) => {
    expect(await status(webhook(topic, payload))).toBe(200);
    expect(await kept()).toMatchObject([{ topic }]);
  });

  it.each([
    ['of a topic that nothing follows from', 'orders/create', { id: 1 }],
    ['of a customer who is not enabled', 'customers/update', { id: ADA, state: 'disabled' }],
    ['that has another shape than documented', 'customers/enable', { id: 'x' }],
    ['that is no JSON', 'customers/enable', '{"id":'],
    ['about nobody', 'customers/redact', { shop_domain: SHOP, customer: {} }],
  ])('%s is answered with 200, so that Shopify stops, and not kept', async (_, topic, payload) => {
    expect(await status(webhook(topic, payload))).toBe(200);
    expect(await kept()).toEqual([]);
  });

  it('dates what happened by Shopify’s word, but never into the future', async () => {
    await status(enable({ deliveryId: 'past', triggeredAt: '2026-11-21T10:00:00.000Z' }));
    await status(enable({ deliveryId: 'future', triggeredAt: '2027-01-01T00:00:00Z' }));
    await status(enable({ deliveryId: 'none' }));

    const rows = await database.query<{ delivery_id: string; happened_at: Date }>(
      'SELECT delivery_id, happened_at FROM webhook_delivery',
    );
    expect(Object.fromEntries(rows.map((row) => [row.delivery_id, row.happened_at.getTime()]))).toEqual({
      past: Date.UTC(2026, 10, 21, 10),
      future: START,
      none: START,
    });
  });

  it('is refused while the database is away, so that Shopify sends it again, and is kept then', async () => {
    await database.takeDown();
    expect(await status(enable({ deliveryId: 'd1' }))).toBe(503);

    await database.bringUp();

    await eventually(
      () => status(enable({ deliveryId: 'd1' })),
      (code) => code === 200,
    );
    expect(await kept()).toHaveLength(1);
  });
});

describe('what Shopify did not sign', () => {
  it.each<[string, WebhookOptions]>([
    ['by another secret', { secret: 'another secret' }],
    ['without a signature', { headers: { 'X-Shopify-Hmac-Sha256': undefined } }],
    ['with an empty one', { headers: { 'X-Shopify-Hmac-Sha256': '' } }],
    ['with a short one', { headers: { 'X-Shopify-Hmac-Sha256': 'AAAA' } }],
    ['with one in hexadecimal', { headers: { 'X-Shopify-Hmac-Sha256': 'ab'.repeat(32) } }],
  ])('%s is 401 and leaves nothing', async (_, options) => {
    expect(await status(enable(options))).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it('is refused when a single byte of the body is another', async () => {
    const signed = enable();
    const changed = new Request(signed.url, {
      method: 'POST',
      headers: signed.headers,
      body: `${await signed.text()} `,
    });

    expect(await status(changed)).toBe(401);
  });

  it('is not even parsed: what is no JSON gets the same answer', async () => {
    const answer = async (payload: unknown) => {
      const response = await service.handle(webhook('customers/enable', payload, { secret: 'another' }));
      return { status: response.status, body: await response.text() };
    };

    expect(await answer('no JSON')).toEqual(await answer({ id: ADA }));
  });

  it('takes a compliance request for another shop than its body names for a forgery', async () => {
    const stolen = { shop_domain: 'another.myshopify.com', customer: { id: ADA } };

    expect(await status(webhook('customers/redact', stolen))).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['X-Shopify-Topic', 'Customers enable'],
    ['X-Shopify-Shop-Domain', 'shop.example'],
    ['X-Shopify-Webhook-Id', ''],
  ])('with an unusable %s is 400', async (name, value) => {
    expect(await status(enable({ headers: { [name]: value } }))).toBe(400);
  });
});

describe('the door', () => {
  it('takes a body of a megabyte and none longer, whatever its length claims', async () => {
    const body = (bytes: number) => JSON.stringify({ id: ADA, note: '' }).padEnd(bytes, ' ');
    expect(await status(webhook('customers/enable', body(1_000_000)))).toBe(200);
    expect(await status(webhook('customers/enable', body(1_000_001)))).toBe(413);
    const claimed = { headers: { 'Content-Length': '1000001' } };
    expect(await status(webhook('customers/enable', body(100), claimed))).toBe(413);
  });

  it.each(['GET', 'PUT', 'DELETE'])('takes no %s', async (method) => {
    const response = await service.handle(new Request('https://app.example/webhooks', { method }));

    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
  });
});

import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { ControlledShop } from '../../../src/devstore/shopify/shop.ts';
import { openShop } from './support.ts';

const SECRET = 'a secret';
interface Received {
  readonly topic: string;
  readonly id: string;
  readonly body: string;
  readonly headers: Headers;
}
let shop: ControlledShop;
let received: Received[];
let answers: number[];

beforeEach(() => {
  ({ shop } = openShop());
  received = [];
  answers = [];
  shop.webhooks.connect({
    secret: SECRET,
    deliver: async (request) => {
      const { headers } = request;
      const header = (name: string) => headers.get(name) ?? '';
      const body = await request.text();
      received.push({ topic: header('X-Shopify-Topic'), id: header('X-Shopify-Webhook-Id'), body, headers });
      return new Response(null, { status: answers.shift() ?? 200 });
    },
  });
});

const topics = async () => {
  await shop.webhooks.idle();
  return received.map(({ topic }) => topic);
};

describe('the webhooks of the local shop', () => {
  it('are signed over the very bytes that are sent, and say which shop and when', async () => {
    shop.setState(PEOPLE.migrated.id, 'ENABLED');
    await shop.webhooks.idle();

    const [first] = received;
    expect(first?.headers.get('X-Shopify-Hmac-Sha256')).toBe(
      createHmac('sha256', SECRET)
        .update(first?.body ?? '')
        .digest('base64'),
    );
    expect(first?.headers.get('X-Shopify-Shop-Domain')).toBe(shop.domain);
    expect(first?.headers.get('X-Shopify-Triggered-At')).toBe(new Date(shop.clock.now()).toISOString());
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ id: PEOPLE.migrated.id, state: 'enabled' });
  });

  it('tell of what happens to an account, whoever does it, and of nothing in the past', async () => {
    expect(await topics()).toEqual([]);
    shop.setState(PEOPLE.migrated.id, 'ENABLED');
    shop.setState(PEOPLE.migrated.id, 'DISABLED');
    shop.accounts.invite(PEOPLE.migrated.id);
    shop.deleteCustomer(PEOPLE.migrated.id);

    expect(await topics()).toEqual([
      'customers/enable',
      'customers/update',
      'customers/disable',
      'customers/update',
      'customers/update',
      'customers/delete',
    ]);
  });

  it('come as often as the quirk says, with one id', async () => {
    shop.setQuirks({ webhookCopies: 3 });
    shop.deleteCustomer(PEOPLE.migrated.id);
    await shop.webhooks.idle();

    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  });

  it('come in another order where the quirk says so', async () => {
    shop.setQuirks({ webhookOrder: 'reversed' });
    shop.setState(PEOPLE.migrated.id, 'ENABLED');
    shop.setState(PEOPLE.migrated.id, 'DISABLED');

    expect(await topics()).toEqual([
      'customers/update',
      'customers/disable',
      'customers/update',
      'customers/enable',
    ]);
  });

  it('are repeated with the same id and bytes until they are taken', async () => {
    answers = [500, 401];
    shop.deleteCustomer(PEOPLE.migrated.id);
    await shop.webhooks.idle();

    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  });

  it('are not sent where they are turned off, nor after a reset', async () => {
    shop.setQuirks({ webhookCopies: 0 });
    shop.setState(PEOPLE.migrated.id, 'ENABLED');
    shop.setQuirks({ webhookCopies: 1 });
    shop.setState(PEOPLE.enabled.id, 'DISABLED');
    shop.reset();

    expect(await topics()).toEqual([]);
  });
});

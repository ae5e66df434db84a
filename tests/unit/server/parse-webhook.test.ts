import { describe, expect, it } from 'vitest';
import { parseWebhook } from '../../../src/server/domain/parse-webhook.ts';
import { WEBHOOK_TOPICS } from '../../../src/server/domain/webhook-ports.ts';

const SHOP = 'shop-name.myshopify.com';
const head = (topic: string) => ({ topic, shop: SHOP, deliveryId: 'd', triggeredAt: undefined });
const parse = (topic: string, payload: unknown) => parseWebhook(head(topic), payload);
const GID = 'gid://shopify/Customer/6100000000001';

describe('a webhook about a customer', () => {
  it.each([
    ['customers/enable', {}, 'enabled'],
    ['customers/disable', {}, 'disabled'],
    ['customers/update', { state: 'enabled' }, 'enabled'],
    ['customers/delete', {}, 'deleted'],
  ])('%s %j says %s and who, and no address', (topic, more, kind) => {
    const read = parse(topic, { id: 6_100_000_000_001, email: 'ada@example.com', ...more });

    expect(read).toMatchObject({ ok: true, value: { event: { kind }, customerId: GID, email: undefined } });
  });

  it.each(['disabled', 'invited', 'declined', undefined])(
    'an update to %s is nothing to note: nothing says what was before',
    (state) => {
      expect(parse('customers/update', { id: 1, state })).toEqual({ ok: false, reason: 'nothing-to-do' });
    },
  );

  it.each([undefined, null, 0, -1, 1.5, 'x', '1; DROP TABLE shop', '01', {}, 2 ** 53])(
    'with the id %j is unreadable',
    (id) => {
      expect(parse('customers/enable', { id })).toEqual({ ok: false, reason: 'unreadable' });
    },
  );
});

describe('a compliance webhook', () => {
  const payload = (customer: unknown) => ({ shop_id: 1, shop_domain: SHOP, customer });

  it.each(['customers/data_request', 'customers/redact'])(
    '%s names by id, by address, or by both',
    (topic) => {
      const read = (customer: unknown) => {
        const parsed = parse(topic, payload(customer));
        return parsed.ok ? [parsed.value.customerId, parsed.value.email] : parsed.reason;
      };

      expect(read({ id: 6_100_000_000_001, email: 'Ada@Example.com', phone: null })).toEqual([
        GID,
        'Ada@Example.com',
      ]);
      expect(read({ id: 6_100_000_000_001, email: null })).toEqual([GID, undefined]);
      expect(read({ email: 'ada@example.com' })).toEqual([undefined, 'ada@example.com']);
      expect(read({ phone: '+4712345678' })).toBe('unreadable');
      expect(read(undefined)).toBe('unreadable');
    },
  );

  it('for another shop than the one that it came from is refused', () => {
    expect(parse('shop/redact', { shop_domain: 'another.myshopify.com' })).toEqual({
      ok: false,
      reason: 'another-shop',
    });
  });
});

describe('a webhook about the app or the shop', () => {
  it('that the app is removed counts for the shop that its body names, where it names one', () => {
    expect(parse('app/uninstalled', { id: 1, myshopify_domain: SHOP }).ok).toBe(true);
    expect(parse('app/uninstalled', {}).ok).toBe(true);
    expect(parse('app/uninstalled', { myshopify_domain: 'another.myshopify.com' })).toEqual({
      ok: false,
      reason: 'another-shop',
    });
  });

  it('tells the scopes, each in its shape', () => {
    expect(parse('app/scopes_update', { current: ['read_customers', 'write_customers'] })).toMatchObject({
      value: { event: { kind: 'scopes', scopes: ['read_customers', 'write_customers'] } },
    });
    expect(parse('app/scopes_update', { current: 'read_customers' }).ok).toBe(false);
    expect(parse('app/scopes_update', { current: ['read_customers', 'x,y'] }).ok).toBe(false);
  });

  it.each([
    ['new_customer_accounts', 'NEW_CUSTOMER_ACCOUNTS'],
    ['NEW_CUSTOMER_ACCOUNTS', 'NEW_CUSTOMER_ACCOUNTS'],
    ['classic_customer_accounts', 'CLASSIC'],
  ])('%s are %s', (customer_accounts_version, version) => {
    expect(parse('customer_account_settings/update', { customer_accounts_version })).toMatchObject({
      value: { event: { kind: 'accounts', version } },
    });
  });
});

it.each(WEBHOOK_TOPICS)('%s survives whatever is sent as its payload', (topic) => {
  for (const payload of [undefined, null, 1, 'text', [], [1], { customer: [] }, { current: null }]) {
    const parsed = parse(topic, payload);
    expect(parsed.ok || ['unreadable', 'nothing-to-do'].includes(parsed.reason)).toBe(true);
  }
});

it('a topic that nobody subscribed to is nothing to do', () => {
  expect(parse('orders/create', { id: 1 })).toEqual({ ok: false, reason: 'nothing-to-do' });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Privacy } from '../../../src/server/domain/privacy-ports.ts';
import { createWorkWebhook } from '../../../src/server/domain/work-webhook.ts';
import type { StoredWebhook, WebhookEvent } from '../../../src/server/domain/webhook-ports.ts';
import { silentLog } from '../../support/silent-log.ts';

const SHOP = 'shop-name.myshopify.com';
const NOW = Date.UTC(2026, 10, 22, 3);
const HOUR = 3_600_000;
let calls: unknown[][];
let finished: string[];
let erasing: Awaited<ReturnType<Privacy['eraseShop']>>[];

beforeEach(() => {
  calls = [];
  finished = [];
  erasing = [];
});

/** Notes every call by the name of its port. */
const note =
  (name: string) =>
  async (...given: readonly unknown[]): Promise<void> =>
    void calls.push([name, ...given]);

function work(
  event: WebhookEvent,
  more: Partial<StoredWebhook> = {},
  markUninstalled: (shop: string, at: number) => Promise<void> = note('uninstalled'),
) {
  const stored: StoredWebhook = {
    id: 'w1',
    shop: SHOP,
    event,
    customerId: 'gid://shopify/Customer/1',
    addressHash: undefined,
    happenedAt: NOW - HOUR,
    receivedAt: NOW,
    isDone: false,
    ...more,
  };
  return createWorkWebhook({
    clock: { now: () => NOW },
    log: silentLog,
    webhooks: {
      load: async (id) => (id === stored.id ? stored : undefined),
      finish: async (id) => void finished.push(id),
      forget: async () => 0,
      takeUpAgain: async () => undefined,
    },
    shops: { markUninstalled, noteScopes: note('scopes') },
    events: { noteEnabled: note('enabled'), noteDisabled: note('disabled'), noteDeleted: note('deleted') },
    privacy: {
      exportCustomer: note('export'),
      eraseCustomer: note('erase'),
      eraseShop: async (...given) => {
        calls.push(['erase-shop', ...given]);
        return erasing.shift() ?? 'erased';
      },
      list: async () => [],
      readExport: async () => undefined,
      forget: async () => 0,
    },
    disablingImpliesEnabled: true,
    startRebuild: note('rebuild'),
    tellAccounts: note('accounts'),
    afterErasure: note('erased'),
  });
}

describe('a webhook', () => {
  it('that the app is removed marks the shop, with when it happened: it may have come back since', async () => {
    expect(await work({ kind: 'uninstalled' })('w1')).toEqual({ kind: 'done' });

    expect(calls).toEqual([['uninstalled', SHOP, NOW - HOUR]]);
    expect(finished).toEqual(['w1']);
  });

  it('with new scopes notes them, and reads all customers where that is allowed by now', async () => {
    await work({ kind: 'scopes', scopes: ['read_orders'] })('w1');
    await work({ kind: 'scopes', scopes: ['read_customers'] })('w1');

    expect(calls).toEqual([
      ['scopes', SHOP, ['read_orders'], NOW - HOUR],
      ['scopes', SHOP, ['read_customers'], NOW - HOUR],
      ['rebuild', SHOP, false],
    ]);
  });

  it('which accounts the shop has is handed on, with when it was so: it may come late', async () => {
    await work({ kind: 'accounts', version: 'NEW_CUSTOMER_ACCOUNTS' })('w1');

    const news = { version: 'NEW_CUSTOMER_ACCOUNTS', at: NOW - HOUR, by: 'webhook' };
    expect(calls).toEqual([['accounts', SHOP, news]]);
    expect(finished).toEqual(['w1']);
  });

  it.each(['enabled', 'deleted'] as const)('that a customer is %s is noted', async (kind) => {
    await work({ kind })('w1');

    expect(calls.map((call) => call.slice(0, 3))).toEqual([[kind, SHOP, 'gid://shopify/Customer/1']]);
  });

  it('that a customer is disabled is noted with whether that proves that they were enabled', async () => {
    await work({ kind: 'disabled' })('w1');

    expect(calls).toEqual([['disabled', SHOP, 'gid://shopify/Customer/1', NOW - HOUR, true]]);
  });

  it('to forget a shop comes back until there is nothing left, and is done then', async () => {
    erasing = ['more', 'more', 'erased'];
    const again = { kind: 'later', afterSeconds: 1 };
    const run = work({ kind: 'shop-redact' });

    expect([await run('w1'), await run('w1')]).toEqual([again, again]);
    expect(finished).toEqual([]);
    expect(await run('w1')).toEqual({ kind: 'done' });
    expect(finished).toEqual(['w1']);
    // It comes 48 hours after the app was removed.
    expect(calls[0]).toEqual(['erase-shop', SHOP, 'w1', NOW - 49 * HOUR]);
    expect(calls.filter(([name]) => name === 'erased')).toEqual([['erased', SHOP]]);
  });

  it('that is done, or gone, does nothing a second time', async () => {
    await work({ kind: 'customer-redact' }, { isDone: true })('w1');
    await work({ kind: 'customer-redact' })('another');

    expect(calls).toEqual([]);
  });

  it('that fails is not done, so that its job tries again', async () => {
    const failing = work({ kind: 'uninstalled' }, {}, () => Promise.reject(new Error('down')));

    await expect(failing('w1')).rejects.toThrow('down');
    expect(finished).toEqual([]);
  });
});

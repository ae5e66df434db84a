/// <reference types="@shopify/ui-extensions/customer-account.profile.block.render" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpExtension } from '@shopify/ui-extensions-tester';
import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { vi } from 'vitest';
import { translator } from './translator.ts';

export const FOLDER = join(import.meta.dirname, '../../../extensions/welcome-back');
export const DAY = 24 * 60 * 60 * 1000;
/** When every test begins. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** An answer to one of the two questions: data, or what became of it. */
type Answer = object | 'refused' | 'unreachable' | 'no JSON' | 'never';

export interface Situation {
  readonly customer?: Answer;
  readonly orders?: Answer;
  readonly settings?: Record<string, string | number | boolean>;
  readonly storage?: ReturnType<typeof createStorage>;
  readonly customerId?: string | undefined;
  readonly locale?: string;
  readonly inEditor?: boolean;
}

/** What Shopify answers about a customer of long standing. */
export const LOYAL = {
  creationDate: '2023-05-04T09:30:00Z',
  addresses: { nodes: [{ id: 'gid://shopify/CustomerAddress/1' }], pageInfo: { hasNextPage: false } },
};

/** Orders on these days, as Shopify answers: the newest first. */
export function ordersOn(days: readonly string[], hasNextPage = false) {
  return { orders: { nodes: days.map((processedAt) => ({ processedAt })), pageInfo: { hasNextPage } } };
}

export const THREE_ORDERS = ordersOn(['2026-09-30T08:00:00Z', '2025-12-01T08:00:00Z', '2024-02-29T08:00:00Z']);

/** Opens the profile with the block on it, in Shopify's own tester. Closes with the test's block (`using`). */
export async function open(situation: Situation = {}) {
  const extension = setUpExtension('customer-account.profile.block.render', { configSearchDir: FOLDER });
  const { shopify } = extension;
  const { customer = LOYAL, orders = THREE_ORDERS, locale = 'en' } = situation;
  const customerId = 'customerId' in situation ? situation.customerId : '42';
  // The tester's own has no `editor`, and throws when it is asked for.
  shopify.extension = {
    ...shopify.extension,
    editor: situation.inEditor ? { type: 'checkout' } : undefined,
  } as typeof shopify.extension;
  shopify.authenticatedAccount.customer.value = customerId
    ? { id: `gid://shopify/Customer/${customerId}` }
    : undefined;
  shopify.settings.value = situation.settings ?? {};
  shopify.storage = situation.storage ?? createStorage();
  shopify.i18n = { ...shopify.i18n, ...translator(locale) } as typeof shopify.i18n;
  const asked = vi.fn(async (_address: RequestInfo | URL, init?: RequestInit) =>
    answer(String(init?.body).includes('orders(') ? orders : customer),
  );
  extension.fetch = asked;
  await extension.render();
  return {
    asked,
    storage: shopify.storage,
    [Symbol.dispose]: () => extension[Symbol.dispose](),
  };
}

async function answer(what: Answer): Promise<Response> {
  if (what === 'never') return new Promise<Response>(() => undefined);
  if (what === 'unreachable') throw new TypeError('Failed to fetch');
  if (what === 'no JSON') return new Response('<html>', { status: 502 });
  if (what === 'refused') {
    const errors = [{ message: 'Access denied for customer field.' }];
    return Response.json({ data: null, errors });
  }
  return Response.json({ data: { customer: what } });
}

export function readFile(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

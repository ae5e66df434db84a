/// <reference types="@shopify/ui-extensions/customer-account.profile.block.render" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpExtension } from '@shopify/ui-extensions-tester';
import { createStorage } from '@shopify/ui-extensions-tester/customer-account';
import { vi } from 'vitest';
import { promised } from '../../support/promised.ts';
import { translator } from './translator.ts';

const FOLDER = join(import.meta.dirname, '../../../extensions/welcome-back');
export const DAY = 24 * 60 * 60 * 1000;

/** Every setting that the merchant has; the tester throws where another is asked for. */
export const SETTINGS: readonly string[] = [
  ...fileOf('shopify.extension.toml').matchAll(/^key = "(\w+)"$/gm),
].map(([, key = '']) => key);

/** An answer to one of the two questions: the customer, or what became of it. */
type Answer = object | Promise<object> | 'refused' | 'unreachable' | 'no JSON' | 'silence';

export interface Situation {
  readonly customer?: Answer;
  readonly orders?: Answer;
  readonly settings?: Record<string, string | number | boolean>;
  readonly storage?: ReturnType<typeof createStorage>;
  /** Nothing where the app may not know it. */
  readonly customerId?: string | undefined;
  readonly locale?: string;
  readonly inEditor?: boolean;
}

/** What Shopify answers of a customer of long standing. */
export const LOYAL = {
  creationDate: '2023-05-04T09:30:00Z',
  addresses: addresses(1),
};

/** As many saved addresses, as Shopify answers. */
export function addresses(count: number, hasNextPage = false) {
  const nodes = Array.from({ length: count }, (_, at) => ({ id: `gid://shopify/CustomerAddress/${at}` }));
  return { nodes, pageInfo: { hasNextPage } };
}

/** Orders on these days, as Shopify answers: the newest first. */
export function ordersOn(days: readonly string[], hasNextPage = false) {
  const nodes = days.map((day) => ({ processedAt: `${day}T08:00:00Z` }));
  return { orders: { nodes, pageInfo: { hasNextPage } } };
}

export const THREE_ORDERS = ordersOn(['2026-09-30', '2025-12-01', '2024-02-29']);

/** What Shopify answers of somebody who signed up two minutes before `NOW`. */
export const NEW = { creationDate: '2026-11-22T11:58:00Z', addresses: addresses(0) };
export const NO_ORDERS = ordersOn([]);
/** When every visit begins; the tests set the clock to it. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** Opens the profile with the block on it, in Shopify's own tester. Closed by `using`. */
export function open(situation: Situation = {}) {
  const extension = setUpExtension('customer-account.profile.block.render', { configSearchDir: FOLDER });
  const { shopify } = extension;
  const { customer = LOYAL, orders = THREE_ORDERS, locale = 'en', storage = createStorage() } = situation;
  const customerId = 'customerId' in situation ? situation.customerId : '42';
  // The tester's own has no `editor`, and throws when it is asked for.
  const editor = situation.inEditor ? { type: 'checkout' } : undefined;
  shopify.extension = { ...shopify.extension, editor } as typeof shopify.extension;
  shopify.authenticatedAccount.customer.value = customerId
    ? { id: `gid://shopify/Customer/${customerId}` }
    : undefined;
  const empty = Object.fromEntries(SETTINGS.map((key) => [key, undefined]));
  shopify.settings.value = { ...empty, ...situation.settings };
  shopify.storage = storage;
  shopify.i18n = { ...shopify.i18n, ...translator(locale) } as typeof shopify.i18n;
  const asked = vi.fn((_address: unknown, query: string) =>
    answer(query.includes('orders(') ? orders : customer),
  );
  const asking = promised<void>();
  extension.fetch = (address, init) => {
    const response = asked(address, queryIn(init));
    if (asked.mock.calls.length === 2) asking.resolve();
    return response;
  };
  return {
    /** Called with address and query of each question. */
    asked,
    /** Settled when both questions are on their way. */
    asking: asking.promise,
    storage,
    /** Settled when the block has nothing more to find out. */
    drawn: extension.render(),
    [Symbol.dispose]: () => extension[Symbol.dispose](),
  };
}

/** The same, once the block has nothing more to find out. */
export async function opened(situation: Situation = {}) {
  const page = open(situation);
  await page.drawn;
  return page;
}

function queryIn(init: RequestInit | undefined): string {
  const { query } = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as { query?: string };
  return query ?? '';
}

async function answer(what: Answer): Promise<Response> {
  if (what === 'silence') return new Promise<Response>(() => undefined);
  if (what === 'unreachable') throw new TypeError('Failed to fetch');
  if (what === 'no JSON') return new Response('<html>', { status: 502 });
  if (what === 'refused') {
    return Response.json({ data: null, errors: [{ message: 'Access denied for customer field.' }] });
  }
  return Response.json({ data: { customer: await what } });
}

/** A file of the extension's folder, as text. */
export function fileOf(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

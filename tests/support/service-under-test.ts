import type { Config } from '../../src/server/config.ts';
import { readConfig } from '../../src/server/config.ts';
import { signedQuery } from './app-proxy-signer.ts';

export const SECRET = 'a client secret for tests';
export const SHOP = 'latchkey-test.myshopify.com';
export const PREFIX = '/apps/account-access';

/** 22 November 2026, 03:00 UTC: fifty-nine minutes and more before any window of an hour rolls over. */
export const START = Date.UTC(2026, 10, 22, 3, 0, 30);

/** A clock that moves when told to. */
export interface MovableClock {
  now(): number;
  advance(ms: number): void;
}

export function movableClock(start = START): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/** A clock that goes on by itself, for what waits by it: a worker with its retries. */
export function runningClock(start = START): { now(): number } {
  const began = performance.now();
  return { now: () => start + Math.floor(performance.now() - began) };
}

export function testConfig(databaseUrl: string, more: Readonly<Record<string, string>> = {}): Config {
  return readConfig({
    SHOPIFY_API_SECRET: SECRET,
    SHOP_DOMAIN: SHOP,
    SHOPIFY_ADMIN_TOKEN: 'admin-token-for-tests',
    SHOPIFY_STOREFRONT_TOKEN: 'storefront-token-for-tests',
    DATABASE_URL: databaseUrl,
    ADDRESS_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
    // Fakes answer what a test tells them to, and nothing that starts by itself.
    LEDGER_REBUILD: 'off',
    ACCOUNTS_CHECK: 'off',
    // Tests ask for many addresses from one network; those about proofs of work turn it on.
    PROOF_OF_WORK: 'off',
    ...more,
  });
}

/** The query that the app proxy adds at this moment of the clock. */
export function queryAt(now: number): string {
  const timestamp = String(Math.floor(now / 1000));
  return signedQuery({ shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp }, SECRET);
}

export interface PostOptions {
  readonly now?: number;
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A way-in request as an island posts it. */
export function jsonPost(fields: unknown, options: PostOptions = {}): Request {
  return proxied('/proxy/requests', {
    ...options,
    body: JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...options.headers },
  });
}

/** A way-in request as a browser without JavaScript posts it. */
export function formPost(fields: Readonly<Record<string, string>>, options: PostOptions = {}): Request {
  return proxied('/proxy/requests', {
    ...options,
    body: new URLSearchParams(fields).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/html,application/xhtml+xml',
      ...options.headers,
    },
  });
}

/** Any request that came through the app proxy. */
export function proxied(
  path: string,
  options: PostOptions & { readonly method?: string; readonly body?: string } = {},
): Request {
  const { now = START, ip = '203.0.113.7', headers = {}, body } = options;
  return new Request(`https://app.example${path}${queryAt(now)}`, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'X-Forwarded-For': ip, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** Asks again and again until the answer is the one awaited; for what another process or worker does. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isAwaited: (value: T) => boolean,
  deadlineMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const value = await ask();
    if (isAwaited(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still not so: ${JSON.stringify(value)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

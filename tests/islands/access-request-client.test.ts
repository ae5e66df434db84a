import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessRequestClient } from '../../src/islands/platform/access-request-client.ts';
import { jsonOf } from './support/found.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const REFERENCE = '3f1f7c8e-1b2a-4c3d-9e4f-5a6b7c8d9e0f';
const client = (onAccepted = () => {}, onCodes: (email: string) => Promise<unknown> = async () => {}) =>
  accessRequestClient('/apps/a/requests', 'en', REFERENCE, onAccepted, onCodes);

test('sends the address, the language and the number of the conversation', async () => {
  const fetch = answering({ v: 1, state: 'check-inbox' });
  await client().ask('ann@example.com', new AbortController().signal);

  expect(jsonOf(fetch.mock.calls[0]?.[1])).toEqual({
    email: 'ann@example.com',
    locale: 'en',
    reference: REFERENCE,
  });
});

test('waits for whoever takes over where the shop has no passwords any more, and tells of no mail', async () => {
  answering({ v: 1, state: 'sign-in-with-code' });
  const onAccepted = vi.fn();
  const onCodes = vi.fn(async () => {});

  const answer = await client(onAccepted, onCodes).ask('ann@example.com', new AbortController().signal);

  expect(onCodes.mock.calls).toEqual([['ann@example.com']]);
  expect(onAccepted).not.toHaveBeenCalled();
  expect(answer).toEqual({ kind: 'sign-in-with-code' });
});

test.each([
  { body: { v: 1, state: 'check-inbox' }, times: 1 },
  { body: { v: 1, error: { code: 'rate_limited', retryAfterSeconds: 60 } }, times: 0 },
  { body: { v: 1, error: { code: 'invalid_fields', fields: { email: 'malformed' } } }, times: 0 },
  { body: 'a password page', times: 0 },
])('tells $times times of a mail that may be on its way, after %o', async ({ body, times }) => {
  answering(body);
  const onAccepted = vi.fn();
  await client(onAccepted).ask('ann@example.com', new AbortController().signal);

  expect(onAccepted).toHaveBeenCalledTimes(times);
});

test('gives up after ten seconds, and then it is for later', async () => {
  neverAnswering();
  const outcome = client().ask('ann@example.com', new AbortController().signal);

  await vi.advanceTimersByTimeAsync(9_999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);

  await expect(outcome).resolves.toEqual({ kind: 'try-later' });
});

test('a body that never ends is for later too', async () => {
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
    const json = () => new Promise((_resolve, reject) => signal?.addEventListener('abort', reject));
    return Promise.resolve({ json });
  });
  const outcome = client().ask('ann@example.com', new AbortController().signal);

  await vi.advanceTimersByTimeAsync(10_000);

  await expect(outcome).resolves.toEqual({ kind: 'try-later' });
});

test('a request that is called off leaves no timer behind', async () => {
  neverAnswering();
  const life = new AbortController();
  const outcome = client().ask('ann@example.com', life.signal);

  life.abort();

  await expect(outcome).resolves.toBeDefined();
  expect(vi.getTimerCount()).toBe(0);
});

function answering(body: unknown) {
  const fetch = vi.fn<(path: string, init: RequestInit) => Promise<object>>(async () => ({
    json: async () => body,
  }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

function neverAnswering(): void {
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  );
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessRequestClient } from '../../src/islands/platform/access-request-client.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const REFERENCE = '3f1f7c8e-1b2a-4c3d-9e4f-5a6b7c8d9e0f';

test('gives up after ten seconds, and then it is for later', async () => {
  neverAnswering();
  const outcome = accessRequestClient('/apps/a/requests', 'en', REFERENCE).ask(
    'ann@example.com',
    new AbortController().signal,
  );

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
  const outcome = accessRequestClient('/apps/a/requests', 'en', REFERENCE).ask(
    'ann@example.com',
    new AbortController().signal,
  );

  await vi.advanceTimersByTimeAsync(10_000);

  await expect(outcome).resolves.toEqual({ kind: 'try-later' });
});

test('a request that is called off leaves no timer behind', async () => {
  neverAnswering();
  const life = new AbortController();
  const outcome = accessRequestClient('/apps/a/requests', 'en', REFERENCE).ask('ann@example.com', life.signal);

  life.abort();

  await expect(outcome).resolves.toBeDefined();
  expect(vi.getTimerCount()).toBe(0);
});

function neverAnswering(): void {
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  );
}

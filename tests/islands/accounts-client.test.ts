import { afterEach, expect, test, vi } from 'vitest';
import { askForAccounts } from '../../src/islands/platform/accounts-client.ts';

const PATH = '/apps/account-access/accounts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function answering(respond: () => Promise<Response>) {
  const fetch = vi.fn((_path: string, _init: RequestInit) => respond());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

test.each(['code', 'password'] as const)('tells that shoppers sign in with a %s', async (signInWith) => {
  answering(async () => Response.json({ v: 1, signInWith }));

  expect(await askForAccounts(PATH)).toBe(signInWith);
});

test.each([
  { what: 'another version', respond: async () => Response.json({ v: 2, signInWith: 'code' }) },
  { what: 'another word', respond: async () => Response.json({ v: 1, signInWith: 'magic' }) },
  { what: 'a password page', respond: async () => new Response('<html>') },
  { what: 'nothing', respond: () => Promise.reject(new TypeError('offline')) },
])('says nothing where $what comes back', async ({ respond }) => {
  answering(respond);

  expect(await askForAccounts(PATH)).toBeUndefined();
});

test('is given up after ten seconds, and tells no other server where the shopper is', async () => {
  const late = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
  const fetch = answering(
    () =>
      new Promise((_, reject) => {
        late.signal.addEventListener('abort', () => reject(new DOMException('late', 'TimeoutError')));
      }),
  );
  const answer = askForAccounts(PATH);
  late.abort();

  expect(await answer).toBeUndefined();
  expect(timeout.mock.calls).toEqual([[10_000]]);
  expect(fetch.mock.calls[0]).toEqual([
    PATH,
    expect.objectContaining({ referrerPolicy: 'no-referrer', cache: 'no-store', signal: late.signal }),
  ]);
});

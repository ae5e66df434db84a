import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { breachedPasswordsClient } from '../../../src/islands/platform/breached-passwords.ts';

const PATH = '/apps/account-access/breached-passwords';
const HASH = createHash('sha1').update('sunny hill road').digest('hex').toUpperCase();

const calls: { readonly url: string; readonly init: RequestInit }[] = [];
let answer: () => Response;

beforeEach(() => {
  calls.length = 0;
  answer = () => new Response(`${'F'.repeat(35)}:1\r\n${HASH.slice(5)}:3\r\n`);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    calls.push({ url, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const client = () => {
  const made = breachedPasswordsClient(PATH);
  if (made === undefined) throw new Error('no way to hash');
  return made;
};

describe('the browser’s side of the look-up', () => {
  it('hashes as the list of stolen passwords does', async () => {
    expect(await client().sha1('sunny hill road')).toBe(HASH);
  });

  it('sends the prefix alone: no cookie, no referrer, nothing kept in a cache', async () => {
    await client().range('ABCDE', new AbortController().signal);

    expect(calls).toMatchObject([
      {
        url: `${PATH}/ABCDE`,
        init: { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
      },
    ]);
    expect(calls[0]?.init.body).toBeUndefined();
  });

  it.each([
    ['a page instead of lines', () => new Response('<!doctype html><title>Password</title>')],
    ['an error', () => Response.json({ v: 1, error: { code: 'unavailable' } }, { status: 503 })],
    ['nothing', () => new Response('')],
  ])('rejects where the proxy answers with %s', async (_, given) => {
    answer = given;

    await expect(client().range('ABCDE', new AbortController().signal)).rejects.toThrow(TypeError);
  });

  it('gives up with the one who asked', async () => {
    const gone = new AbortController();
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      gone.abort();
      return signal?.aborted === true ? Promise.reject(new Error('gave up')) : new Promise(() => {});
    });

    await expect(client().range('ABCDE', gone.signal)).rejects.toThrow('gave up');
  });

  it.each([
    'https://elsewhere.example/x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
  ])('may not send the trace of a password to %j', (path) => {
    expect(breachedPasswordsClient(path)).toBeUndefined();
  });

  it('is not there where the browser cannot hash', () => {
    vi.stubGlobal('crypto', {});

    expect(breachedPasswordsClient(PATH)).toBeUndefined();
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { localProvider } from '../../src/contracts/mail-providers/local.ts';
import { packProvider } from '../../src/contracts/mail-providers/pack.ts';
import { MAIL_PROVIDERS } from '../../src/contracts/mail-providers/providers.ts';
import { fetchBeside } from '../../src/islands/platform/fetch-beside.ts';
import { askForMailbox } from '../../src/islands/platform/mailbox-client.ts';
import { copyPageAddress } from '../../src/islands/platform/page-address.ts';

const URL_OF_SHOP = '/apps/account-access/mailboxes';
const fetched = vi.fn<(url: string | URL, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'clipboard');
});

describe('whose mailboxes a domain has', () => {
  const ask = (signal = new AbortController().signal) =>
    askForMailbox(URL_OF_SHOP, 'fjord.example', 'nb', signal);

  test('is asked with the domain and the language alone', async () => {
    fetched.mockResolvedValue(Response.json({ v: 1, mailbox: { kind: 'unknown' } }));
    const { signal } = new AbortController();

    await ask(signal);

    expect(fetched.mock.calls).toEqual([
      [
        URL_OF_SHOP,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: '{"domain":"fjord.example","locale":"nb"}',
          referrerPolicy: 'no-referrer',
          signal,
        },
      ],
    ]);
  });

  test('is read for every provider', async () => {
    for (const provider of MAIL_PROVIDERS) {
      const packed = packProvider(provider, 'nb');
      fetched.mockResolvedValueOnce(Response.json({ v: 1, mailbox: { kind: 'provider', provider: packed } }));

      expect(await ask()).toEqual({ kind: 'provider', provider: localProvider(provider, 'nb') });
    }
  });

  test.each([
    { kind: 'filter', name: 'Proofpoint' },
    { kind: 'forwarding' },
    { kind: 'no-mail' },
    { kind: 'unknown' },
  ])('is read as $kind', async (mailbox) => {
    fetched.mockResolvedValue(Response.json({ v: 1, mailbox }));

    expect(await ask()).toEqual(mailbox);
  });

  test.each([
    ['a page instead of JSON', () => new Response('<!doctype html>')],
    ['nothing', () => new Response(null, { status: 204 })],
    ['null', () => Response.json(null)],
    ['another version', () => Response.json({ v: 2, mailbox: { kind: 'forwarding' } })],
    ['no mailbox', () => Response.json({ v: 1 })],
    ['a provider without its row', () => Response.json({ v: 1, mailbox: { kind: 'provider' } })],
    ['“too often”', () => Response.json({ v: 1, error: { code: 'rate_limited' } }, { status: 429 })],
  ])('is unknown where the answer is %s', async (_, response) => {
    fetched.mockResolvedValue(response());

    expect(await ask()).toEqual({ kind: 'unknown' });
  });

  test('is unknown where none comes', async () => {
    fetched.mockRejectedValue(new TypeError('failed'));

    expect(await ask()).toEqual({ kind: 'unknown' });
  });
});

describe('a file beside a module', () => {
  const MODULE = 'https://cdn.example/extensions/1/assets/inbox-help.js?v=7';

  test('is fetched from there, without cookies or the page’s address', async () => {
    fetched.mockResolvedValue(Response.json({ v: 1 }));

    expect(await fetchBeside('inbox-help-nb.json', MODULE)).toEqual({ v: 1 });
    expect(String(fetched.mock.calls[0]?.[0])).toBe(
      'https://cdn.example/extensions/1/assets/inbox-help-nb.json',
    );
    expect(fetched.mock.calls[0]?.[1]).toEqual({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  test.each([
    ['is missing', () => Promise.resolve(Response.json({ v: 1 }, { status: 404 }))],
    ['is no JSON', () => Promise.resolve(new Response('{"v":1'))],
    ['does not arrive', () => Promise.reject(new TypeError('failed'))],
  ])('that %s is a rejection', async (_, response) => {
    fetched.mockImplementation(response);

    await expect(fetchBeside('inbox-help-nb.json', MODULE)).rejects.toThrow();
  });
});

describe('the address of this page', () => {
  const clipboard = (writeText: (text: string) => Promise<void>) =>
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });

  test('is copied whole', async () => {
    const copied: string[] = [];
    clipboard(async (text) => void copied.push(text));
    history.replaceState(null, '', '/account/login?x=1#way-in');

    expect(await copyPageAddress()).toBe(true);
    expect(copied).toEqual([location.href]);
    history.replaceState(null, '', '/');
  });

  test('is not copied where the browser refuses, or has no clipboard', async () => {
    expect(await copyPageAddress()).toBe(false);

    clipboard(() => Promise.reject(new DOMException('denied', 'NotAllowedError')));
    expect(await copyPageAddress()).toBe(false);
  });
});

import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionCut } from '../../../src/devstore/faults/apply-fault.ts';
import {
  createAppProxy,
  type AppProxyOptions,
  type Visitor,
} from '../../../src/devstore/shopify/app-proxy.ts';
import { signProxyQuery } from '../../../src/devstore/shopify/app-proxy-signature.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { NOON, openShop, portOf } from './support.ts';

const ANONYMOUS: Visitor = { customerId: undefined, ip: '203.0.113.7' };

/** A proxy in front of an app that notes what it was asked. */
function open(
  options: Partial<AppProxyOptions> & { quirks?: Partial<Quirks>; answer?: () => Response } = {},
) {
  const { shop } = openShop(options.quirks);
  const seen: Request[] = [];
  const upstream = async (request: Request) => {
    seen.push(request);
    return options.answer?.() ?? Response.json({ fine: true });
  };
  const proxy = createAppProxy(shop, { secret: 'hush', upstream, ...options });
  const send = (path: string, init: RequestInit = {}, visitor = ANONYMOUS) =>
    proxy(new Request(`http://127.0.0.1:4400${path}`, init), visitor);
  const asked = () => {
    const request = seen.at(-1);
    if (!request) throw new Error('The app was not asked.');
    return { request, url: new URL(request.url), query: new URL(request.url).searchParams };
  };
  return { shop, send, asked, seen };
}

describe('the signature', () => {
  const documented = {
    extra: ['1', '2'],
    shop: ['shop-name.myshopify.com'],
    path_prefix: ['/apps/awesome_reviews'],
    timestamp: ['1317327555'],
  };
  const query = (more: Record<string, string[]>) =>
    new URLSearchParams(
      Object.entries({ ...documented, ...more }).flatMap(([name, values]) =>
        values.map((value) => [name, value]),
      ),
    );

  // Both digests are printed in Shopify's documentation of app proxies.
  it('is Shopify’s for a customer who is signed in', () => {
    expect(signProxyQuery(query({ logged_in_customer_id: ['1'] }), 'hush')).toBe(
      '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
    );
  });

  it('is Shopify’s for an anonymous visitor', () => {
    expect(signProxyQuery(query({ logged_in_customer_id: [''] }), 'hush')).toBe(
      'e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb',
    );
  });

  it('leaves out signatures and changes with everything else', () => {
    const signed = signProxyQuery(query({}), 'hush');
    expect(signProxyQuery(query({ signature: ['x'] }), 'hush')).toBe(signed);
    expect(signProxyQuery(query({ timestamp: ['1317327556'] }), 'hush')).not.toBe(signed);
    expect(signProxyQuery(query({}), 'hushed')).not.toBe(signed);
  });

  it('sorts by bytes: capitals before small letters, and both before anything beyond ASCII', () => {
    const one = signProxyQuery(new URLSearchParams('é=3&b=2&Z=1'), 'hush');
    expect(one).toBe(signProxyQuery(new URLSearchParams('Z=1&b=2&é=3'), 'hush'));
    // The pairs joined in byte order are a single pair as well.
    expect(one).toBe(signProxyQuery(new URLSearchParams([['Z', '1b=2é=3']]), 'hush'));
  });
});

describe('what reaches the app', () => {
  it('is the path below the proxy path, with Shopify’s five parameters', async () => {
    const { send, asked, shop } = open();
    await send('/apps/account-access/requests');
    const { url, query } = asked();
    expect(url.pathname).toBe('/proxy/requests');
    expect(Object.fromEntries(query)).toEqual({
      shop: shop.domain,
      logged_in_customer_id: '',
      path_prefix: '/apps/account-access',
      timestamp: String(NOON / 1_000),
      signature: signProxyQuery(query, 'hush'),
    });
  });

  it('names the customer who is signed in', async () => {
    const { send, asked } = open();
    await send('/apps/account-access', {}, { customerId: 6_100_000_000_001, ip: '::1' });
    expect(asked().url.pathname).toBe('/proxy');
    expect(asked().query.get('logged_in_customer_id')).toBe('6100000000001');
  });

  it('keeps the visitor’s own parameters as they came, duplicates of Shopify’s included, and signs them too', async () => {
    const { send, asked } = open();
    await send('/apps/account-access/x?a=1&a=2&logged_in_customer_id=7&signature=mine&b=%C3%A9+%26');
    const { query, url } = asked();
    expect(url.search).toMatch(/^\?a=1&a=2&logged_in_customer_id=7&signature=mine&b=%C3%A9\+%26&shop=/);
    expect(query.getAll('logged_in_customer_id')).toEqual(['7', '']);
    expect(query.getAll('signature')).toEqual(['mine', signProxyQuery(query, 'hush')]);
  });

  it('carries method and body', async () => {
    const { send, asked } = open();
    const body = new URLSearchParams({ email: 'a@example.com' });
    await send('/apps/account-access/requests', { method: 'POST', body });
    const { request } = asked();
    expect(request.method).toBe('POST');
    expect(request.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(await request.text()).toBe('email=a%40example.com');
  });

  it('has no cookie, and says where the visitor came from', async () => {
    const { send, asked } = open();
    const headers = {
      cookie: 'session=1',
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-host': 'evil.example',
      accept: 'application/json',
    };
    await send('/apps/account-access/x', { headers });
    const seen = asked().request.headers;
    expect(seen.get('cookie')).toBeNull();
    expect(seen.get('x-forwarded-for')).toBe('198.51.100.1, 203.0.113.7');
    expect(seen.get('x-forwarded-host')).toBe('127.0.0.1:4400');
    expect(seen.get('accept')).toBe('application/json');
  });

  it('follows the path when the merchant renames it', async () => {
    const { send, asked, seen } = open({ quirks: { proxyPath: '/tools/help' } });
    expect((await send('/apps/account-access/x')).status).toBe(404);
    expect(seen).toHaveLength(0);
    await send('/tools/help/x');
    expect(asked().query.get('path_prefix')).toBe('/tools/help');
  });

  it('is the same below a language', async () => {
    const { send, asked } = open();
    await send('/nb/apps/account-access/requests', {}, { ...ANONYMOUS, locale: 'nb' });
    expect(asked().url.pathname).toBe('/proxy/requests');
    expect(asked().query.get('path_prefix')).toBe('/apps/account-access');
  });

  it.each(['/apps/account-access-other/x', '/apps', '/nb/apps/account-access/x', '/proxy/x'])(
    'is not %s',
    async (path) => {
      const { send, seen } = open();
      expect((await send(path)).status).toBe(404);
      expect(seen).toHaveLength(0);
    },
  );
});

describe('what comes back', () => {
  it('has lost the headers that Shopify takes out, and kept the others', async () => {
    const taken = [
      'accept-patch',
      'accept-ranges',
      'connection',
      'cookie',
      'date',
      'delta-base',
      'im',
      'p3p',
      'pragma',
      'preference-applied',
      'proxy-authenticate',
      'public-key-pins',
      'server',
      'service-worker-allowed',
      'set-cookie',
      'trailer',
      'tk',
      'warning',
      'x-powered-by',
      'content-encoding',
      'content-length',
    ];
    const kept = { 'content-type': 'application/liquid', 'cache-control': 'no-store', 'retry-after': '5' };
    const headers = { ...Object.fromEntries(taken.map((name) => [name, '1'])), ...kept };
    const { send } = open({ answer: () => new Response('{{ shop.name }}', { status: 422, headers }) });
    const response = await send('/apps/account-access/x');
    expect(response.status).toBe(422);
    expect(Object.fromEntries(response.headers)).toEqual(kept);
    expect(await response.text()).toBe('{{ shop.name }}');
  });

  it.each([301, 302, 303, 307, 308])('is an error page when the app redirects with %d', async (status) => {
    const { send } = open({
      answer: () => new Response(null, { status, headers: { location: '/elsewhere' } }),
    });
    const response = await send('/apps/account-access/x');
    expect(response.status).toBe(500);
    expect(response.headers.get('location')).toBeNull();
  });

  it('is the password page while the shop has a password, and the app hears nothing', async () => {
    const { send, seen } = open({ quirks: { passwordProtected: true } });
    const response = await send('/apps/account-access/x', { method: 'POST', body: 'a=1' });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toContain('Fjell &amp; Fjord');
    expect(seen).toHaveLength(0);
  });
});

describe('in trouble', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('Shopify’s own trouble comes first, and is not the app’s', async () => {
    const { shop, send, seen } = open();
    shop.faults.set('app-proxy', { kind: 'status', status: 429, times: 1 });
    const response = await send('/apps/account-access/x');
    expect(response.status).toBe(429);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(seen).toHaveLength(0);
    expect((await send('/apps/account-access/x')).status).toBe(200);
  });

  it('Shopify drops the visitor’s connection', async () => {
    const { shop, send } = open();
    shop.faults.set('app-proxy', { kind: 'refuse' });
    await expect(send('/apps/account-access/x')).rejects.toBeInstanceOf(ConnectionCut);
  });

  it('an app that does not answer becomes an error page', async () => {
    const { shop, send } = open();
    shop.faults.set('app-server', { kind: 'refuse' });
    const response = await send('/apps/account-access/x');
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('There was a problem with this page');
  });

  it('an app in trouble passes its page on', async () => {
    const { shop, send } = open();
    shop.faults.set('app-server', { kind: 'status', status: 503 });
    expect((await send('/apps/account-access/x')).status).toBe(503);
  });

  it('an app that takes too long becomes an error page', async () => {
    vi.useFakeTimers();
    const { shop, send } = open({ timeoutMs: 8_000 });
    shop.faults.set('app-server', { kind: 'delay', ms: 9_000 });
    const answer = send('/apps/account-access/x');
    await vi.advanceTimersByTimeAsync(8_000);
    expect((await answer).status).toBe(504);
  });

  it('an app that is merely slow answers late', async () => {
    vi.useFakeTimers();
    const { shop, send } = open({ timeoutMs: 8_000 });
    shop.faults.set('app-server', { kind: 'delay', ms: 7_000 });
    const answer = send('/apps/account-access/x');
    await vi.advanceTimersByTimeAsync(7_000);
    expect((await answer).status).toBe(200);
  });

  it('a mistake in the app’s own code is not hidden', async () => {
    const { send } = open({
      answer: () => {
        throw new RangeError('a mistake');
      },
    });
    await expect(send('/apps/account-access/x')).rejects.toThrow('a mistake');
  });
});

describe('an app that listens somewhere', () => {
  it('is reached over HTTP, with body and cleaned headers, and sends no cookie back', async () => {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.setHeader('set-cookie', 'a=1');
        response.end(
          JSON.stringify({
            url: request.url,
            body: String(Buffer.concat(parts)),
            cookie: request.headers.cookie ?? null,
          }),
        );
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const origin = `http://127.0.0.1:${portOf(server)}`;
    try {
      for (const upstream of [origin, () => origin]) {
        const { send } = open({ upstream });
        const init = { method: 'POST', body: '{"email":"é"}', headers: { cookie: 'session=1' } };
        const response = await send('/apps/account-access/requests', init);
        expect(response.headers.get('set-cookie')).toBeNull();
        expect(await response.json()).toMatchObject({
          url: expect.stringMatching(/^\/proxy\/requests\?shop=/),
          body: '{"email":"é"}',
          cookie: null,
        });
      }
    } finally {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    }
    const { send } = open({ upstream: origin });
    expect((await send('/apps/account-access/x')).status).toBe(502);
  });
});

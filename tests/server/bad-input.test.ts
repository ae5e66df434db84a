import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { themedHtml } from '../support/themed.ts';
import {
  formPost,
  jsonPost,
  movableClock,
  proxied,
  START,
  testConfig,
} from '../support/service-under-test.ts';

const database = useDatabase();
const lines: string[] = [];
let service: Service;

beforeAll(async () => {
  const config = testConfig(database.url, { LIMIT_IP_PER_10_MINUTES: '100000' });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  service = createService({ config, clock: movableClock(), log, roles: ['server'] });
  await service.start();
});
afterAll(() => service.stop());
beforeEach(() => database.query('DELETE FROM access_request'));

const stored = () => database.query('SELECT 1 FROM access_request');
const typed = (length: number) => JSON.stringify({ email: 'x'.repeat(length) });

/** A query as it came, with something changed. */
function tampered(change: (query: URLSearchParams) => void): Request {
  const good = jsonPost({ email: 'ada@example.com' });
  const url = new URL(good.url);
  change(url.searchParams);
  return new Request(url, good);
}

describe('a request that did not come through the app proxy', () => {
  const day = 86_400_000;
  it.each([
    ['without any query', () => new Request('https://app.example/proxy/requests', { method: 'POST' })],
    ['with a forged signature', () => tampered((query) => query.set('signature', 'f'.repeat(64)))],
    ['without a signature', () => tampered((query) => query.delete('signature'))],
    ['with a stale timestamp', () => jsonPost({ email: 'ada@example.com' }, { now: START - day })],
    ['with a timestamp ahead', () => jsonPost({ email: 'ada@example.com' }, { now: START + day })],
    ['replayed with another shop', () => tampered((query) => query.set('shop', 'other.myshopify.com'))],
    ['with the shop twice', () => tampered((query) => query.append('shop', 'latchkey-test.myshopify.com'))],
    ['with the customer twice', () => tampered((query) => query.append('logged_in_customer_id', '1'))],
    ['with a foreign parameter', () => tampered((query) => query.append('email', 'ada@example.com'))],
    ['on a path that does not exist', () => new Request('https://app.example/proxy/nothing')],
    ['by GET', () => new Request('https://app.example/proxy')],
    ['to look a hash up', () => new Request('https://app.example/proxy/breached-passwords/ABCDE')],
    [
      'by a method that is not taken',
      () => new Request('https://app.example/proxy/requests', { method: 'DELETE' }),
    ],
  ])('is refused with 401 %s, and leaves no trace', async (_, make) => {
    lines.length = 0;
    const response = await service.handle(make());

    expect(response.status).toBe(401);
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(await response.json()).toEqual({ v: 1, error: { code: 'invalid_signature' } });
    expect(await stored()).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('is refused with JSON even where a browser posted a form', async () => {
    const url = new URL(formPost({ email: 'ada@example.com' }).url);
    url.searchParams.set('signature', '0'.repeat(64));
    const response = await service.handle(new Request(url, formPost({ email: 'ada@example.com' })));

    expect(response.status).toBe(401);
    expect(response.headers.get('Content-Type')).toContain('application/json');
  });
});

describe('a bad address', () => {
  it.each([
    ['missing', {}],
    ['malformed', { email: 'ada@home@example.com' }],
    ['too-long', { email: `${'a'.repeat(300)}@example.com` }],
  ])('that is %s gets 422 with the field', async (problem, fields) => {
    const response = await service.handle(jsonPost(fields));

    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      v: 1,
      error: { code: 'invalid_fields', fields: { email: problem } },
    });
    expect(await stored()).toEqual([]);
  });

  it('posted as a form comes back in the page, harmless, with its field error and status 200', async () => {
    const response = await service.handle(formPost({ email: '{{ shop }}<script>', locale: 'nb' }));
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('application/liquid');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('value="&#123;&#123; shop &#125;&#125;&lt;script&gt;"');
    expect(page).not.toMatch(/<script>|\{\{ shop|stack|Error/);
    expect(await stored()).toEqual([]);
  });
});

describe('a body', () => {
  const json = { 'Content-Type': 'application/json' };

  it('of 10,000 bytes is read', async () => {
    const body = typed(10_000 - typed(0).length);
    expect(Buffer.byteLength(body)).toBe(10_000);

    expect((await service.handle(proxied('/proxy/requests', { headers: json, body }))).status).toBe(422);
  });

  it.each([
    ['of 10,001 bytes', typed(10_001 - typed(0).length), {}],
    ['that says it is small', typed(20_000), { 'Content-Length': '5' }],
    ['that says it is large', '{}', { 'Content-Length': '10001' }],
    ['of few characters and many bytes', JSON.stringify({ email: '€'.repeat(4_000) }), {}],
  ])('%s is refused with 413', async (_, body, headers) => {
    const response = await service.handle(
      proxied('/proxy/requests', { headers: { ...json, ...headers }, body }),
    );

    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ v: 1, error: { code: 'body_too_large' } });
  });

  it('that never says its length is read no further than the limit', async () => {
    let given = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1_000;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    const { url } = proxied('/proxy/requests');
    const endless = new Request(url, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit);

    expect((await service.handle(endless)).status).toBe(413);
    expect(given).toBeLessThan(15_000);
  });

  it('too large in a form gets a page with the problem', async () => {
    const response = await service.handle(formPost({ email: 'x'.repeat(11_000) }));

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('aria-invalid="true"');
  });

  it.each(['{"email":', '', 'nonsense', '\u0000'])(
    'that is not the JSON it claims to be gets 400: %j',
    async (body) => {
      const response = await service.handle(
        proxied('/proxy/requests', { method: 'POST', headers: json, body }),
      );

      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ v: 1, error: { code: 'invalid_request' } });
    },
  );

  it.each(['text/plain', 'application/xml', 'application/jsonp', ''])('of type %j gets 415', async (type) => {
    const headers = { 'Content-Type': type, Accept: 'text/html' };
    const response = await service.handle(
      proxied('/proxy/requests', { headers, body: 'email=ada@example.com' }),
    );

    expect(response.status).toBe(415);
  });

  it('in multipart form data is read too', async () => {
    const form = new FormData();
    form.set('email', 'ada@example.com');
    const { url } = proxied('/proxy/requests');
    const response = await service.handle(new Request(url, { method: 'POST', body: form }));

    expect(response.status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('in multipart form data that is broken gets a page with the problem', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const response = await service.handle(proxied('/proxy/requests', { headers, body: '--y\r\n\r\n' }));

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('aria-invalid="true"');
  });
});

describe('paths and methods', () => {
  it.each(['/proxy', '/proxy/', '/proxy/requests'])(
    'GET %s shows the form and changes nothing',
    async (path) => {
      const response = await service.handle(proxied(path));

      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toContain('application/liquid');
      expect(themedHtml(await response.text())).toContain('action="/apps/account-access/requests"');
      expect(await stored()).toEqual([]);
    },
  );

  it.each([
    ['PUT', '/proxy/requests', 'GET, HEAD, POST'],
    ['DELETE', '/proxy/requests', 'GET, HEAD, POST'],
    ['POST', '/proxy', 'GET, HEAD'],
    ['POST', '/proxy/breached-passwords/ABCDE', 'GET, HEAD'],
  ])('%s %s gets 405 with what is allowed', async (method, path, allow) => {
    const response = await service.handle(proxied(path, { method }));

    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allow);
    expect(await response.json()).toEqual({ v: 1, error: { code: 'method_not_allowed' } });
  });

  it.each(['/proxy/other', '/proxy/requests/1', '/proxy/breached-passwords', '/', '/requests'])(
    '%s gets 404',
    async (path) => {
      const response = await service.handle(proxied(path));

      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ v: 1, error: { code: 'not_found' } });
    },
  );
});

describe('who gets JSON', () => {
  const form = 'application/x-www-form-urlencoded';
  it.each([
    ['a JSON body, whatever it accepts', 'application/json', 'text/html', 202],
    ['a form sent by a program that wants JSON', form, 'application/json', 202],
    ['a form sent by a browser', form, 'text/html,application/xhtml+xml,*/*;q=0.8', 200],
    ['a form sent by something that takes both', form, 'text/html, application/json', 200],
    ['a form sent by something that does not say', form, '*/*', 200],
  ])('%s', async (_, type, accept, status) => {
    const body = type === form ? 'email=ada%40example.com' : '{"email":"ada@example.com"}';
    const headers = { 'Content-Type': type, Accept: accept };
    const response = await service.handle(proxied('/proxy/requests', { headers, body }));

    expect(response.status).toBe(status);
    const expected = status === 202 ? 'application/json' : 'application/liquid';
    expect(response.headers.get('Content-Type')).toContain(expected);
    await database.query('DELETE FROM rate_limit');
  });
});

it('every kind of answer forbids storing, referring and guessing', async () => {
  const requests = [
    jsonPost({ email: 'ada@example.com' }),
    formPost({ email: 'ada@example.com' }),
    formPost({ email: 'ada' }),
    jsonPost({}),
    proxied('/proxy'),
    proxied('/proxy', { method: 'PUT' }),
    new Request('https://app.example/proxy'),
    new Request('https://app.example/nothing'),
    new Request('https://app.example/healthz'),
  ];
  for (const request of requests) {
    const { headers } = await service.handle(request);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  }
});

it('nothing that was sent ever reaches the log', async () => {
  lines.length = 0;
  await service.handle(jsonPost({ email: 'ada@example.com' }));
  await service.handle(formPost({ email: 'ada@@example.com' }));
  await service.handle(jsonPost({ email: 'ada@example.com' }, { now: 0 }));
  await service.handle(proxied('/proxy/ada@example.com'));

  expect(lines.join('')).not.toMatch(/ada(@|%40)|example|signature|hmac|timestamp|203\.0\.113/);
});

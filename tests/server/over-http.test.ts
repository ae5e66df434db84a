import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/server/logger.ts';
import { listen, type Listener } from '../../src/server/node/listen.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { signedQuery } from '../support/app-proxy-signer.ts';
import { useDatabase } from '../support/database.ts';
import {
  movableClock,
  PREFIX,
  queryAt,
  SECRET,
  SHOP,
  START,
  testConfig,
} from '../support/service-under-test.ts';
import { ask, sendRaw, statusesIn } from './raw-http.ts';

const database = useDatabase();
const lines: string[] = [];
const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
let service: Service;
let listener: Listener;

beforeAll(async () => {
  const config = testConfig(database.url, {
    LIMIT_ADDRESS_PER_HOUR: '1000',
    LIMIT_IP_PER_10_MINUTES: '1000',
  });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  service = createService({ config, clock: movableClock(), log, roles: ['server'] });
  await service.start();
  listener = await listen(service.handle, { host: '127.0.0.1', port: 0, requestTimeoutMs: 500 });
});
afterAll(async () => {
  await listener.close();
  await service.stop();
});
beforeEach(async () => {
  await database.query('DELETE FROM access_request');
  lines.length = 0;
});

const stored = async () => (await database.query('SELECT 1 FROM access_request')).length;
const QUERY = queryAt(START);
const TARGET = `/proxy/requests${QUERY}`;
const JSON_TYPE = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
const ADA = JSON.stringify({ email: 'ada@example.com' });
const post = (
  body: string | Uint8Array,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
) => ask(listener.port, { method: 'POST', path: TARGET, headers: { ...JSON_TYPE, ...headers }, body });
const postForm = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(listener.port, { method: 'POST', path: TARGET, headers: { ...FORM_TYPE, ...headers }, body });

/** What the app proxy would have signed, with other values. */
function signed(changes: Readonly<Record<string, string>>): string {
  const timestamp = String(START / 1000);
  const good = { shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp };
  return signedQuery({ ...good, ...changes }, SECRET);
}

describe('a request that the app proxy did not sign just now for this shop', () => {
  const seconds = (more: number) => String(Math.floor(START / 1000) + more);
  it.each([
    ['has no query', ''],
    ['is unsigned', QUERY.replace(/&signature=.*/, '')],
    ['has an empty signature', QUERY.replace(/signature=.*/, 'signature=')],
    [
      'is signed in capitals',
      QUERY.replace(/signature=.*/, (text) => `signature=${text.slice(10).toUpperCase()}`),
    ],
    [
      'is signed with another secret',
      signedQuery({ shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp: seconds(0) }, 'x'),
    ],
    ['is stale', signed({ timestamp: seconds(-91) })],
    ['is of the future', signed({ timestamp: seconds(91) })],
    ['has a timestamp that is no number', signed({ timestamp: `${seconds(0)}.0` })],
    ['is of another shop that is signed', signed({ shop: 'other-shop.myshopify.com' })],
    ['is of another shop that is not', QUERY.replace('latchkey-test', 'other-shop')],
    ['is of something that is no shop', signed({ shop: 'latchkey-test.myshopify.com.evil.example' })],
    ['has the shop twice', `${QUERY}&shop=${SHOP}`],
    ['has the timestamp twice', `${QUERY}&timestamp=${seconds(0)}`],
    ['has the signature twice', `${QUERY}&${QUERY.split('&').at(-1)}`],
    ['has the customer twice', `${QUERY}&logged_in_customer_id=`],
    ['has the prefix twice', `${QUERY}&path_prefix=%2Fapps%2Fother`],
    ['has a parameter of somebody else', `${QUERY}&email=ada%40example.com`],
    ['has a parameter that every object has', `${QUERY}&constructor=1&__proto__=2`],
  ])('and %s gets 401, and leaves nothing stored and nothing logged', async (_, query) => {
    const path = `/proxy/requests${query}`;
    const answers = [
      await ask(listener.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA }),
      await ask(listener.port, { method: 'POST', path, headers: FORM_TYPE, body: 'email=ada%40example.com' }),
      await ask(listener.port, { path }),
    ];

    for (const { status, headers, body } of answers) {
      expect(status).toBe(401);
      expect(headers['content-type']).toContain('application/json');
      expect(JSON.parse(body)).toEqual({ v: 1, error: { code: 'invalid_signature' } });
    }
    expect(await stored()).toBe(0);
    expect(lines).toEqual([]);
  });

  it('but with a new parameter that Shopify signed is refused too, and noted without the query', async () => {
    const path = `/proxy/requests${signed({ market: 'eu-secret-market' })}`;

    expect((await ask(listener.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA })).status).toBe(
      401,
    );

    expect(await stored()).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"event":"app-proxy-parameters-changed"');
    expect(lines[0]).not.toMatch(/market|myshopify|signature=|203\.0/);
  });
});

describe('the size of a body', () => {
  const large = JSON.stringify({ email: 'x'.repeat(20_000) });

  it.each([
    ['in one piece', { 'Content-Length': String(large.length) }],
    ['in chunks of no stated length', {}],
  ])('above the limit gets 413, sent %s', async (_, headers) => {
    const { status, body } = await post(large, headers);

    expect(status).toBe(413);
    expect(JSON.parse(body)).toEqual({ v: 1, error: { code: 'body_too_large' } });
    expect(await stored()).toBe(0);
  });

  it.each([
    ['in one piece', { 'Content-Length': '20006' }],
    ['in chunks', {}],
  ])('above the limit gets a themed page with status 200 where a form was posted, %s', async (_, headers) => {
    const { status, headers: answered, body } = await postForm(`email=${'x'.repeat(20_000)}`, headers);

    expect(status).toBe(200);
    expect(answered['content-type']).toContain('application/liquid');
    expect(body).toContain('aria-invalid="true"');
    expect(body).not.toContain('xxx');
  });

  it('is what arrived, not what a small Content-Length says: the rest is no request', async () => {
    const head = `POST ${TARGET} HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n`;
    const raw = await sendRaw(listener.port, `${head}Content-Length: 27\r\n\r\n${ADA}${large}`);

    expect(statusesIn(raw).at(-1)).toBe(400);
    expect(await stored()).toBeLessThanOrEqual(1);
  });

  it('and two Content-Lengths, or one beside chunks, are refused before anything is read', async () => {
    const head = `POST ${TARGET} HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n`;
    const two = await sendRaw(listener.port, `${head}Content-Length: 27\r\nContent-Length: 5\r\n\r\n${ADA}`);
    const both = await sendRaw(
      listener.port,
      `${head}Content-Length: 27\r\nTransfer-Encoding: chunked\r\n\r\n1b\r\n${ADA}\r\n0\r\n\r\n`,
    );

    expect([...statusesIn(two), ...statusesIn(both)]).toEqual([400, 400]);
    expect(await stored()).toBe(0);
  });

  it('cannot be got around by compressing it', async () => {
    for (const encoding of ['gzip', 'deflate', 'br']) {
      const { status, body } = await post(gzipSync(ADA), { 'Content-Encoding': encoding });
      expect(status).toBe(415);
      expect(JSON.parse(body)).toEqual({ v: 1, error: { code: 'unsupported_media_type' } });
    }
    expect((await post(ADA, { 'Content-Encoding': 'identity' })).status).toBe(202);
  });
});

describe('a body that never comes', () => {
  const head = `POST ${TARGET} HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n`;

  it.each([
    ['after its head', `${head}Content-Length: 27\r\n\r\n`],
    ['after a few bytes', `${head}Content-Length: 9999\r\n\r\n{"ema`],
    ['after a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
    ['in the middle of its head', `${head}X-Slow: `],
  ])('%s is cut off, and leaves nothing stored', async (_, bytes) => {
    const raw = await sendRaw(listener.port, bytes);

    expect(statusesIn(raw)).toEqual([408]);
    expect(await stored()).toBe(0);
  });
});

describe('the fields of a body', () => {
  const missing = { v: 1, error: { code: 'invalid_fields', fields: { email: 'missing' } } };

  it.each([
    '{"email":["ada@example.com"]}',
    '{"email":{"toString":"ada@example.com"}}',
    '{"email":42}',
    '{"email":null}',
    '{"__proto__":{"email":"ada@example.com"}}',
    '["ada@example.com"]',
    '"ada@example.com"',
    'null',
    '{}',
  ])('%s have no address', async (body) => {
    const answer = await post(body);

    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body)).toEqual(missing);
    expect(await stored()).toBe(0);
  });

  it.each([
    ['is empty', ''],
    ['is UTF-16', Buffer.from(ADA, 'utf16le')],
    ['is Latin-1', Buffer.from('{"email":"ren\u00e9@example.fr"}', 'latin1')],
    ['has a mark of byte order and nothing more', Buffer.from('\ufeff')],
    ['is nested a thousand times and broken off', '['.repeat(5_000)],
  ])('cannot be read where JSON %s: 400', async (_, body) => {
    const answer = await post(body, { 'Content-Type': 'application/json; charset=utf-16' });

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ v: 1, error: { code: 'invalid_request' } });
  });

  it('are taken once when a form sends the same twice, and are asked for again when it sends two', async () => {
    const same = await postForm('email=ada%40example.com&email=ada%40example.com');
    expect(same.body).toContain('data-lk-state="check-inbox"');
    expect(await stored()).toBe(1);

    const two = await postForm('email=ada%40example.com&email=grace%40example.com');
    expect(two.body).toContain('data-lk-state="ask-address"');
    expect(two.body).toContain('aria-invalid="true"');
    expect(await stored()).toBe(1);
  });

  it('sent as a form in another charset, or with half an escape, come back as a field error', async () => {
    for (const body of ['email=ren%E9%40example.fr', 'email=%', '', '&&&=', 'EMAIL=ada%40example.com']) {
      const answer = await postForm(body);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('aria-invalid="true"');
    }
    expect(await stored()).toBe(0);
  });
});

describe('an address that is shown again in the themed page', () => {
  it.each([
    '{{ shop.name }}',
    '{% raw %}{{ shop.name }}{% endraw %}',
    '{%- layout none -%}',
    '{{"{{"}}',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    ']]>',
    '--><b>',
    '&quot;&lt;',
    'ünïcödé 用户 \u202e@@',
    '\\u003cscript\\u003e',
    '$& $1 $$',
    'a'.repeat(9_900),
  ])('is kept and does nothing: %s', async (typed) => {
    const { status, body } = await postForm(new URLSearchParams({ email: typed }).toString());
    const value = /<input id="lk-email"[^>]* value="([^"]*)"/.exec(body)?.[1] ?? '';

    expect(status).toBe(200);
    expect(value).not.toMatch(/[{}%<>"']/);
    expect(decoded(value)).toBe(typed);
    expect(body).toContain('aria-invalid="true"');
    expect(await stored()).toBe(0);
  });

  /** What a browser makes of the entities we write. */
  function decoded(html: string): string {
    const numbered = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    return numbered
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
  }
});

describe('methods', () => {
  it('HEAD answers as GET does, without a body', async () => {
    const head = await ask(listener.port, { method: 'HEAD', path: TARGET });
    const get = await ask(listener.port, { path: TARGET });

    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  it.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'])(
    '%s gets 405 with what is allowed, and stores nothing',
    async (method) => {
      const { status, headers } = await ask(listener.port, { method, path: TARGET });

      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD, POST');
      expect(await stored()).toBe(0);
    },
  );

  it('a method named in the body or in a header changes nothing', async () => {
    const headers = { 'X-HTTP-Method-Override': 'GET' };

    expect((await postForm('email=ada%40example.com&_method=GET', headers)).status).toBe(200);
    expect(await stored()).toBe(1);
  });
});

describe('paths', () => {
  const inside = [
    '/proxy//requests',
    '/proxy/requests//',
    '/proxy/requests/../requests/..',
    '/proxy/requests%2F',
    '/proxy/requests%00',
    '/proxy/REQUESTS',
    '/proxy/%2e%2e/proxy/other',
    '/proxy/requests;a=b',
  ];
  const outside = [
    '/proxy/../requests',
    '/proxy/%2e%2e/requests',
    '/PROXY/requests',
    '/proxy%2Frequests',
    '//proxy/requests',
    '/proxyrequests',
    '/proxy.requests',
  ];

  it.each([...inside, ...outside])('%s never takes a request that is not signed', async (path) => {
    const { status } = await ask(listener.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA });

    expect([401, 404]).toContain(status);
    expect(await stored()).toBe(0);
  });

  it.each([...outside, '/proxy//requests', '/proxy/REQUESTS', '/proxy/requests%2F'])(
    '%s is not the way in, signed or not',
    async (path) => {
      const signedPath = `${path}${QUERY}`;
      const answer = await ask(listener.port, {
        method: 'POST',
        path: signedPath,
        headers: JSON_TYPE,
        body: ADA,
      });

      expect(answer.status).toBe(404);
      expect(await stored()).toBe(0);
    },
  );

  it.each(['/proxy/requests/', '/%70roxy/requests', '/proxy/./requests'])(
    '%s is another spelling of the way in, and has to be signed too',
    async (path) => {
      const way = (query: string) =>
        ask(listener.port, { method: 'POST', path: `${path}${query}`, headers: JSON_TYPE, body: ADA });

      expect((await way('')).status).toBe(401);
      expect((await way(QUERY)).status).toBe(202);
      expect(await stored()).toBe(1);
    },
  );

  it('lead to the state of the process only where nothing is below the proxy', async () => {
    expect((await ask(listener.port, { path: '/proxy/../healthz' })).status).toBe(200);
    expect((await ask(listener.port, { path: '/proxy/healthz' })).status).toBe(401);
    expect((await ask(listener.port, { path: `/proxy/healthz${QUERY}` })).status).toBe(404);
  });
});

describe('headers', () => {
  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['a list', '10.0.0.1, 192.0.2.1, 203.0.113.7'],
    ['two headers', ['10.0.0.1', '203.0.113.7']],
    ['IPv6', '2001:db8::1'],
    ['IPv6 with a zone', 'fe80::1%eth0'],
    ['garbage', "unknown, '; DROP TABLE rate_limit; --"],
    ['very long', '1.1.1.1, '.repeat(1_000)],
  ])('X-Forwarded-For that is %s is no reason to refuse', async (_, value) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(value === undefined ? {} : { 'X-Forwarded-For': value }),
    };
    const answer = await ask(listener.port, { method: 'POST', path: TARGET, headers, body: ADA });

    expect(answer.status).toBe(202);
    expect(await stored()).toBe(1);
  });

  it.each([
    '',
    '*/*',
    'text/*;q=0.1',
    'application/json;q=0',
    'nonsense',
    'text/html, application/json',
    'x'.repeat(5_000),
  ])('Accept %j leaves a JSON post its JSON answer', async (accept) => {
    const { status, headers } = await post(ADA, { Accept: accept });

    expect(status).toBe(202);
    expect(headers['content-type']).toContain('application/json');
  });

  it.each([
    ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['a Host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b<script>\r\nConnection: close\r\n\r\n'],
    [
      'a backslash in the path',
      'GET /proxy\\..\\healthz HTTP/1.1\r\nHost: app.example\r\nConnection: close\r\n\r\n',
    ],
    ['no HTTP at all', 'EHLO mail.example.com\r\n\r\n'],
    [
      'heads of a hundred kilobytes',
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(100_000)}\r\n\r\n`,
    ],
  ])('%s gets an answer of the 400s, and prints nothing', async (_, bytes) => {
    const raw = await sendRaw(listener.port, bytes);

    expect(statusesIn(raw)[0]).toBeGreaterThanOrEqual(400);
    expect(statusesIn(raw)[0]).toBeLessThan(500);
    expect(lines).toEqual([]);
  });
});

describe('a connection', () => {
  it('takes requests one after the other, and several sent at once', async () => {
    const one = (email: string, more = '') => {
      const body = JSON.stringify({ email });
      const head = `POST ${TARGET} HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n`;
      return `${head}Content-Length: ${body.length}\r\n${more}\r\n${body}`;
    };
    const raw = await sendRaw(
      listener.port,
      `${one('ada@example.com')}${one('not an address')}${one('x'.repeat(20_000))}${one('grace@example.com', 'Connection: close\r\n')}`,
    );

    expect(statusesIn(raw)).toEqual([202, 422, 413, 202]);
    expect(await stored()).toBe(2);
  });
});

it('none of this printed anything past the log, nor an address into it', () => {
  for (const print of printed) expect(print).not.toHaveBeenCalled();
  expect(lines.join('')).not.toMatch(/ada|grace|example/);
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ADA, TARGET, setUpHttp } from '../support/over-http.ts';
import { sendRaw, statusesIn } from '../support/raw-http.ts';

const http = setUpHttp();
const { post, postForm, stored } = http;

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
    const raw = await sendRaw(http.port, `${head}Content-Length: 27\r\n\r\n${ADA}${large}`);

    expect(statusesIn(raw).at(-1)).toBe(400);
    expect(await stored()).toBeLessThanOrEqual(1);
  });

  it('and two Content-Lengths, or one beside chunks, are refused before anything is read', async () => {
    const head = `POST ${TARGET} HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n`;
    const two = await sendRaw(http.port, `${head}Content-Length: 27\r\nContent-Length: 5\r\n\r\n${ADA}`);
    const both = await sendRaw(
      http.port,
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
    const raw = await sendRaw(http.port, bytes);

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

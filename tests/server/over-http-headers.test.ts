import { describe, expect, it } from 'vitest';
import { ADA, TARGET, setUpHttp } from '../support/over-http.ts';
import { ask, sendRaw, statusesIn } from '../support/raw-http.ts';

const http = setUpHttp();
const { post, stored } = http;

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
    const answer = await ask(http.port, { method: 'POST', path: TARGET, headers, body: ADA });

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
    const raw = await sendRaw(http.port, bytes);

    expect(statusesIn(raw)[0]).toBeGreaterThanOrEqual(400);
    expect(statusesIn(raw)[0]).toBeLessThan(500);
    expect(http.lines).toEqual([]);
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
      http.port,
      `${one('ada@example.com')}${one('not an address')}${one('x'.repeat(20_000))}${one('grace@example.com', 'Connection: close\r\n')}`,
    );

    expect(statusesIn(raw)).toEqual([202, 422, 413, 202]);
    expect(await stored()).toBe(2);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { movableClock, proxied, testConfig, type MovableClock } from '../support/service-under-test.ts';

const database = useDatabase();
const LINES = `${'0'.repeat(35)}:12\r\n${'A'.repeat(35)}:0`;
const RANGE = LINES.replaceAll('\r\n', '\n');
const DAY = 86_400_000;

const upstream = vi.fn<typeof fetch>();
const lines: string[] = [];
let clock: MovableClock;
let service: Service;

async function open(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const config = testConfig(database.url, more);
  service = createService({ config, clock, log, roles: ['server'], fetch: upstream });
  await service.start();
}

beforeEach(async () => {
  clock = movableClock();
  lines.length = 0;
  upstream.mockReset();
  upstream.mockImplementation(async () => new Response(LINES));
  await open();
});
afterEach(() => service.stop());

const lookUp = (prefix: string, ip = '203.0.113.7', method = 'GET') =>
  service.handle(proxied(`/proxy/breached-passwords/${prefix}`, { now: clock.now(), ip, method }));

async function problemOf(response: Response): Promise<unknown> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

describe('a look-up', () => {
  it('answers what is known about hashes with that prefix, padding and all', async () => {
    const response = await lookUp('ABCDE');

    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(RANGE);
  });

  it('may be stored by nobody, because its address tells how a hash begins', async () => {
    const { headers } = await lookUp('ABCDE');

    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('hands on the prefix and nothing about shop or shopper', async () => {
    await lookUp('abcde');

    expect(upstream).toHaveBeenCalledTimes(1);
    const [url, init] = upstream.mock.calls[0] ?? [];
    expect(url).toBe('https://api.pwnedpasswords.com/range/ABCDE');
    expect(init?.body).toBeUndefined();
    expect(init?.redirect).toBe('error');
    expect(Object.fromEntries(new Headers(init?.headers))).toEqual({
      accept: 'text/plain',
      'add-padding': 'true',
      'user-agent': 'Latchkey',
    });
  });

  it('changes nothing in the database and needs none', async () => {
    await service.stop();
    const response = await lookUp('ABCDE');

    expect(response.status).toBe(200);
    expect(await database.query('SELECT 1 FROM rate_limit')).toEqual([]);
  });

  it('leaves no prefix in the log', async () => {
    await lookUp('ABCDE');
    upstream.mockRejectedValue(new Error('ABCDF at 203.0.113.7'));
    await lookUp('ABCDF');
    await lookUp('nothex');

    expect(lines.join('')).not.toMatch(/abcd|nothex|203\.0|range/i);
  });

  it('is made for HEAD as for GET, without the lines', async () => {
    const response = await lookUp('ABCDE', '203.0.113.7', 'HEAD');

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('what is no look-up', () => {
  it.each(['ABCD', 'ABCDE0', 'ABCDG', '%41BCDE0', 'ABCDE/0', '..%2F..', ''])(
    '%j gets 404 and nobody is asked',
    async (prefix) => {
      expect(await problemOf(await lookUp(prefix))).toEqual([404, 'not_found']);
      expect(upstream).not.toHaveBeenCalled();
    },
  );

  it.each(['POST', 'PUT', 'DELETE'])('%s gets 405 with what is allowed', async (method) => {
    const response = await lookUp('ABCDE', '203.0.113.7', method);

    expect(response.headers.get('Allow')).toBe('GET, HEAD');
    expect(await problemOf(response)).toEqual([405, 'method_not_allowed']);
    expect(upstream).not.toHaveBeenCalled();
  });

  it('one that did not come through the app proxy gets 401', async () => {
    const bare = new Request('https://app.example/proxy/breached-passwords/ABCDE');

    expect(await problemOf(await service.handle(bare))).toEqual([401, 'invalid_signature']);
    expect(upstream).not.toHaveBeenCalled();
  });

  it('turned off, there is no such path', async () => {
    await service.stop();
    await open({ BREACHED_PASSWORDS: 'off' });

    expect(await problemOf(await lookUp('ABCDE'))).toEqual([404, 'not_found']);
    expect(upstream).not.toHaveBeenCalled();
  });

  it('asks where the configuration says', async () => {
    await service.stop();
    await open({ BREACHED_PASSWORDS_URL: 'http://127.0.0.1:9/' });
    await lookUp('ABCDE');

    expect(upstream.mock.calls[0]?.[0]).toBe('http://127.0.0.1:9/range/ABCDE');
  });
});

describe('where the list of stolen passwords gives no answer', () => {
  it.each([
    ['it cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
    ['it is in trouble', async () => new Response('busy', { status: 503 })],
    ['it answers a page', async () => new Response('<!doctype html>')],
    ['one line is something else', async () => new Response(`${LINES}\r\n<script>`)],
    ['it answers nothing', async () => new Response('')],
  ])('the shopper is told to try later: %s', async (_, answer) => {
    upstream.mockImplementation(answer);
    const response = await lookUp('ABCDE');

    expect(response.headers.get('Retry-After')).toBe('30');
    expect(await problemOf(response)).toEqual([503, 'unavailable']);
  });

  it('an answer without end is read no further than its limit', async () => {
    let given = 0;
    const line = new TextEncoder().encode(`${'0'.repeat(35)}:1\n`.repeat(100));
    upstream.mockImplementation(
      async () =>
        new Response(
          new ReadableStream<Uint8Array>({
            pull(controller) {
              given += line.byteLength;
              controller.enqueue(line);
            },
          }),
        ),
    );

    expect(await problemOf(await lookUp('ABCDE'))).toEqual([503, 'unavailable']);
    expect(given).toBeLessThan(250_000);
  });

  it('a failure is not remembered', async () => {
    upstream.mockRejectedValueOnce(new TypeError('fetch failed'));
    await lookUp('ABCDE');

    expect((await lookUp('ABCDE')).status).toBe(200);
  });
});

describe('what is remembered', () => {
  it('is an answer, for a day, whoever asks and however it is written', async () => {
    await lookUp('ABCDE');
    clock.advance(DAY - 1);
    await lookUp('abcde', '192.0.2.1');
    expect(upstream).toHaveBeenCalledTimes(1);

    clock.advance(1);
    await lookUp('ABCDE');

    expect(upstream).toHaveBeenCalledTimes(2);
  });

  it('is asked for once where many ask at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => lookUp('ABCDE')));

    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(upstream).toHaveBeenCalledTimes(1);
  });
});

describe('limits', () => {
  it('turn a network away that asks again and again, and nobody else', async () => {
    const asked = await Promise.all(Array.from({ length: 121 }, () => lookUp('ABCDE')));
    const last = asked.at(-1);

    expect(asked.filter(({ status }) => status === 200)).toHaveLength(120);
    expect(last?.headers.get('Retry-After')).toBe('570');
    expect(last && (await problemOf(last))).toEqual([429, 'rate_limited']);
    expect((await lookUp('ABCDE', '192.0.2.1')).status).toBe(200);

    clock.advance(570_000);
    expect((await lookUp('ABCDE')).status).toBe(200);
  });
});

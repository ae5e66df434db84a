import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { createLog } from '../../src/server/logger.ts';
import { listen, type Listener } from '../../src/server/node/listen.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from './database.ts';
import { ask, type Answer } from './raw-http.ts';
import { movableClock, queryAt, START, testConfig } from './service-under-test.ts';

export const QUERY = queryAt(START);
export const TARGET = `/proxy/requests${QUERY}`;
export const JSON_TYPE = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' };
export const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
export const ADA = JSON.stringify({ email: 'ada@example.com' });

/** A service behind a real socket. */
export interface HttpUnderTest {
  readonly port: number;
  /** Of the log, since the test began. */
  readonly lines: readonly string[];
  /** How many requests were kept. */
  readonly stored: () => Promise<number>;
  readonly post: (
    body: string | Uint8Array,
    headers?: Readonly<Record<string, string | readonly string[]>>,
  ) => Promise<Answer>;
  readonly postForm: (body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
}

/**
 * Sets it up for the test file that calls this. Nothing that a test does may print anything past the log, nor bring an
 * address into it.
 */
export function setUpHttp(): HttpUnderTest {
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
  afterEach(() => {
    for (const print of printed) expect(print).not.toHaveBeenCalled();
    expect(lines.join('')).not.toMatch(/ada|grace|example/);
  });

  const send = (
    body: string | Uint8Array,
    headers: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Answer> => ask(listener.port, { method: 'POST', path: TARGET, headers, body });

  return {
    get port() {
      return listener.port;
    },
    lines,
    stored: async () => (await database.query('SELECT 1 FROM access_request')).length,
    post: (body, headers = {}) => send(body, { ...JSON_TYPE, ...headers }),
    postForm: (body, headers = {}) => send(body, { ...FORM_TYPE, ...headers }),
  };
}

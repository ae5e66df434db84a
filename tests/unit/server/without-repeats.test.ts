import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../../../src/server/domain/ports.ts';
import { withoutRepeats } from '../../../src/server/without-repeats.ts';

const QUIET_MS = 5_000;
let written: unknown[][];
let log: Log;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  const write =
    (level: string) =>
    (...line: unknown[]) =>
      void written.push([level, ...line]);
  log = withoutRepeats({ info: write('info'), warn: write('warn'), error: write('error') }, QUIET_MS);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a log without repeats', () => {
  it('notes the beginning and the end of trouble, and how often it showed', () => {
    for (let sign = 0; sign < 50; sign += 1) {
      log.warn('queue-problem', { code: 'ECONNREFUSED' });
      vi.advanceTimersByTime(500);
    }
    expect(written).toEqual([['warn', 'queue-problem', { code: 'ECONNREFUSED' }]]);

    vi.advanceTimersByTime(QUIET_MS);

    expect(written.slice(1)).toEqual([['info', 'trouble-over', { code: 'queue-problem', count: 50 }]]);
  });

  it('is not filled by a stranger who sends webhooks that nobody signed', () => {
    for (let sent = 0; sent < 1_000; sent += 1) log.warn('webhook-refused', { code: 'unsigned' });
    log.warn('webhook-refused', { code: 'malformed' });

    expect(written).toEqual([
      ['warn', 'webhook-refused', { code: 'unsigned' }],
      ['warn', 'webhook-refused', { code: 'malformed' }],
    ]);
  });

  it('notes trouble that comes back', () => {
    log.warn('queue-problem', { code: '57P01' });
    vi.advanceTimersByTime(QUIET_MS);
    log.warn('queue-problem', { code: '57P01' });

    expect(written.map(([, event]) => event)).toEqual(['queue-problem', 'trouble-over', 'queue-problem']);
  });

  it('notes each code and each event once', () => {
    for (const code of ['57P01', 'ECONNREFUSED', '57P01']) log.warn('pool-problem', { code });
    log.warn('request-not-kept', { code: '57P01' });

    expect(written.map(([, event, fields]) => [event, fields])).toEqual([
      ['pool-problem', { code: '57P01' }],
      ['pool-problem', { code: 'ECONNREFUSED' }],
      ['request-not-kept', { code: '57P01' }],
    ]);
  });

  it('notes each problem of Shopify once, however many jobs are tried again for it', () => {
    for (let job = 0; job < 1_000; job += 1)
      for (const code of ['unreachable', 'http-error'])
        log.warn('job-to-be-retried', { requestId: `request ${job}`, code });
    vi.advanceTimersByTime(QUIET_MS);

    expect(written).toEqual([
      ['warn', 'job-to-be-retried', { requestId: 'request 0', code: 'unreachable' }],
      ['warn', 'job-to-be-retried', { requestId: 'request 0', code: 'http-error' }],
      ['info', 'trouble-over', { code: 'job-to-be-retried', count: 2_000 }],
    ]);
  });

  it('leaves alone what happens to a single request', () => {
    for (const requestId of ['a', 'b']) log.warn('mail-refused', { requestId, code: 'customer-gone' });
    for (const requestId of ['a', 'b']) log.info('mail-sent', { requestId });
    for (const requestId of ['a', 'a']) log.error('request-given-up', { requestId });

    expect(written).toHaveLength(6);
  });
});

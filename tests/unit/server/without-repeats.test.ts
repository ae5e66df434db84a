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

  it('leaves alone what happens to a single request', () => {
    for (const requestId of ['a', 'b']) log.warn('job-to-be-retried', { requestId, code: 'throttled' });
    for (const requestId of ['a', 'b']) log.info('mail-sent', { requestId });
    for (const requestId of ['a', 'a']) log.error('request-given-up', { requestId });

    expect(written).toHaveLength(6);
  });
});

import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../src/server/domain/error-code.ts';
import { createLog } from '../../../src/server/logger.ts';

function recorded() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  return { lines, stream };
}

describe('a log line', () => {
  it('says what happened to which request, and nothing else', () => {
    const { lines, stream } = recorded();

    createLog('info', stream).info('mail-sent', { requestId: 'r-1' });

    expect(JSON.parse(lines.join(''))).toEqual({
      level: 30,
      time: expect.any(String),
      event: 'mail-sent',
      requestId: 'r-1',
    });
  });

  it('drops whatever was handed over beside the known fields', () => {
    const { lines, stream } = recorded();
    const fields = { requestId: 'r-1', email: 'ada@example.com', url: '/proxy?signature=abc' };

    createLog('info', stream).warn('mail-refused', fields);

    expect(lines.join('')).not.toMatch(/ada|signature/);
  });

  it('prints no code that is not one', () => {
    const { lines, stream } = recorded();

    createLog('info', stream).error('queue-problem', { code: 'failed for ada@example.com' });

    expect(JSON.parse(lines.join(''))).toMatchObject({ code: 'unprintable' });
  });
});

describe('codeOf', () => {
  it('keeps the code of an error and leaves its message behind', () => {
    const error = Object.assign(new Error('connect to secret-host'), { code: 'ECONNREFUSED' });

    expect(codeOf(error)).toBe('ECONNREFUSED');
    expect(codeOf(new TypeError('ada@example.com'))).toBe('TypeError');
    expect(codeOf('ada@example.com')).toBe('unknown');
  });
});

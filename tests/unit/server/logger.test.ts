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

const ID = '019ab7c1-5d00-7a11-8f00-3c9d1e2f4a5b';

describe('a log line', () => {
  it('says what happened to which request, and nothing else', () => {
    const { lines, stream } = recorded();

    createLog('info', stream).info('mail-sent', { requestId: ID });

    expect(JSON.parse(lines.join(''))).toEqual({
      level: 30,
      time: expect.any(String),
      event: 'mail-sent',
      requestId: ID,
    });
  });

  it('drops whatever was handed over beside the fields of its event', () => {
    const { lines, stream } = recorded();
    const fields = { requestId: ID, email: 'ada@example.com', url: '/proxy?signature=abc', count: 3 };

    createLog('info', stream).warn('mail-refused', fields);

    expect(JSON.parse(lines.join(''))).toEqual({
      level: 40,
      time: expect.any(String),
      event: 'mail-refused',
      requestId: ID,
    });
  });

  it.each([
    ['a message', { code: 'failed for ada@example.com' }],
    ['an address', { code: 'ada@example.com' }],
    ['a link', { code: 'https://shop.example/account/activate/1/abc' }],
    ['a hexadecimal token', { code: '8d3f1b2c4e5a6978' }],
    ['a token of Shopify', { code: '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' }],
    ['an object', { code: { inner: 'ada@example.com' } }],
    ['an address as id', { requestId: 'ada@example.com' }],
    ['a token as id', { requestId: '8d3f1b2c4e5a69788d3f1b2c4e5a6978' }],
  ])('prints no field that is %s', (_, fields) => {
    const { lines, stream } = recorded();

    createLog('info', stream).error('job-failed-unexpectedly', fields as never);

    const [[name] = []] = Object.entries(fields);
    expect(JSON.parse(lines.join(''))).toMatchObject({ [String(name)]: 'unprintable' });
    expect(lines.join('')).not.toMatch(/ada|8d3f|shpat|activate/);
  });

  it.each(['gave-up', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_HTTP2_ERROR', '57P01', 'TypeError'])(
    'prints the code %s',
    (code) => {
      const { lines, stream } = recorded();

      createLog('info', stream).error('queue-problem', { code });

      expect(JSON.parse(lines.join(''))).toMatchObject({ code });
    },
  );

  it('prints neither name nor fields of an event that is not on the list', () => {
    const { lines, stream } = recorded();

    createLog('info', stream).error('ada@example.com' as 'queue-problem', { code: 'gave-up' });

    expect(JSON.parse(lines.join(''))).toEqual({
      level: 50,
      time: expect.any(String),
      event: 'unlisted-event',
    });
  });

  it('takes neither free text nor fields of other events, by its types', () => {
    const log = createLog('silent');

    // @ts-expect-error -- no such event
    log.info('ada@example.com');
    // @ts-expect-error -- the event has no such field
    log.info('mail-sent', { count: 1 });
    // @ts-expect-error -- there is no such field at all
    log.info('mail-sent', { email: 'ada@example.com' });

    expect(log.info('mail-sent', { requestId: ID })).toBeUndefined();
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

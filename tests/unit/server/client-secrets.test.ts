import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClientSecrets } from '../../../src/server/shopify/client-secrets.ts';
import { sourceFiles } from '../../support/source-files.ts';

const by = (secret: string, message = 'a message') => createHmac('sha256', secret).update(message).digest();

describe('client secrets', () => {
  const secrets = createClientSecrets(['newest', 'older']);

  it('know what either of them signed, and nothing else', () => {
    expect(secrets.signed('a message', by('newest'))).toBe(true);
    expect(secrets.signed(new TextEncoder().encode('a message'), by('older'))).toBe(true);

    expect(secrets.signed('a message', by('oldest'))).toBe(false);
    expect(secrets.signed('a message', by('older', 'another message'))).toBe(false);
    expect(secrets.signed('a message', by('newest,older'))).toBe(false);
  });

  it.each([0, 31, 33])('know no signature of %i bytes, and do not fail over it', (length) => {
    expect(secrets.signed('a message', Buffer.alloc(64, by('newest')).subarray(0, length))).toBe(false);
  });

  it('ask with the newest', () => {
    expect(secrets.newest).toBe('newest');
    expect(secrets.keys).toHaveLength(2);
  });

  it('are at least one', () => {
    expect(() => createClientSecrets([])).toThrow(RangeError);
  });

  it('have one owner: nothing else below shopify/ or routes/ makes or compares an HMAC', () => {
    const makers = ['src/server/shopify', 'src/server/routes', 'src/server/http']
      .flatMap((folder) => sourceFiles(folder))
      .filter(({ text }) => /createHmac|timingSafeEqual|createSecretKey/.test(text));

    expect(makers.map(({ path }) => path)).toEqual(['src/server/shopify/client-secrets.ts']);
  });
});

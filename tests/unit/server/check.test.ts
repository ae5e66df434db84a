import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../../src/server/main.ts');
const ENOUGH = {
  SHOP_DOMAIN: 'latchkey-test.myshopify.com',
  SHOPIFY_API_SECRET: 'secret-of-the-app',
  SHOPIFY_ADMIN_TOKEN: 'token-for-admin',
  SHOPIFY_STOREFRONT_TOKEN: 'token-for-storefront',
  // Nobody listens there: whoever tried to start would say so.
  DATABASE_URL: 'postgres://127.0.0.1:9/latchkey',
  ADDRESS_KEY: Buffer.alloc(32, 7).toString('base64'),
};

function check(env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, '--check'], { env });
  return { status, said: `${stdout.toString()}${stderr.toString()}` };
}

describe('--check', () => {
  it('names all that is missing, and starts nothing', () => {
    const { status, said } = check({});

    expect(status).toBe(1);
    expect(said).toContain('SHOPIFY_API_SECRET: missing');
    expect(said).toContain('ADDRESS_KEY: missing');
  });

  it('names what is bad, and shows no value', () => {
    const { status, said } = check({
      ...ENOUGH,
      METRICS_PORT: '9464-oops',
      ADDRESS_KEY: 'too-short-to-be-one',
    });

    expect(status).toBe(1);
    expect(said).toContain('METRICS_PORT: bad');
    expect(said).toContain('ADDRESS_KEY: bad');
    expect(said).not.toMatch(/9464|too-short|secret-of|token-for/);
  });

  it('says when nothing is missing, and still starts nothing', () => {
    expect(check(ENOUGH)).toEqual({ status: 0, said: 'The configuration is usable. Nothing was started.\n' });
  });
});

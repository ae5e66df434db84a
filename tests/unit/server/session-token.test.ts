import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClientSecrets } from '../../../src/server/shopify/client-secrets.ts';
import { shopOfSessionToken } from '../../../src/server/shopify/session-token.ts';

const SECRET = 'a client secret for tests';
const NOW = Date.UTC(2026, 10, 22, 3);
const SECONDS = NOW / 1000;
const CLAIMS = {
  iss: 'https://fjell.myshopify.com/admin',
  dest: 'https://fjell.myshopify.com',
  aud: 'client-id',
  sub: '42',
  exp: SECONDS + 60,
  nbf: SECONDS,
  iat: SECONDS,
  jti: 'f8912129-1af6-4cad-9ca3-76b0f7621087',
  sid: 'aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685',
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function sign(
  claims: object,
  { secret = SECRET, header = { alg: 'HS256', typ: 'JWT' }, hash = 'sha256' } = {},
) {
  const unsigned = `${part(header)}.${part(claims)}`;
  return `${unsigned}.${createHmac(hash, secret).update(unsigned).digest('base64url')}`;
}

const shopOf = (token: string, now = NOW, secrets = [SECRET]) =>
  shopOfSessionToken(token, { apiKey: 'client-id', secrets: createClientSecrets(secrets), now });

describe('a session token of App Bridge', () => {
  it('speaks for its shop', async () => {
    expect(await shopOf(sign(CLAIMS))).toBe('fjell.myshopify.com');
  });

  it('speaks for its shop while its secret is being replaced, whichever signed it', async () => {
    const both = ['the newer one', SECRET];
    expect(await shopOf(sign(CLAIMS), NOW, both)).toBe('fjell.myshopify.com');
    expect(await shopOf(sign(CLAIMS, { secret: 'the newer one' }), NOW, both)).toBe('fjell.myshopify.com');

    expect(await shopOf(sign(CLAIMS, { secret: 'a third one' }), NOW, both)).toBeUndefined();
    expect(await shopOf(sign(CLAIMS), NOW + 71_000, both)).toBeUndefined();
  });

  it.each([
    ['its last second', 60],
    ['ten seconds more, for clocks that differ', 69],
    ['ten seconds before it begins', -10],
  ])('is good in %s', async (_, seconds) => {
    expect(await shopOf(sign(CLAIMS), NOW + seconds * 1000)).toBe('fjell.myshopify.com');
  });

  it.each([
    ['expired', 71],
    ['not good yet', -11],
  ])('is refused when it is %s', async (_, seconds) => {
    expect(await shopOf(sign(CLAIMS), NOW + seconds * 1000)).toBeUndefined();
  });

  const without = (name: keyof typeof CLAIMS) =>
    Object.fromEntries(Object.entries(CLAIMS).filter(([key]) => key !== name));

  it.each([
    ['signed with another secret', sign(CLAIMS, { secret: 'another secret' })],
    ['signed by another algorithm', sign(CLAIMS, { header: { alg: 'HS512', typ: 'JWT' }, hash: 'sha512' })],
    ['not signed at all', `${part({ alg: 'none' })}.${part(CLAIMS)}.`],
    [
      'naming no algorithm that it has',
      `${part({ alg: 'none' })}.${sign(CLAIMS).split('.').slice(1).join('.')}`,
    ],
    ['changed after it was signed', sign(CLAIMS).replace(part(CLAIMS), part({ ...CLAIMS, sub: '43' }))],
    ['made for another app', sign({ ...CLAIMS, aud: 'another-client-id' })],
    ['made for a list of apps', sign({ ...CLAIMS, aud: ['client-id', 'another'] })],
    ['issued for another shop', sign({ ...CLAIMS, iss: 'https://fjord.myshopify.com/admin' })],
    ['issued by a shop, not its admin', sign({ ...CLAIMS, iss: 'https://fjell.myshopify.com' })],
    [
      'about no shop of Shopify',
      sign({ ...CLAIMS, dest: 'https://evil.example', iss: 'https://evil.example/admin' }),
    ],
    [
      'about a name that only begins like a shop',
      sign({
        ...CLAIMS,
        dest: 'https://fjell.myshopify.com.evil.example',
        iss: 'https://fjell.myshopify.com.evil.example/admin',
      }),
    ],
    ['about a shop without https', sign({ ...CLAIMS, dest: 'http://fjell.myshopify.com' })],
    ['without an end', sign(without('exp'))],
    ['without a beginning', sign(without('nbf'))],
    ['without an app', sign(without('aud'))],
    ['without a shop', sign(without('dest'))],
    ['no token', 'abc'],
    ['empty', ''],
    ['far too long', `${sign(CLAIMS)}${'A'.repeat(5_000)}`],
  ])('is refused when it is %s', async (_, token) => {
    expect(await shopOf(token)).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';

const NEEDED = {
  SHOPIFY_API_SECRET: 'very-secret',
  SHOP_DOMAIN: 'shop-name.myshopify.com',
  SHOPIFY_ADMIN_TOKEN: 'admin-token',
  SHOPIFY_STOREFRONT_TOKEN: 'storefront-token',
  DATABASE_URL: 'postgres://user:pass@db.example/latchkey',
  ADDRESS_KEY: Buffer.alloc(32, 9).toString('base64'),
};
const originOf = (env: Readonly<Record<string, string>>) =>
  readConfig({ ...NEEDED, ...env }).breachedPasswordsOrigin;

it('looks stolen passwords up at Pwned Passwords unless told otherwise', () => {
  expect(originOf({})).toBe('https://api.pwnedpasswords.com');
  expect(originOf({ BREACHED_PASSWORDS_URL: 'http://127.0.0.1:4405/' })).toBe('http://127.0.0.1:4405');
});

it('looks nothing up where that is turned off', () => {
  expect(originOf({ BREACHED_PASSWORDS: 'off' })).toBeUndefined();
});

it.each([{ BREACHED_PASSWORDS: 'perhaps' }, { BREACHED_PASSWORDS_URL: 'https://list.example/range' }])(
  'refuses %j',
  (env) => {
    expect(() => originOf(env)).toThrow(`${Object.keys(env).join('')}: bad`);
  },
);

import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../src/server/config.ts';

const NEEDED = {
  SHOPIFY_API_SECRET: 'very-secret',
  SHOP_DOMAIN: 'shop-name.myshopify.com',
  SHOPIFY_ADMIN_TOKEN: 'admin-token',
  SHOPIFY_STOREFRONT_TOKEN: 'storefront-token',
  DATABASE_URL: 'postgres://user:pass@db.example/latchkey',
  ADDRESS_KEY: Buffer.alloc(32, 9).toString('base64'),
};

function problemsOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('a ConfigError was expected');
}

describe('readConfig', () => {
  it('fills in what need not be said', () => {
    const config = readConfig(NEEDED);

    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      shopifyOrigin: 'https://shop-name.myshopify.com',
      forwardedHops: 1,
      limits: { addressPerHour: 6, ipPer10Minutes: 30 },
      blockTags: ['blocked', 'latchkey:blocked'],
      declinedPolicy: 'review',
      unknownHistory: 'allow-if-never-enabled',
      repeatWindowSeconds: 60,
      logLevel: 'info',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes what is said', () => {
    const config = readConfig({
      ...NEEDED,
      HOST: '0.0.0.0',
      PORT: '0',
      SHOPIFY_ORIGIN: 'http://127.0.0.1:4400/',
      FORWARDED_HOPS: '2',
      BLOCK_TAGS: ' No Mail ,VIP-blocked,',
      DECLINED_POLICY: 'invite',
      UNKNOWN_HISTORY: 'review',
      REPEAT_WINDOW_SECONDS: '0',
      LOG_LEVEL: 'silent',
    });

    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      shopifyOrigin: 'http://127.0.0.1:4400',
      forwardedHops: 2,
      blockTags: ['no mail', 'vip-blocked'],
      declinedPolicy: 'invite',
      unknownHistory: 'review',
      repeatWindowSeconds: 0,
      logLevel: 'silent',
    });
  });

  it('names every variable that is missing in one error', () => {
    const message = problemsOf({});

    for (const name of Object.keys(NEEDED)) expect(message).toContain(`${name}: missing`);
  });

  it('names every variable that is bad in one error, and shows no value', () => {
    const bad = {
      SHOP_DOMAIN: 'https://shop-name.myshopify.com',
      DATABASE_URL: 'mysql://hunter2@db.example',
      ADDRESS_KEY: 'c2hvcnQ=',
      PORT: '99999',
      FORWARDED_HOPS: '0',
      LIMIT_ADDRESS_PER_HOUR: 'many',
      LIMIT_IP_PER_10_MINUTES: '-1',
      DECLINED_POLICY: 'perhaps',
      UNKNOWN_HISTORY: 'perhaps',
      REPEAT_WINDOW_SECONDS: '1.5',
      SHOPIFY_ORIGIN: 'ftp://local',
      LOG_LEVEL: 'loud',
    };

    const message = problemsOf({ ...NEEDED, ...bad });

    for (const name of Object.keys(bad)) expect(message).toContain(`${name}: bad`);
    expect(message.split('\n')).toHaveLength(1 + Object.keys(bad).length);
    expect(message).not.toContain('very-secret');
    expect(message).not.toContain('hunter2');
  });
});

describe('the client secret', () => {
  const secretsOf = (text: string) => readConfig({ ...NEEDED, SHOPIFY_API_SECRET: text }).apiSecrets;

  it('may be several while it is replaced, the newest first', () => {
    expect(secretsOf('very-secret')).toEqual(['very-secret']);
    expect(secretsOf(' newer , older ')).toEqual(['newer', 'older']);
  });

  it.each(['newer,', ',older', 'newer,,older', ','])('is never empty: %j', (text) => {
    expect(problemsOf({ ...NEEDED, SHOPIFY_API_SECRET: text })).toContain('SHOPIFY_API_SECRET: bad');
  });
});

describe('an app that shops install', () => {
  const KEYS = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const { SHOP_DOMAIN: _, SHOPIFY_ADMIN_TOKEN: __, SHOPIFY_STOREFRONT_TOKEN: ___, ...REST } = NEEDED;
  const INSTALLED = { ...REST, SHOPIFY_API_KEY: 'client-id', TOKEN_KEYS: KEYS.join(', ') };

  it('needs no shop and no token, and has its keys with the newest first', () => {
    const config = readConfig(INSTALLED);

    expect(config.access).toEqual({
      kind: 'installed',
      apiKey: 'client-id',
      tokenKeys: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
    });
    expect(config.shopDomain).toBeUndefined();
    expect(config.shopifyOrigin).toBeUndefined();
  });

  it('may name a shop, for the review tool', () => {
    expect(readConfig({ ...INSTALLED, SHOP_DOMAIN: 'a.myshopify.com' }).shopDomain).toBe('a.myshopify.com');
    expect(problemsOf({ ...INSTALLED, SHOP_DOMAIN: 'a.example' })).toContain('SHOP_DOMAIN: bad');
  });

  it.each([
    ['missing', undefined],
    ['bad', 'c2hvcnQ='],
    ['bad', `${KEYS.join(',')},`],
  ])('is told that its keys are %s, without their being shown', (what, keys) => {
    const message = problemsOf({ ...INSTALLED, TOKEN_KEYS: keys });

    expect(message).toContain(`TOKEN_KEYS: ${what}`);
    expect(message).not.toContain(KEYS[0]);
  });

  it('is a custom app as soon as there is an Admin token', () => {
    const config = readConfig({ ...NEEDED, SHOPIFY_API_KEY: 'client-id' });

    expect(config.access).toEqual({
      kind: 'custom-app',
      adminToken: 'admin-token',
      storefrontToken: 'storefront-token',
    });
  });
});

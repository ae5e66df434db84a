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
const lookUp = (env: Readonly<Record<string, string>>) => readConfig({ ...NEEDED, ...env }).mailboxLookUp;

it('looks mailboxes up at the machine’s own resolvers unless told otherwise', () => {
  expect(lookUp({})).toEqual({
    isOn: true,
    dnsServers: [],
    limits: { ipPer10Minutes: 60, shopPer10Minutes: 6_000 },
  });
});

it('takes what is said', () => {
  const said = lookUp({
    MAILBOX_LOOKUP: 'off',
    DNS_SERVERS: '192.0.2.1, 192.0.2.2:5353,[2001:db8::1]:53,[2001:db8::2],2001:db8::3',
    LIMIT_MAILBOX_LOOKUP_IP_PER_10_MINUTES: '5',
    LIMIT_MAILBOX_LOOKUP_SHOP_PER_10_MINUTES: '50',
  });

  expect(said).toEqual({
    isOn: false,
    dnsServers: ['192.0.2.1', '192.0.2.2:5353', '[2001:db8::1]:53', '[2001:db8::2]', '2001:db8::3'],
    limits: { ipPer10Minutes: 5, shopPer10Minutes: 50 },
  });
});

it.each([
  'dns.example',
  '192.0.2.256',
  '192.0.2.1,',
  '192.0.2.1:0',
  '192.0.2.1:70000',
  '[192.0.2.1]:53',
  '[2001:db8::1',
  'https://192.0.2.1',
])('refuses %j as a resolver', (text) => {
  expect(() => lookUp({ DNS_SERVERS: text })).toThrow('DNS_SERVERS: bad');
});

it('refuses anything but on and off', () => {
  expect(() => lookUp({ MAILBOX_LOOKUP: 'perhaps' })).toThrow('MAILBOX_LOOKUP: bad');
});

import { describe, expect, it } from 'vitest';
import { parseSwitchOver } from '../../../src/server/cli/switch-over-arguments.ts';
import { shopToReport } from '../../../src/server/cli/switch-over-open.ts';
import type { Access } from '../../../src/server/config-access.ts';

const SHOP = 'shop-name.myshopify.com';

describe('what is typed after switch-over', () => {
  it.each([
    [[], { name: 'report', shop: undefined, withAddresses: true, json: false }],
    [['--json'], { name: 'report', shop: undefined, withAddresses: true, json: true }],
    [['--shop', ` ${SHOP.toUpperCase()} `], { name: 'report', shop: SHOP, withAddresses: true, json: false }],
    [['--without-addresses'], { name: 'report', shop: undefined, withAddresses: false, json: false }],
    [['--help', '--json'], { name: 'help' }],
    [
      ['--texts'],
      {
        name: 'texts',
        json: false,
        shopName: undefined,
        domain: undefined,
        proxyPath: '/apps/account-access',
        locales: ['en', 'nb', 'de', 'fr'],
      },
    ],
    [
      '--texts --json --locale nb --name Ull&Garn --domain WWW.Ull.Example --proxy-path /a/konto'.split(' '),
      {
        name: 'texts',
        json: true,
        shopName: 'Ull&Garn',
        domain: 'www.ull.example',
        proxyPath: '/a/konto',
        locales: ['nb'],
      },
    ],
  ])('%j is understood', (argv, value) => {
    expect(parseSwitchOver(argv)).toEqual({ ok: true, value });
  });

  it.each([
    [['report'], 'options only'],
    [['--everything'], 'no such option'],
    [['--shop'], 'missing its value'],
    [['--json=yes'], 'one too many'],
    [['--shop', 'shop.example'], 'shop-name.myshopify.com'],
    [['--shop', `${SHOP}.evil.example`], 'shop-name.myshopify.com'],
    [['--texts', '--shop', SHOP], 'does not go with --shop'],
    [['--texts', '--without-addresses'], 'does not go with --without-addresses'],
    [['--locale', 'nb'], '--locale goes with --texts'],
    [['--texts', '--locale', 'sv'], 'en, nb, de, fr'],
    [['--texts', '--name', ' '], '--name takes'],
    [['--texts', '--name', '{link}'], '--name takes'],
    [['--texts', '--name', 'a\nb'], '--name takes'],
    [['--texts', '--domain', 'https://shop.example'], '--domain takes'],
    [['--texts', '--domain', 'shop'], '--domain takes'],
    [['--texts', '--proxy-path', 'apps/x'], '--proxy-path takes'],
    [['--texts', '--proxy-path', '/apps/x/y'], '--proxy-path takes'],
  ])('%j is not, and it says why', (argv, words) => {
    const parsed = parseSwitchOver(argv);

    expect(parsed).toEqual({ ok: false, reason: expect.stringContaining(words) as unknown });
  });

  it('is not repeated, because it may be an address that was typed in the wrong place', () => {
    for (const argv of [
      ['ada@example.com'],
      ['--ada@example.com'],
      ['--shop', 'ada@example.com'],
      ['--json=ada@example.com'],
      ['--texts', '--domain', 'ada@example.com'],
    ]) {
      expect(JSON.stringify(parseSwitchOver(argv))).not.toContain('ada');
    }
  });
});

describe('the shop that is reported on', () => {
  const custom: Access = { kind: 'custom-app', adminToken: 'a', storefrontToken: 's' };
  const installed: Access = { kind: 'installed', apiKey: 'k', tokenKeys: [] };

  it.each([
    ['of a custom app is the configured one', custom, SHOP, undefined, { shop: SHOP }],
    ['of a custom app may be named', custom, SHOP, SHOP, { shop: SHOP }],
    ['of an installed app is the one that is named', installed, 'other.myshopify.com', SHOP, { shop: SHOP }],
    ['of an installed app may be configured', installed, SHOP, undefined, { shop: SHOP }],
  ] as const)('%s', (_, access, shopDomain, asked, found) => {
    expect(shopToReport({ access, shopDomain }, asked)).toEqual(found);
  });

  it('has to be named where shops install the app', () => {
    expect(shopToReport({ access: installed, shopDomain: undefined }, undefined)).toEqual({
      problem: 'Shops install this app: say which one with --shop.',
    });
  });

  it('of a custom app is no other shop', () => {
    expect(shopToReport({ access: custom, shopDomain: SHOP }, 'other.myshopify.com')).toHaveProperty(
      'problem',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { ok, refused } from '../../../src/contracts/result.ts';
import type { ShopState } from '../../../src/server/domain/shop-ports.ts';
import type { ShopTokens } from '../../../src/server/domain/shop-tokens.ts';
import { createInstalledShops } from '../../../src/server/shopify/installed-shops.ts';
import { movableClock } from '../../support/service-under-test.ts';

const SHOP = 'fjell.myshopify.com';
const SECOND = 1_000;

function shops() {
  const clock = movableClock();
  const given = {
    state: 'installed' as ShopState | undefined,
    isDown: false,
    token: ok({ adminToken: 'first', usableUntil: undefined }) as Awaited<ReturnType<ShopTokens['fresh']>>,
    asked: 0,
  };
  const installed = createInstalledShops({
    clock,
    originOf: (shop) => `https://${shop}`,
    records: {
      async stateOf() {
        given.asked += 1;
        if (given.isDown) throw new Error('no database');
        return given.state;
      },
    },
    tokens: {
      async fresh() {
        given.asked += 1;
        return given.token;
      },
    },
  });
  return { clock, given, installed };
}

describe('whether a shop is served', () => {
  it.each([
    ['installed', true],
    ['needs-reconnect', true],
    ['uninstalled', false],
    [undefined, false],
  ] as const)('%s: %s', async (state, isServed) => {
    const { given, installed } = shops();
    given.state = state;

    expect(await installed.serves(SHOP)).toBe(isServed);
  });

  it('is asked for once in ten seconds, however many requests come', async () => {
    const { clock, given, installed } = shops();
    for (let request = 0; request < 100; request += 1) await installed.serves(SHOP);
    expect(given.asked).toBe(1);

    given.state = 'uninstalled';
    clock.advance(9 * SECOND);
    expect(await installed.serves(SHOP)).toBe(true);
    clock.advance(SECOND);
    expect(await installed.serves(SHOP)).toBe(false);
  });

  it('stays as it was while there is no database, and is unknown where it never was known', async () => {
    const { clock, given, installed } = shops();
    await installed.serves(SHOP);
    given.isDown = true;
    clock.advance(3_600 * SECOND);

    expect(await installed.serves(SHOP)).toBe(true);
    await expect(installed.serves('another.myshopify.com')).rejects.toThrow('no database');
  });
});

describe('a token', () => {
  it('is the Admin token and the private token of the Storefront API', async () => {
    const { installed } = shops();

    expect(await installed.access(SHOP)).toEqual(
      ok({ domain: SHOP, origin: `https://${SHOP}`, adminToken: 'first', storefrontToken: 'first' }),
    );
  });

  it('is remembered for ten seconds, and not past its end', async () => {
    const { clock, given, installed } = shops();
    given.token = ok({ adminToken: 'first', usableUntil: clock.now() + 4 * SECOND });
    await installed.access(SHOP);
    given.token = ok({ adminToken: 'second', usableUntil: undefined });
    clock.advance(3 * SECOND);
    expect(await installed.access(SHOP)).toMatchObject({ value: { adminToken: 'first' } });

    clock.advance(SECOND);
    expect(await installed.access(SHOP)).toMatchObject({ value: { adminToken: 'second' } });
  });

  it('that there is none is not remembered: the next request may find the shop connected', async () => {
    const { given, installed } = shops();
    given.token = refused('needs-reconnect');
    expect(await installed.access(SHOP)).toEqual(refused('needs-reconnect'));

    given.token = ok({ adminToken: 'first', usableUntil: undefined });
    expect((await installed.access(SHOP)).ok).toBe(true);
  });
});

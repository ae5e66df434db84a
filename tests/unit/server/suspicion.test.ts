import { describe, expect, it } from 'vitest';
import { suspicionLasts, type Signs } from '../../../src/server/domain/suspicion.ts';

const RULES = { networkAddresses: 8, shopPerHour: 500 };
const NETWORK = { requests: 1, newAddresses: 0, renewsIn: 600 };
const SHOP = { requests: 1, usual: 20, renewsIn: 1_800 };

const lasts = (signs: {
  readonly network?: Partial<Signs['network']>;
  readonly shop?: Partial<Signs['shop']>;
}) => suspicionLasts({ network: { ...NETWORK, ...signs.network }, shop: { ...SHOP, ...signs.shop } }, RULES);

describe('a network', () => {
  it('is none that asks for one address again and again, or for those of a family', () => {
    expect(lasts({})).toBeUndefined();
    expect(lasts({ network: { requests: 12, newAddresses: 0 } })).toBeUndefined();
    expect(lasts({ network: { requests: 16, newAddresses: 7 } })).toBeUndefined();
  });

  it('is suspicious until its window is over once it asked for many addresses', () => {
    expect(lasts({ network: { requests: 9, newAddresses: 8, renewsIn: 77 } })).toBe(77);
  });

  it('is suspicious after many requests, too, which may all have come before their addresses were counted', () => {
    expect(lasts({ network: { requests: 17, renewsIn: 599 } })).toBe(599);
  });
});

describe('a shop', () => {
  it('may have ten times its usual requests, and any number up to the least that matters', () => {
    expect(lasts({ shop: { usual: 100, requests: 1_000 } })).toBeUndefined();
    expect(lasts({ shop: { usual: 0, requests: 500 } })).toBeUndefined();
  });

  it('is in a rush, until the hour is over, beyond both', () => {
    expect(lasts({ shop: { usual: 100, requests: 1_001 } })).toBe(1_800);
    expect(lasts({ shop: { usual: 0, requests: 501 } })).toBe(1_800);
  });

  it('is in no rush as long as nobody knows what is usual for it', () => {
    expect(lasts({ shop: { usual: undefined, requests: 1_000_000 } })).toBeUndefined();
  });

  it('in a rush, is said to calm down no sooner than a network that is suspicious besides', () => {
    const network = { newAddresses: 9, renewsIn: 600 };

    expect(lasts({ network, shop: { requests: 9_999, renewsIn: 1_800 } })).toBe(1_800);
    expect(lasts({ network, shop: { requests: 9_999, renewsIn: 60 } })).toBe(600);
  });
});

import { describe, expect, it } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { SHOP } from '../support/service-under-test.ts';
import { QUEUE, setUpShopKeeping } from '../support/shop-keeping.ts';
import { APP, DAY, HOUR, KEY, MINUTE, NEWER_KEY, tokenProcess } from '../support/token-process.ts';

const setting = setUpShopKeeping();
const { database, keep, keeping, keptRequest, parked, refuse, renewals, stateOf } = setting;

describe('a shop that nobody uses', () => {
  it('keeps its tokens for years', async () => {
    for (let day = 0; day < 800; day += 10) {
      setting.clock.advance(10 * DAY);
      await keep();
    }

    expect(await stateOf()).toBe('installed');
    expect((await setting.process.tokens.fresh(SHOP)).ok).toBe(true);
    // Once in a third of ninety days, and once for the token of today.
    expect(renewals()).toBeLessThanOrEqual(28);
  });

  it('is left alone until a third of the refresh token’s life is over', async () => {
    setting.clock.advance(29 * DAY);
    await keep();
    expect(renewals()).toBe(0);

    setting.clock.advance(2 * DAY);
    await keep();
    await keep();
    expect(renewals()).toBe(1);
  });
});

describe('the customers of a shop', () => {
  it('are read every week only where the shop can be called', async () => {
    expect(await setting.process.records.domains()).toEqual([SHOP]);

    await refuse();
    expect(await setting.process.records.domains()).toEqual([]);

    await setting.process.connect(createSessionToken(setting.local.shop, APP));
    expect(await setting.process.records.domains()).toEqual([SHOP]);

    await setting.process.records.uninstall(SHOP, setting.clock.now() + MINUTE);
    expect(await setting.process.records.domains()).toEqual([]);
  });
});

describe('a shop that was refused by mistake', () => {
  it('is asked for again within the hour, and its requests get their jobs back', async () => {
    await refuse();
    const id = await keptRequest();
    expect(await parked().park(QUEUE, id)).toBe(true);
    setting.local.shop.setQuirks({ appTokensRenew: true });

    await keep();

    expect(await stateOf()).toBe('installed');
    expect(setting.jobs).toEqual([id]);
    expect(setting.followed).toEqual([SHOP]);
  });

  it('is not asked for any more after a week', async () => {
    await refuse();
    setting.clock.advance(8 * DAY);
    setting.local.shop.setQuirks({ appTokensRenew: true });

    await keep();

    expect(await stateOf()).toBe('needs-reconnect');
  });
});

describe('an outage of Shopify', () => {
  it('does not keep the hourly job from ending', async () => {
    const grant = {
      adminToken: 'shpat_of_another',
      accessExpiresAt: setting.clock.now() + HOUR,
      refreshToken: 'shprt_of_another',
      refreshExpiresAt: setting.clock.now() + 90 * DAY,
      scopes: '',
    };
    for (let number = 0; number < 8; number += 1) {
      const domain = `shop-${number}.myshopify.com`;
      await setting.process.records.holding(domain, { wait: true }, (held) =>
        held.connect(grant, setting.clock.now()),
      );
    }
    setting.clock.advance(40 * DAY);
    let calls = 0;
    const away: typeof fetch = async () => {
      calls += 1;
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
      });
    };
    const cut = tokenProcess({
      databaseUrl: database.url,
      clock: setting.clock,
      fetch: away,
      keys: [NEWER_KEY, KEY],
    });
    await keeping(cut)();

    expect(setting.events).toContain('keep-alive-given-up');
    expect(calls).toBe(5);
    expect(await stateOf()).toBe('installed');
    await cut.end();
  });
});

describe('tokens under an older key', () => {
  it('are sealed anew by the hourly job', async () => {
    await setting.process.end();
    const older = tokenProcess({
      databaseUrl: database.url,
      clock: setting.clock,
      fetch: setting.local.fetch,
      keys: [KEY],
    });
    await older.connect(createSessionToken(setting.local.shop, APP));
    await older.end();
    setting.process = tokenProcess({
      databaseUrl: database.url,
      clock: setting.clock,
      fetch: setting.local.fetch,
      keys: [NEWER_KEY, KEY],
    });
    setting.clock.advance(MINUTE);

    await keeping(setting.process)();
    await keeping(setting.process)();

    expect(setting.events.filter((event) => event === 'tokens-resealed')).toHaveLength(1);
    const newest = tokenProcess({
      databaseUrl: database.url,
      clock: setting.clock,
      fetch: setting.local.fetch,
      keys: [NEWER_KEY],
    });
    expect((await newest.tokens.fresh(SHOP)).ok).toBe(true);
    await newest.end();
  });
});

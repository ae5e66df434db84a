import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import type { GrantOutcome, HeldShop } from '../../src/server/domain/shop-ports.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock, SHOP, type MovableClock } from '../support/service-under-test.ts';
import {
  APP,
  DAY,
  HOUR,
  KEY,
  localInstall,
  MINUTE,
  NEWER_KEY,
  tokenProcess,
  type LocalInstall,
  type TokenProcess,
} from '../support/token-process.ts';

const database = useDatabase();
let clock: MovableClock;
let local: LocalInstall;
let first: TokenProcess;
let second: TokenProcess;

beforeEach(async () => {
  clock = movableClock();
  local = localInstall(clock);
  const options = { databaseUrl: database.url, clock, fetch: local.fetch };
  first = tokenProcess(options);
  second = tokenProcess(options);
});
afterEach(async () => {
  await Promise.all([first.end(), second.end()]);
  await database.query('TRUNCATE shop, parked_request, shopify_gate');
});

const connect = () => first.connect(createSessionToken(local.shop, APP));
const renewals = () => local.shop.appTokens.given.renewed;
const stateOf = () => first.records.stateOf(SHOP);
const NEEDS_RECONNECT = { ok: false, reason: 'needs-reconnect' };

/** What Shopify says to the refresh token of a shop that is held, stored by nobody. */
async function renewedAtShopify(held: HeldShop): Promise<GrantOutcome> {
  const entered = await first.office.enter(SHOP);
  if (!entered.ok) throw new Error(`a pass was expected, not ${entered.reason.problem}`);
  return entered.value.refresh(held.current()?.grant?.refreshToken ?? '');
}

async function tokenOf({ tokens }: TokenProcess): Promise<string> {
  const fresh = await tokens.fresh(SHOP);
  if (!fresh.ok) throw new Error(`a token was expected, not ${fresh.reason}`);
  return fresh.value.adminToken;
}

describe('a shop that was connected', () => {
  it('gives every process the token that Shopify gave', async () => {
    expect(await connect()).toBe('connected');

    const token = await tokenOf(second);
    expect(token).toBe(await tokenOf(first));
    expect(local.shop.appTokens.accepts(token)).toBe(true);
    expect(await stateOf()).toBe('installed');
  });

  it('is stored with nothing of its tokens readable', async () => {
    await connect();
    const token = await tokenOf(first);

    const [row] = await database.query<{ text: string }>('SELECT shop::text AS text FROM shop');
    const readable = Buffer.from(row?.text ?? '').toString('latin1');
    expect(readable).toContain(SHOP);
    expect(readable).not.toMatch(/shpat_|shprt_/);
    expect(readable).not.toContain(Buffer.from(token).toString('hex'));
  });

  it('is not found under another name', async () => {
    await connect();

    expect(await first.tokens.fresh('another.myshopify.com')).toEqual({ ok: false, reason: 'shop-unknown' });
  });
});

describe('a token', () => {
  it('is renewed some minutes before it expires, and not earlier', async () => {
    await connect();
    const given = await tokenOf(first);
    clock.advance(49 * MINUTE);
    expect(await tokenOf(first)).toBe(given);

    clock.advance(2 * MINUTE);
    expect(await tokenOf(first)).toBe(given);
    const renewed = await eventually(
      () => tokenOf(first),
      (token) => token !== given,
    );

    expect(local.shop.appTokens.accepts(renewed)).toBe(true);
    expect(await tokenOf(second)).toBe(renewed);
    expect(renewals()).toBe(1);
  });

  it('is renewed day after day with the refresh token that came with the one before', async () => {
    await connect();
    for (let day = 0; day < 100; day += 1) {
      clock.advance(DAY);
      expect(local.shop.appTokens.accepts(await tokenOf(day % 2 === 0 ? first : second))).toBe(true);
    }
    expect(renewals()).toBe(100);
  });

  it('is used while Shopify is away, as long as it lives', async () => {
    await connect();
    const given = await tokenOf(first);
    clock.advance(55 * MINUTE);
    local.shop.faults.set('oauth', { kind: 'status', status: 503 });
    expect(await tokenOf(first)).toBe(given);

    clock.advance(10 * MINUTE);
    expect(await first.tokens.fresh(SHOP)).toEqual({ ok: false, reason: 'http-error' });
    expect(await stateOf()).toBe('installed');

    local.shop.faults.set('oauth', undefined);
    expect(local.shop.appTokens.accepts(await tokenOf(first))).toBe(true);
  });

  it('is not waited for while Shopify takes its time and the one before lives', async () => {
    await connect();
    const given = await tokenOf(first);
    clock.advance(55 * MINUTE);
    let answer = () => undefined as void;
    const waited = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slowly: typeof fetch = async (input, init) => {
      await waited;
      return local.fetch(input, init);
    };
    const slow = tokenProcess({ databaseUrl: database.url, clock, fetch: slowly });

    expect(await tokenOf(slow)).toBe(given);
    expect(await tokenOf(slow)).toBe(given);
    expect(renewals()).toBe(0);

    answer();
    await eventually(
      () => tokenOf(slow),
      (token) => token !== given,
    );
    expect(renewals()).toBe(1);
    await slow.end();
  });

  it('without an end is used for good', async () => {
    const endless = async () => Response.json({ access_token: 'shpat_endless', scope: 'read_customers' });
    const process = tokenProcess({ databaseUrl: database.url, clock, fetch: endless });
    await process.connect(createSessionToken(local.shop, APP));

    clock.advance(400 * DAY);

    expect(await tokenOf(process)).toBe('shpat_endless');
    await process.end();
  });
});

describe('processes that find an expired token at once', () => {
  it('make one renewal between them', async () => {
    await connect();
    clock.advance(2 * HOUR);

    const tokens = await Promise.all(
      [first, second, first, second, first, second].map((process) => tokenOf(process)),
    );

    expect(new Set(tokens).size).toBe(1);
    expect(renewals()).toBe(1);
  });

  it('do not wait for each other while the old token lives', async () => {
    await connect();
    const given = await tokenOf(first);
    clock.advance(55 * MINUTE);
    const meanwhile = await first.records.holding(SHOP, { wait: true }, () => tokenOf(second));

    expect(meanwhile).toBe(given);
    expect(renewals()).toBe(0);
  });
});

describe('a process that dies between the renewal and storing it', () => {
  it('leaves a refresh token that Shopify still takes', async () => {
    await connect();
    clock.advance(2 * HOUR);
    // What becomes of the transaction of a process that is gone.
    const died = first.records.holding(SHOP, { wait: true }, async (held) => {
      const outcome = await renewedAtShopify(held);
      expect(outcome.kind).toBe('granted');
      throw new Error('the process is gone');
    });
    await expect(died).rejects.toThrow('the process is gone');

    const token = await tokenOf(second);

    expect(local.shop.appTokens.accepts(token)).toBe(true);
    expect(renewals()).toBe(2);
    expect(await stateOf()).toBe('installed');
  });
});

describe('a refresh token that Shopify refuses', () => {
  beforeEach(async () => {
    await connect();
    local.shop.setQuirks({ appTokensRenew: false });
    clock.advance(2 * HOUR);
  });

  it('makes the shop need a reconnection, and is not asked about again', async () => {
    expect(await first.tokens.fresh(SHOP)).toEqual(NEEDS_RECONNECT);
    expect(await stateOf()).toBe('needs-reconnect');

    local.shop.setQuirks({ appTokensRenew: true });
    expect(await second.tokens.fresh(SHOP)).toEqual(NEEDS_RECONNECT);
    expect(renewals()).toBe(0);
  });

  it('is over once a merchant opens the app', async () => {
    await first.tokens.fresh(SHOP);

    expect(await connect()).toBe('connected');

    expect(local.shop.appTokens.accepts(await tokenOf(second))).toBe(true);
    expect(await first.records.followUpsDue()).toEqual([SHOP]);
  });

  it('is not believed to be the shop’s fault where the app’s own secret is wrong', async () => {
    const wrongSecret: typeof fetch = async () => Response.json({ error: 'invalid_client' }, { status: 401 });
    const process = tokenProcess({ databaseUrl: database.url, clock, fetch: wrongSecret });

    expect(await process.tokens.fresh(SHOP)).toEqual({ ok: false, reason: 'unauthorized' });
    expect(await stateOf()).toBe('installed');
    await process.end();
  });

  it('is not read out of a page of some gateway', async () => {
    const gateway: typeof fetch = async () => new Response('<h1>Forbidden</h1>', { status: 403 });
    const process = tokenProcess({ databaseUrl: database.url, clock, fetch: gateway });

    expect(await process.tokens.fresh(SHOP)).toEqual({ ok: false, reason: 'not-json' });
    expect(await stateOf()).toBe('installed');
    await process.end();
  });
});

describe('a refresh token that is too old', () => {
  it('is not sent to Shopify', async () => {
    await connect();
    clock.advance(91 * DAY);
    let calls = 0;
    const counting: typeof fetch = async (input, init) => {
      calls += 1;
      return local.fetch(input, init);
    };
    const process = tokenProcess({ databaseUrl: database.url, clock, fetch: counting });

    expect(await process.tokens.fresh(SHOP)).toEqual(NEEDS_RECONNECT);
    expect(calls).toBe(0);
    await process.end();
  });
});

describe('an uninstallation', () => {
  it('forgets the tokens', async () => {
    await connect();
    clock.advance(MINUTE);

    expect(await first.records.uninstall(SHOP, clock.now())).toBe(true);

    expect(await first.tokens.fresh(SHOP)).toEqual({ ok: false, reason: 'shop-unknown' });
    expect(await database.query('SELECT state, sealed, key_id FROM shop')).toEqual([
      { state: 'uninstalled', sealed: null, key_id: null },
    ]);
  });

  it('that is told twice changes nothing the second time', async () => {
    await connect();
    clock.advance(MINUTE);
    await first.records.uninstall(SHOP, clock.now());

    expect(await second.records.uninstall(SHOP, clock.now())).toBe(false);
  });

  it('that is told after the app was installed again is old news', async () => {
    await connect();
    const uninstalledAt = clock.now() + MINUTE;
    clock.advance(2 * MINUTE);
    local.shop.appTokens.revokeAll();
    await connect();

    expect(await first.records.uninstall(SHOP, uninstalledAt)).toBe(false);
    expect(local.shop.appTokens.accepts(await tokenOf(first))).toBe(true);
  });

  it('while a token is renewed stays one', async () => {
    await connect();
    clock.advance(2 * HOUR);
    await first.records.holding(SHOP, { wait: true }, async (held) => {
      await second.records.uninstall(SHOP, clock.now());
      const outcome = await renewedAtShopify(held);
      if (outcome.kind === 'granted') await held.renew(outcome.grant, clock.now());
    });

    expect(await stateOf()).toBe('uninstalled');
  });

  it('that nobody told of ends when the app is opened again', async () => {
    await connect();
    local.shop.appTokens.revokeAll();

    expect(await connect()).toBe('connected');

    expect(local.shop.appTokens.accepts(await tokenOf(first))).toBe(true);
  });
});

describe('a new key', () => {
  const withKeys = (...keys: readonly Uint8Array[]) =>
    tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys });

  it('opens what the older one sealed, seals it anew, and then does without the older one', async () => {
    await connect();
    const token = await tokenOf(first);
    const both = withKeys(NEWER_KEY, KEY);
    expect(await tokenOf(both)).toBe(token);

    expect(await both.records.reseal()).toEqual({ resealed: 1, unreadable: 0 });
    expect(await both.records.reseal()).toEqual({ resealed: 0, unreadable: 0 });

    const newest = withKeys(NEWER_KEY);
    expect(await tokenOf(newest)).toBe(token);
    await expect(first.tokens.fresh(SHOP)).rejects.toMatchObject({ name: 'UnknownKey' });
    await Promise.all([both.end(), newest.end()]);
  });

  it('does not undo a renewal that happens meanwhile', async () => {
    await connect();
    const both = withKeys(NEWER_KEY, KEY);
    clock.advance(2 * HOUR);
    const [resealed, token] = await Promise.all([both.records.reseal(), tokenOf(both)]);

    expect(resealed.resealed).toBeLessThanOrEqual(1);
    expect(await tokenOf(both)).toBe(token);
    expect(await both.records.reseal()).toEqual({ resealed: 0, unreadable: 0 });
    await both.end();
  });

  it('that takes the place of one that is lost needs merchants to open the app, and no more', async () => {
    await connect();
    const lost = withKeys(NEWER_KEY);
    expect(await lost.records.reseal()).toEqual({ resealed: 0, unreadable: 1 });
    await expect(lost.tokens.fresh(SHOP)).rejects.toMatchObject({ name: 'UnknownKey' });

    expect(await lost.connect(createSessionToken(local.shop, APP))).toBe('connected');

    expect(local.shop.appTokens.accepts(await tokenOf(lost))).toBe(true);
    await lost.end();
  });
});

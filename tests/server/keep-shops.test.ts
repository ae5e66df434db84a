import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createParkedRequests } from '../../src/server/db/parked-requests.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { createFollowUp } from '../../src/server/domain/connect-shop.ts';
import { createKeepShops } from '../../src/server/domain/keep-shops.ts';
import type { LogEvent } from '../../src/server/domain/ports.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
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
} from './shops-support.ts';

const database = useDatabase();
const QUEUE = 'access-requests';
let clock: MovableClock;
let local: LocalInstall;
let process: TokenProcess;
let pool: Pool;
let jobs: string[];
let jobsFail: boolean;
let followed: string[];
let events: LogEvent[];
let keep: () => Promise<void>;

beforeEach(async () => {
  clock = movableClock();
  local = localInstall(clock);
  process = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys: [NEWER_KEY, KEY] });
  pool = createPool({ url: database.url, name: 'test-work', max: 3, timeoutMs: 5_000 }, silentLog);
  jobs = [];
  followed = [];
  events = [];
  jobsFail = false;
  keep = keeping(process);
  await process.connect(createSessionToken(local.shop, APP));
});
afterEach(async () => {
  await Promise.all([process.end(), pool.end()]);
  await database.query('TRUNCATE shop, parked_request, access_request');
});

const parked = () =>
  createParkedRequests(pool, {
    [QUEUE]: async (ids) => {
      if (jobsFail) throw new Error('no queue');
      jobs.push(...ids);
    },
  });

function keeping({ records, tokens }: TokenProcess): () => Promise<void> {
  const note = (event: LogEvent) => void events.push(event);
  const log = { info: note, warn: note, error: note };
  const more = async (shop: string) => void followed.push(shop);
  const followUp = createFollowUp({ records, parked: parked(), log, more });
  return createKeepShops({ records, tokens, parked: parked(), followUp, clock, log });
}

const renewals = () => local.shop.appTokens.given.renewed;
const stateOf = () => process.records.stateOf(SHOP);

async function refuse(): Promise<void> {
  local.shop.setQuirks({ appTokensRenew: false });
  clock.advance(2 * HOUR);
  await process.tokens.fresh(SHOP);
  expect(await stateOf()).toBe('needs-reconnect');
}

async function keptRequest(): Promise<string> {
  const id = newRequestId(clock.now());
  await database.query(
    `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
      VALUES ($1, $2, '', '', 'en', now())`,
    [id, SHOP],
  );
  return id;
}

describe('a shop that nobody uses', () => {
  it('keeps its tokens for years', async () => {
    for (let day = 0; day < 800; day += 10) {
      clock.advance(10 * DAY);
      await keep();
    }

    expect(await stateOf()).toBe('installed');
    expect((await process.tokens.fresh(SHOP)).ok).toBe(true);
    // Once in a third of ninety days, and once for the token of today.
    expect(renewals()).toBeLessThanOrEqual(28);
  });

  it('is left alone until a third of the refresh token’s life is over', async () => {
    clock.advance(29 * DAY);
    await keep();
    expect(renewals()).toBe(0);

    clock.advance(2 * DAY);
    await keep();
    await keep();
    expect(renewals()).toBe(1);
  });
});

describe('a shop that was refused by mistake', () => {
  it('is asked for again within the hour, and its requests get their jobs back', async () => {
    await refuse();
    const id = await keptRequest();
    expect(await parked().park(QUEUE, id)).toBe(true);
    local.shop.setQuirks({ appTokensRenew: true });

    await keep();

    expect(await stateOf()).toBe('installed');
    expect(jobs).toEqual([id]);
    expect(followed).toEqual([SHOP]);
  });

  it('is not asked for any more after a week', async () => {
    await refuse();
    clock.advance(8 * DAY);
    local.shop.setQuirks({ appTokensRenew: true });

    await keep();

    expect(await stateOf()).toBe('needs-reconnect');
  });
});

describe('a request of a shop that needs to be reconnected', () => {
  it('is parked once', async () => {
    await refuse();
    const id = await keptRequest();
    expect(await parked().park(QUEUE, id)).toBe(true);
    expect(await parked().park(QUEUE, id)).toBe(true);

    expect(await parked().resume(SHOP)).toBe(1);
    expect(await parked().resume(SHOP)).toBe(0);
  });

  it('is not parked once the shop is connected: it is to be tried at once', async () => {
    expect(await parked().park(QUEUE, await keptRequest())).toBe(false);
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('waits for a reconnection that is being stored, and then is not parked behind its back', async () => {
    await refuse();
    const id = await keptRequest();
    const reconnection = await pool.connect();
    await reconnection.query('BEGIN');
    await reconnection.query(`UPDATE shop SET state = 'installed' WHERE domain = $1`, [SHOP]);
    let isOver = false;
    const parking = parked()
      .park(QUEUE, id)
      .finally(() => {
        isOver = true;
      });
    const waiting = () => database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    await eventually(waiting, (locks) => locks.length > 0 || isOver);

    await reconnection.query('COMMIT');
    reconnection.release();

    expect(await parking).toBe(false);
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('is not lost when a reconnection and the parking happen at once', async () => {
    local.shop.setQuirks({ appTokensRenew: false });
    for (let round = 0; round < 20; round += 1) {
      await database.query(`UPDATE shop SET state = 'needs-reconnect'`);
      const id = await keptRequest();
      const [isParked] = await Promise.all([
        parked().park(QUEUE, id),
        process.connect(createSessionToken(local.shop, APP)).then(() => parked().resume(SHOP)),
      ]);
      await parked().resume(SHOP);
      // Either it waits for a job, which it has by now, or its own job is tried again.
      expect(jobs.includes(id)).toBe(isParked);
    }
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('stays parked when no job can be added, and gets one within the hour', async () => {
    await refuse();
    const id = await keptRequest();
    await parked().park(QUEUE, id);
    await process.connect(createSessionToken(local.shop, APP));
    jobsFail = true;
    await keep();
    expect(events).toContain('shop-follow-up-failed');
    expect(jobs).toEqual([]);

    jobsFail = false;
    await keep();

    expect(jobs).toEqual([id]);
    expect(await process.records.followUpsDue()).toEqual([]);
  });

  it('gets its job back however many there are', async () => {
    await refuse();
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
        SELECT gen_random_uuid(), $1, '', '', 'en', now() FROM generate_series(1, 2500)`,
      [SHOP],
    );
    await database.query(
      'INSERT INTO parked_request (queue, request_id, shop) SELECT $1, id, shop FROM access_request',
      [QUEUE],
    );
    await process.connect(createSessionToken(local.shop, APP));

    await keep();

    expect(new Set(jobs).size).toBe(2_500);
  });
});

describe('a parked request that was deleted', () => {
  it('is forgotten within the hour', async () => {
    await refuse();
    await parked().park(QUEUE, await keptRequest());
    await database.query('DELETE FROM access_request');

    await keep();

    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
    expect(jobs).toEqual([]);
  });
});

describe('an outage of Shopify', () => {
  it('does not keep the hourly job from ending', async () => {
    const grant = {
      adminToken: 'shpat_of_another',
      accessExpiresAt: clock.now() + HOUR,
      refreshToken: 'shprt_of_another',
      refreshExpiresAt: clock.now() + 90 * DAY,
      scopes: '',
    };
    for (let number = 0; number < 8; number += 1) {
      const domain = `shop-${number}.myshopify.com`;
      await process.records.holding(domain, { wait: true }, (held) => held.connect(grant, clock.now()));
    }
    clock.advance(40 * DAY);
    let calls = 0;
    const away: typeof fetch = async () => {
      calls += 1;
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
      });
    };
    const cut = tokenProcess({ databaseUrl: database.url, clock, fetch: away, keys: [NEWER_KEY, KEY] });
    await keeping(cut)();

    expect(events).toContain('keep-alive-given-up');
    expect(calls).toBe(5);
    expect(await stateOf()).toBe('installed');
    await cut.end();
  });
});

describe('tokens under an older key', () => {
  it('are sealed anew by the hourly job', async () => {
    await process.end();
    const older = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys: [KEY] });
    await older.connect(createSessionToken(local.shop, APP));
    await older.end();
    process = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys: [NEWER_KEY, KEY] });
    clock.advance(MINUTE);

    await keeping(process)();
    await keeping(process)();

    expect(events.filter((event) => event === 'tokens-resealed')).toHaveLength(1);
    const newest = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys: [NEWER_KEY] });
    expect((await newest.tokens.fresh(SHOP)).ok).toBe(true);
    await newest.end();
  });
});

import { afterEach, beforeEach, expect } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createParkedRequests } from '../../src/server/db/parked-requests.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { createFollowUp } from '../../src/server/domain/connect-shop.ts';
import { createKeepShops } from '../../src/server/domain/keep-shops.ts';
import type { ParkedRequests } from '../../src/server/domain/parked-requests.ts';
import type { LogEvent } from '../../src/server/domain/ports.ts';
import { SHOP } from './service-under-test.ts';
import {
  APP,
  HOUR,
  KEY,
  localInstall,
  NEWER_KEY,
  tokenProcess,
  type LocalInstall,
  type TokenProcess,
} from './token-process.ts';
import { useWork, type Work } from './work.ts';

export const QUEUE = 'access-requests';

/** A shop that is connected, and what the service does for it every hour. */
export interface ShopKeeping extends Work {
  readonly local: LocalInstall;
  /** Ended after the test, whichever it is by then. */
  process: TokenProcess;
  /** Ids of requests that got a job. */
  readonly jobs: readonly string[];
  /** While true, no job can be added. */
  jobsFail: boolean;
  /** Shops for which all was done that follows a connection. */
  readonly followed: readonly string[];
  /** Of the log. */
  readonly events: readonly LogEvent[];
  /** What runs every hour. */
  readonly keep: () => Promise<void>;
  readonly keeping: (process: TokenProcess) => () => Promise<void>;
  readonly parked: () => ParkedRequests;
  /** How often Shopify renewed a token. */
  readonly renewals: () => number;
  readonly stateOf: () => Promise<string | undefined>;
  /** Two hours later, Shopify refuses to renew the shop's tokens. */
  readonly refuse: () => Promise<void>;
  /** @returns the id of a request that came just now */
  readonly keptRequest: () => Promise<string>;
}

/** Sets all of it up for the test file that calls this. */
export function setUpShopKeeping(): ShopKeeping {
  const work = useWork(['shop', 'parked_request', 'access_request']);
  const { database } = work;
  let local: LocalInstall;
  let process: TokenProcess;
  let jobs: string[];
  let followed: string[];
  let events: LogEvent[];

  beforeEach(async () => {
    const { clock } = work;
    local = localInstall(clock);
    process = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch, keys: [NEWER_KEY, KEY] });
    jobs = [];
    followed = [];
    events = [];
    setting.jobsFail = false;
    await process.connect(createSessionToken(local.shop, APP));
  });
  afterEach(() => process.end());

  const setting: ShopKeeping = {
    database,
    jobsFail: false,
    get pool() {
      return work.pool;
    },
    get clock() {
      return work.clock;
    },
    get local() {
      return local;
    },
    get process() {
      return process;
    },
    set process(other) {
      process = other;
    },
    get jobs() {
      return jobs;
    },
    get followed() {
      return followed;
    },
    get events() {
      return events;
    },
    keep: () => setting.keeping(process)(),
    keeping({ records, tokens }) {
      const { clock } = work;
      const note = (event: LogEvent) => void events.push(event);
      const log = { info: note, warn: note, error: note };
      const more = async (shop: string) => void followed.push(shop);
      const parked = setting.parked();
      const followUp = createFollowUp({ records, parked, clock, log, more });
      return createKeepShops({ records, tokens, parked, followUp, clock, log });
    },
    parked: () =>
      createParkedRequests(work.pool, {
        [QUEUE]: async (ids) => {
          if (setting.jobsFail) throw new Error('no queue');
          jobs.push(...ids);
        },
      }),
    renewals: () => local.shop.appTokens.given.renewed,
    stateOf: () => process.records.stateOf(SHOP),
    async refuse() {
      local.shop.setQuirks({ appTokensRenew: false });
      work.clock.advance(2 * HOUR);
      await process.tokens.fresh(SHOP);
      expect(await setting.stateOf()).toBe('needs-reconnect');
    },
    async keptRequest() {
      const now = work.clock.now();
      const id = newRequestId(now);
      await database.query(
        `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
          VALUES ($1, $2, '', '', 'en', $3)`,
        [id, SHOP, new Date(now)],
      );
      return id;
    },
  };
  return setting;
}

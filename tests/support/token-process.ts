import { createOAuth, type AppCredentials } from '../../src/devstore/shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { createKeyRing } from '../../src/server/db/key-ring.ts';
import { createPool } from '../../src/server/db/pools.ts';
import { createShopifyGate } from '../../src/server/db/shopify-gate.ts';
import { createShopRecords } from '../../src/server/db/shops.ts';
import { createConnectShop } from '../../src/server/domain/connect-shop.ts';
import type { Circuits, Gate } from '../../src/server/domain/gate-ports.ts';
import { createShopTokens, type ShopTokens } from '../../src/server/domain/shop-tokens.ts';
import type { ShopRecords, TokenOffice } from '../../src/server/domain/shop-ports.ts';
import type { Log } from '../../src/server/domain/ports.ts';
import { createTokenOffice } from '../../src/server/shopify/oauth.ts';
import { silentLog } from './silent-log.ts';
import { SECRET, SHOP, type MovableClock } from './service-under-test.ts';

export const APP: AppCredentials = { apiKey: 'client-id-for-tests', apiSecret: SECRET };
export const KEY = Buffer.alloc(32, 11);
export const NEWER_KEY = Buffer.alloc(32, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A shop that the app can be installed in, with its token endpoint as a `fetch`. */
export interface LocalInstall {
  readonly shop: ControlledShop;
  readonly fetch: typeof globalThis.fetch;
}

export function localInstall(clock: MovableClock): LocalInstall {
  const shop = createLocalShop({ clock, domain: SHOP });
  const answer = createOAuth(shop, APP);
  return {
    shop,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).pathname !== '/admin/oauth/access_token') throw new Error('not modelled here');
      try {
        return await answer(request);
      } catch (error) {
        throw new TypeError('fetch failed', { cause: error });
      }
    },
  };
}

/** As much of a process as deals with tokens, with connections of its own. */
export interface TokenProcess {
  readonly records: ShopRecords;
  readonly tokens: ShopTokens;
  readonly office: TokenOffice;
  /** Those who wait are not spread. */
  readonly gate: Gate & Circuits;
  connect(sessionToken: string): Promise<string>;
  end(): Promise<void>;
}

export function tokenProcess(options: {
  readonly databaseUrl: string;
  readonly clock: MovableClock;
  readonly fetch: typeof globalThis.fetch;
  readonly keys?: readonly Uint8Array[];
  readonly log?: Log;
}): TokenProcess {
  const { databaseUrl, clock, fetch, keys = [KEY], log = silentLog } = options;
  const pool = createPool({ url: databaseUrl, name: 'test-quick', max: 4, timeoutMs: 5_000 }, silentLog);
  const holdPool = createPool({ url: databaseUrl, name: 'test-hold', max: 3, timeoutMs: 15_000 }, silentLog);
  const records = createShopRecords({ pool, holdPool, ring: createKeyRing('tokens', keys) });
  const originOf = (domain: string) => `https://${domain}`;
  const gate = createShopifyGate({ pool, clock, log, spread: () => 0 });
  const office = createTokenOffice({ ...APP, originOf, clock, fetch, gate });
  const followUp = async () => undefined;
  const connect = createConnectShop({ records, office, clock, log, followUp });
  return {
    records,
    office,
    gate,
    tokens: createShopTokens({ records, office, clock, log }),
    connect: (sessionToken) => connect(SHOP, sessionToken),
    async end() {
      await Promise.all([pool.end(), holdPool.end()]);
    },
  };
}

import type { Clock } from '../contracts/clock.ts';
import type { Access } from './config-access.ts';
import type { Config } from './config.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import { createKeyRing } from './db/key-ring.ts';
import { createParkedRequests } from './db/parked-requests.ts';
import type { Pool } from './db/pools.ts';
import { createShopRecords } from './db/shops.ts';
import { createConnectShop, createFollowUp, type ConnectShop, type FollowUp } from './domain/connect-shop.ts';
import type { Gate } from './domain/gate-ports.ts';
import { createKeepShops } from './domain/keep-shops.ts';
import type { ParkedRequests } from './domain/parked-requests.ts';
import type { Log } from './domain/ports.ts';
import { createShopTokens } from './domain/shop-tokens.ts';
import type { ShopLifecycle } from './domain/webhook-ports.ts';
import { createClientSecrets } from './shopify/client-secrets.ts';
import { createInstalledShops } from './shopify/installed-shops.ts';
import { createTokenOffice } from './shopify/oauth.ts';
import { shopOfSessionToken } from './shopify/session-token.ts';
import { onlyShop, type Shops } from './shopify/shops.ts';

/** The shops of a server, whichever way it got their tokens. */
export interface ShopAccess {
  readonly shops: Shops;
  /** Every shop that can be called now. */
  domains(): Promise<readonly string[]>;
  readonly lifecycle: ShopLifecycle;
  /** Undefined for a custom app, which nobody has to connect. */
  readonly installed: InstalledAccess | undefined;
}

export interface InstalledAccess {
  readonly apiKey: string;
  /** @returns undefined for a token that is to be refused */
  readonly shopOfSessionToken: (token: string) => Promise<string | undefined>;
  readonly connect: ConnectShop;
  /** What is to be run every hour, by one process. */
  readonly keep: () => Promise<void>;
  readonly parked: ParkedRequests;
}

export interface ShopAccessDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  /** For statements that end at once; and for waiting while Shopify renews a token. Ended by their owner. */
  readonly pools: { readonly quick: Pool; readonly hold: Pool };
  /** Before the endpoint that gives tokens; everything passes unless given. */
  readonly gate?: Gate | undefined;
  /** By the name of the queue. */
  readonly addJobs: Readonly<Record<string, AddJobs>>;
  /** What else a newly connected shop needs; may be called again after it was done. */
  readonly afterConnect?: FollowUp;
}

/** Puts together who is served and with which tokens. */
export function createShopAccess(deps: ShopAccessDeps): ShopAccess {
  const { access } = deps.config;
  return access.kind === 'custom-app' ? customApp(deps.config, access) : installedApp(deps, access);
}

/** The one shop of a custom app. */
export function configuredShop({ shopDomain = '', shopifyOrigin = '' }: Config, access: Access): Shops {
  if (access.kind !== 'custom-app') throw new RangeError('Shops install this app: none is configured.');
  const { adminToken, storefrontToken } = access;
  return onlyShop({ domain: shopDomain, origin: shopifyOrigin, adminToken, storefrontToken });
}

function customApp(config: Config, access: Access): ShopAccess {
  return {
    shops: configuredShop(config, access),
    domains: async () => (config.shopDomain === undefined ? [] : [config.shopDomain]),
    // A custom app is gone when its tokens are; the environment knows of no state.
    lifecycle: { markUninstalled: async () => undefined, noteScopes: async () => undefined },
    installed: undefined,
  };
}

function installedApp(
  { config, clock, log, fetch, pools, gate, addJobs, afterConnect = async () => undefined }: ShopAccessDeps,
  { apiKey, tokenKeys }: Extract<Access, { kind: 'installed' }>,
): ShopAccess {
  const { apiSecrets, shopifyOrigin } = config;
  const secrets = createClientSecrets(apiSecrets);
  const originOf = (shop: string) => shopifyOrigin ?? `https://${shop}`;
  const ring = createKeyRing('tokens', tokenKeys);
  const records = createShopRecords({ pool: pools.quick, holdPool: pools.hold, ring });
  const office = createTokenOffice({ apiKey, apiSecret: secrets.newest, originOf, clock, fetch, gate });
  const tokens = createShopTokens({ records, office, clock, log });
  const parked = createParkedRequests(pools.quick, addJobs);
  const followUp = createFollowUp({ records, parked, clock, log, more: afterConnect });

  return {
    shops: createInstalledShops({ records, tokens, originOf, clock }),
    domains: () => records.domains(),
    lifecycle: {
      async markUninstalled(shop, at) {
        if (await records.uninstall(shop, at)) log.info('shop-uninstalled', { shop });
      },
      noteScopes: (shop, scopes, at) => records.noteScopes(shop, scopes.join(','), at),
    },
    installed: {
      apiKey,
      shopOfSessionToken: (token) => shopOfSessionToken(token, { apiKey, secrets, now: clock.now() }),
      connect: createConnectShop({ records, office, clock, log, followUp }),
      keep: createKeepShops({ records, tokens, parked, followUp, clock, log }),
      parked,
    },
  };
}

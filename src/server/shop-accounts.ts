import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import type { Pool } from './db/pools.ts';
import { createAccountsRecords } from './db/shop-accounts.ts';
import { createAccountsMemory, createSignInWith, type AskSignInWith } from './domain/accounts-memory.ts';
import { createCheckAccounts } from './domain/check-accounts.ts';
import { createFollowAccounts, tellingOfAccounts, type FollowAccounts } from './domain/follow-accounts.ts';
import type { Gate } from './domain/gate-ports.ts';
import type { Outcome } from './domain/outcome.ts';
import type { CustomerAccounts, Log } from './domain/ports.ts';
import type { ShopAccess } from './shop-access.ts';
import { createAccountsAtShopify } from './shopify/accounts-at-shopify.ts';

export interface ShopAccounts {
  /** For whoever answers a shopper: from memory, never from Shopify. */
  readonly signInWith: AskSignInWith;
  readonly follow: Pick<FollowAccounts, 'seen' | 'tell'>;
  /** Customers' accounts that tell which accounts the shop has with every look-up. */
  readonly telling: (accounts: CustomerAccounts) => CustomerAccounts;
  /** What a worker does with the job of a shop. */
  readonly check: (id: string) => Promise<Outcome>;
  /** Has Shopify asked about a shop that was connected just now. */
  readonly afterConnect: (shop: string) => Promise<void>;
  /**
   * Has Shopify asked as soon as a worker is there: about the shop of a custom app, which nobody connects, and about
   * shops that were connected before anybody asked.
   */
  readonly started: () => Promise<void>;
  /** Has Shopify asked about every shop that can be called: what is to be run once a day, by one process. */
  readonly daily: () => Promise<void>;
}

/** Puts together who knows which accounts a shop has. */
export function createShopAccounts(deps: {
  readonly config: Pick<Config, 'access' | 'accountsCheck'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  /** For work, and for reading while a shopper waits. Ended by their owner. */
  readonly pools: { readonly work: Pool; readonly accounts: Pool };
  readonly shopAccess: Pick<ShopAccess, 'shops' | 'domains'>;
  /** Adds the jobs that ask Shopify. */
  readonly addJobs: AddJobs;
  readonly gate?: Gate | undefined;
  readonly startRebuild: (shop: string, anew: boolean) => Promise<void>;
}): ShopAccounts {
  const { config, clock, log, fetch, pools, shopAccess, gate, startRebuild } = deps;
  const { accountsCheck: asks, access } = config;
  const addJobs: AddJobs = asks ? deps.addJobs : async () => undefined;
  const records = createAccountsRecords({ pool: pools.work, quick: pools.accounts, addJobs });
  const memory = createAccountsMemory({ read: records.versionOf, clock });
  const follow = createFollowAccounts({ clock, log, records, memory, startRebuild });
  const shopify = createAccountsAtShopify({ shops: shopAccess.shops, fetch, gate });
  const ask = async (shops: readonly string[]) => {
    if (asks) await follow.ask(shops);
  };
  return {
    signInWith: createSignInWith(memory),
    follow,
    telling: (accounts) => tellingOfAccounts(accounts, { follow, clock }),
    check: createCheckAccounts({ clock, log, records, shopify, follow }),
    afterConnect: (shop) => ask([shop]),
    async started() {
      const shops = await shopAccess.domains();
      await ask(access.kind === 'custom-app' ? shops : await records.unknown(shops));
    },
    daily: async () => ask(await shopAccess.domains()),
  };
}

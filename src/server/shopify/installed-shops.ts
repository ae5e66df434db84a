import type { Clock } from '../../contracts/clock.ts';
import { ok } from '../../contracts/result.ts';
import type { ShopRecords } from '../domain/shop-ports.ts';
import type { ShopTokens } from '../domain/shop-tokens.ts';
import type { Shop, Shops } from './shops.ts';

/** For how long another process may have changed something without being heard. */
const KEPT_MS = 10_000;

/** More than one process ever serves at once; the oldest go first. */
const MOST_KEPT = 20_000;

/**
 * The shops that installed the app, as the database has them, remembered for seconds.
 *
 * The Admin token is the private token of the Storefront API as well, which is what Shopify's own client makes of it
 * (`lib/clients/storefront/client.ts` of @shopify/shopify-api): see docs/decisions/0018.
 */
export function createInstalledShops(deps: {
  readonly records: Pick<ShopRecords, 'stateOf'>;
  readonly tokens: Pick<ShopTokens, 'fresh'>;
  readonly originOf: (domain: string) => string;
  readonly clock: Clock;
}): Shops {
  const { records, tokens, originOf, clock } = deps;
  const served = createMemory<boolean>(clock);
  const accesses = createMemory<Shop>(clock);

  return {
    async serves(domain) {
      const known = served.get(domain);
      if (known !== undefined) return known;
      try {
        const state = await records.stateOf(domain);
        // A shop that needs to be reconnected is served: its requests wait.
        const isServed = state === 'installed' || state === 'needs-reconnect';
        served.set(domain, isServed, KEPT_MS);
        return isServed;
      } catch (error) {
        // What needs no database goes on without it.
        const before = served.last(domain);
        if (before === undefined) throw error;
        return before;
      }
    },

    async access(domain) {
      const known = accesses.get(domain);
      if (known !== undefined) return ok(known);
      const fresh = await tokens.fresh(domain);
      // Never remembered: after a reconnection nothing may be parked on hearsay.
      if (!fresh.ok) return fresh;
      const { adminToken, usableUntil = Infinity } = fresh.value;
      const shop: Shop = { domain, origin: originOf(domain), adminToken, storefrontToken: adminToken };
      accesses.set(domain, shop, Math.min(KEPT_MS, usableUntil - clock.now()));
      return ok(shop);
    },
  };
}

function createMemory<Value>(clock: Clock) {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key: string): Value | undefined {
      const found = kept.get(key);
      return found !== undefined && found.until > clock.now() ? found.value : undefined;
    },
    /** However old. */
    last: (key: string): Value | undefined => kept.get(key)?.value,
    set(key: string, value: Value, forMs: number): void {
      kept.delete(key);
      kept.set(key, { value, until: clock.now() + forMs });
      if (kept.size <= MOST_KEPT) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    },
  };
}

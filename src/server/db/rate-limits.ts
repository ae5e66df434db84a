import type { Clock } from '../../contracts/clock.ts';
import { networkOf } from '../domain/network-of.ts';
import type { RequestLimits } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import type { Pool } from './pools.ts';
import { createShopUsual, WEEK } from './shop-usual.ts';
import { createWindowCounts, type Count, type Counted } from './window-counts.ts';

const HOUR = 3_600;
const TEN_MINUTES = 600;

/** How often counts of windows that are over are thrown away. */
const TIDY_EVERY_SECONDS = 600;

/** Networks of which something is remembered until their next request; nobody can fill the memory. */
const NETWORKS = 10_000;

/** Shops whose hash is remembered: the same few ask all the time. */
const SHOPS = 10_000;

const NONE: Counted = { points: 0, newAddresses: 0 };

/**
 * Counts by the network that asks, by the address asked for and by the shop, in fixed windows of the injected clock:
 * the number of the window is part of the key. PostgreSQL counts, so the limits hold for all processes together.
 *
 * One statement for all requests that arrive together. Measured beside rate-limiter-flexible, which takes one for
 * every count of every request, in docs/decisions/0021.
 */
export function createRequestLimits(deps: {
  /** Best with `synchronous_commit=off`: a count that a crash forgets is no loss. */
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly clock: Clock;
  readonly addressPerHour: number;
  readonly ipPer10Minutes: number;
  /** Of all shoppers together. */
  readonly shopPerHour: number;
  /** Begins the keys of what is counted apart from way-in requests. */
  readonly prefix?: string;
}): RequestLimits {
  const { pool, vault, clock, prefix = '' } = deps;
  const counts = createWindowCounts(pool);
  const usual = createShopUsual(pool);
  /** Whether an address is new is known too late for its own network's count, so the network's next one takes it along. */
  const newAddresses = new Map<string, number>();
  /** Networks over their limit, with the end of that window. */
  const over = new Map<string, number>();
  const shopHashes = new Map<string, string>();
  let tidyAt = 0;

  async function tidy(now: number): Promise<void> {
    if (now < tidyAt) return;
    tidyAt = now + TIDY_EVERY_SECONDS;
    newAddresses.clear();
    over.clear();
    await counts.close(now, now - WEEK);
  }

  function hashOfShop(shop: string): string {
    const known = shopHashes.get(shop);
    if (known !== undefined) return known;
    const hash = vault.hashOther(shop).toString('base64url');
    if (shopHashes.size < SHOPS) shopHashes.set(shop, hash);
    return hash;
  }

  function noteNewAddress(network: string): void {
    const before = newAddresses.get(network);
    if (before !== undefined || newAddresses.size < NETWORKS) newAddresses.set(network, (before ?? 0) + 1);
  }

  function countFor(kind: string, hash: string, windowEnds: number, noted = 0) {
    return { key: `${prefix}${kind}:${windowEnds}:${hash}`, windowEnds, add: 1, newAddresses: noted };
  }

  /** What was counted for a request that is refused by another limit counts for nobody. */
  async function takeBack(counted: readonly Count[]): Promise<void> {
    await counts.count(counted.map((count) => ({ ...count, add: -1 }))).catch(() => undefined);
  }

  return {
    async count(request) {
      const { shop, buyerIp } = request;
      const now = Math.floor(clock.now() / 1000);
      // Counts that are over are in nobody's way: failing to drop them must not fail a request.
      tidy(now).catch(() => undefined);

      const networkEnds = endOfWindow(now, TEN_MINUTES);
      const networkRenewsIn = networkEnds - now;
      const networkHash = vault.hashOther(networkOf(buyerIp)).toString('base64url');
      const noted = newAddresses.get(networkHash) ?? 0;
      newAddresses.delete(networkHash);
      const networkCount = countFor('network', networkHash, networkEnds, noted);

      const hourEnds = endOfWindow(now, HOUR);
      const renewsIn = hourEnds - now;
      const shopHash = hashOfShop(shop);
      const shopCount = countFor('shop', shopHash, hourEnds);
      const addressHash = vault.hashOf(request).toString('base64url');
      const others = [countFor('address', addressHash, hourEnds), shopCount];

      // A network that is over its limit cannot use up the limit of somebody's address. The first such request of a
      // window is taken back; of later ones nothing but the network is counted until that is known.
      const apart = over.get(networkHash) === networkEnds;
      const [network = NONE, ...atOnce] = await counts.count([networkCount, ...(apart ? [] : others)]);
      if (network.points > deps.ipPer10Minutes) {
        if (over.size < NETWORKS) over.set(networkHash, networkEnds);
        if (!apart) await takeBack(others);
        return { kind: 'limited', retryAfterSeconds: networkRenewsIn };
      }
      const [address = NONE, whole = NONE] = apart ? await counts.count(others) : atOnce;
      if (address.points > deps.addressPerHour) {
        // Who is over a limit of their own uses up nothing of the shop's.
        await takeBack([shopCount]);
        return { kind: 'limited', retryAfterSeconds: renewsIn };
      }
      if (address.points === 1) noteNewAddress(networkHash);
      if (whole.points > deps.shopPerHour) return { kind: 'limited', retryAfterSeconds: renewsIn };
      return {
        kind: 'within',
        signs: {
          network: {
            requests: network.points,
            newAddresses: network.newAddresses,
            renewsIn: networkRenewsIn,
          },
          shop: { requests: whole.points, usual: usual.perHour(shopHash, now), renewsIn },
        },
      };
    },
  };
}

function endOfWindow(now: number, seconds: number): number {
  return (Math.floor(now / seconds) + 1) * seconds;
}

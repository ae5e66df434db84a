import type { Clock } from '../../contracts/clock.ts';
import { networkOf } from '../domain/network-of.ts';
import type { RequestLimits } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import type { Pool } from './pools.ts';
import { createShopUsual, WEEK } from './shop-usual.ts';
import { createWindowCounts, type Counted } from './window-counts.ts';

const HOUR = 3_600;
const TEN_MINUTES = 600;

/** How often counts of windows that are over are thrown away. */
const TIDY_EVERY_SECONDS = 600;

/** Networks whose new addresses are remembered until their next request; nobody can fill the memory. */
const NETWORKS = 10_000;

const NONE: Counted = { points: 0, newAddresses: 0 };

/**
 * Counts by the network that asks, by the address asked for and by the shop, in fixed windows of the injected clock:
 * the number of the window is part of the key. PostgreSQL counts, so the limits hold for all processes together.
 *
 * Two statements for all requests that arrive together. Measured beside rate-limiter-flexible, which takes one for
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
  // Apart, so that those who wait for the second statement are not held up by those who begin.
  const networks = createWindowCounts(pool);
  const others = createWindowCounts(pool);
  const usual = createShopUsual(pool);
  /** Whether an address is new is known too late for its own network's count, so the network's next one takes it along. */
  const newAddresses = new Map<string, number>();
  let tidyAt = 0;

  async function tidy(now: number): Promise<void> {
    if (now < tidyAt) return;
    tidyAt = now + TIDY_EVERY_SECONDS;
    newAddresses.clear();
    await networks.close(now, now - WEEK);
  }

  function noteNewAddress(network: string): void {
    const before = newAddresses.get(network);
    if (before !== undefined || newAddresses.size < NETWORKS) newAddresses.set(network, (before ?? 0) + 1);
  }

  function countFor(kind: string, hash: string, windowEnds: number, noted = 0) {
    return { key: `${prefix}${kind}:${windowEnds}:${hash}`, windowEnds, add: 1, newAddresses: noted };
  }

  return {
    async count({ shop, email, buyerIp }) {
      const now = Math.floor(clock.now() / 1000);
      // Counts that are over are in nobody's way: failing to drop them must not fail a request.
      tidy(now).catch(() => undefined);

      // The network first: one that is over its limit cannot use up the limit of somebody's address.
      const networkEnds = endOfWindow(now, TEN_MINUTES);
      const networkHash = vault.hashOther(networkOf(buyerIp)).toString('base64url');
      const noted = newAddresses.get(networkHash) ?? 0;
      newAddresses.delete(networkHash);
      const [network = NONE] = await networks.count([countFor('network', networkHash, networkEnds, noted)]);
      const networkRenewsIn = networkEnds - now;
      if (network.points > deps.ipPer10Minutes)
        return { kind: 'limited', retryAfterSeconds: networkRenewsIn };

      const hourEnds = endOfWindow(now, HOUR);
      const renewsIn = hourEnds - now;
      const shopHash = vault.hashOther(shop).toString('base64url');
      const shopCount = countFor('shop', shopHash, hourEnds);
      const [address = NONE, whole = NONE] = await others.count([
        countFor('address', vault.hash(shop, email).toString('base64url'), hourEnds),
        shopCount,
      ]);
      if (address.points > deps.addressPerHour) {
        // Who is over a limit of their own uses up nothing of the shop's.
        others.count([{ ...shopCount, add: -1 }]).catch(() => undefined);
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

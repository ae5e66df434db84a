import type { Clock } from '../../contracts/clock.ts';
import { networkOf } from './network-of.ts';
import { createRequestCounts } from './request-counts.ts';

/** Where stolen passwords are known: rejects when there is no usable answer. */
export interface HashRanges {
  /** @param prefix five hexadecimal characters in upper case */
  read(prefix: string): Promise<string>;
}

export interface HashRangeQuestion {
  readonly shop: string;
  /** The shopper's address on the internet, or undefined when no trustworthy one came along. */
  readonly buyerIp: string | undefined;
  /** Five hexadecimal characters in either case. */
  readonly prefix: string;
}

export type HashRangeAnswer =
  | { readonly kind: 'found'; readonly range: string }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' };

/** Looks up the stolen passwords whose hash begins in a certain way. Never rejects; changes and logs nothing. */
export type LookUpHashRange = (question: HashRangeQuestion) => Promise<HashRangeAnswer>;

const MINUTES = 60_000;

/** Somebody who tries one password after the other stays far below; an office behind one address does too. */
const PER_NETWORK = { limit: 120, windowMs: 10 * MINUTES };
const PER_SHOP = { limit: 6_000, windowMs: 10 * MINUTES };

/** Some 20 MB when full. The data behind it changes a few times a year. */
const KEPT = 500;
const KEPT_FOR_MS = 24 * 60 * MINUTES;

/** Questions under way at once; more are turned away, because advice that comes late is of no use. */
const AT_ONCE = 8;

/**
 * Bounded in every direction, and all of it in memory, for each process by itself: a look-up must not cost a write,
 * and a limit that a second process doubles still keeps anybody from using us as a relay.
 */
export function createLookUpHashRange(deps: {
  readonly ranges: HashRanges;
  readonly clock: Clock;
}): LookUpHashRange {
  const { ranges, clock } = deps;
  const networks = createRequestCounts(clock, PER_NETWORK);
  const shops = createRequestCounts(clock, PER_SHOP);
  /** The one that was asked for last stands last. */
  const kept = new Map<string, { readonly range: string; readonly until: number }>();
  const underWay = new Map<string, Promise<string>>();

  function remembered(prefix: string): string | undefined {
    const entry = kept.get(prefix);
    kept.delete(prefix);
    if (entry === undefined || entry.until <= clock.now()) return undefined;
    kept.set(prefix, entry);
    return entry.range;
  }

  function keep(prefix: string, range: string): void {
    const [oldest] = kept.keys();
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(prefix, { range, until: clock.now() + KEPT_FOR_MS });
  }

  async function readAndKeep(prefix: string): Promise<string> {
    const range = await ranges.read(prefix);
    keep(prefix, range);
    return range;
  }

  /** Who asks for what is being read already gets the same answer. */
  function read(prefix: string): Promise<string> {
    const reading = underWay.get(prefix) ?? readAndKeep(prefix).finally(() => underWay.delete(prefix));
    underWay.set(prefix, reading);
    return reading;
  }

  return async ({ shop, buyerIp, prefix: given }) => {
    const wait = networks.secondsToWait(networkOf(buyerIp)) ?? shops.secondsToWait(shop);
    if (wait !== undefined) return { kind: 'limited', retryAfterSeconds: wait };

    const prefix = given.toUpperCase();
    const known = remembered(prefix);
    if (known !== undefined) return { kind: 'found', range: known };

    if (!underWay.has(prefix) && underWay.size >= AT_ONCE) return { kind: 'unavailable' };
    try {
      return { kind: 'found', range: await read(prefix) };
    } catch {
      return { kind: 'unavailable' };
    }
  };
}

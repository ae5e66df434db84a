/** Of the places of one process, so many may be held by jobs of one shop that take long. */
const MOST_SLOW = 12;

/** A call that is answered takes a fraction of this. */
const SLOW_MS = 2_000;

/** Who holds the places of this process. */
export interface Places {
  /** @returns what gives the place back, or undefined where the shop holds too many that it does not get done with */
  take(shop: string): (() => void) | undefined;
}

/**
 * Keeps a shop whose Shopify answers, but slowly, from holding all places: its circuit never opens, and its jobs
 * would be in front of everybody's. A shop that is quick may have them all.
 *
 * @param now milliseconds, from anywhere; only differences count
 */
export function createPlaces(now: () => number): Places {
  const began = new Map<string, Set<{ readonly at: number }>>();

  return {
    take(shop) {
      const held = began.get(shop) ?? new Set();
      const slow = [...held].filter(({ at }) => now() - at > SLOW_MS).length;
      if (slow >= MOST_SLOW) return undefined;
      const place = { at: now() };
      held.add(place);
      began.set(shop, held);
      return () => {
        held.delete(place);
        if (held.size === 0) began.delete(shop);
      };
    },
  };
}

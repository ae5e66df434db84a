/** Of the places of one process, so many may be held by jobs of one shop that take long. */
const MOST_SLOW = 12;

/** A call that is answered takes a fraction of this. */
const SLOW_MS = 2_000;

/** When a job comes back for which there was no place; the more of them there are, the later, up to a limit. */
const COME_BACK = { leastSeconds: 3, mostSeconds: 300, jobsASecond: 4 };

/** `free`: give the place back when done. Otherwise come back later. */
export type Place =
  | { readonly kind: 'free'; readonly leave: () => void }
  | { readonly kind: 'none'; readonly afterSeconds: number };

/** Who holds the places of this process. */
export interface Places {
  take(shop: string): Place;
}

interface Held {
  readonly jobs: Set<{ readonly at: number }>;
  /** How many were sent away and have not come back, as far as this process knows. */
  away: number;
}

/**
 * Keeps a shop whose Shopify answers, but slowly, from holding all places: its circuit never opens, and its jobs
 * would be in front of everybody's. A shop that is quick may have them all. A pile of a slow shop's comes back as
 * quickly as it can be worked on, not all at once every few seconds.
 *
 * @param now milliseconds, from anywhere; only differences count
 */
export function createPlaces(now: () => number): Places {
  const shops = new Map<string, Held>();

  return {
    take(shop) {
      const held = shops.get(shop) ?? { jobs: new Set(), away: 0 };
      const slow = [...held.jobs].filter(({ at }) => now() - at > SLOW_MS).length;
      if (slow >= MOST_SLOW) {
        const { leastSeconds, mostSeconds, jobsASecond } = COME_BACK;
        const afterSeconds = Math.min(mostSeconds, leastSeconds + Math.floor(held.away / jobsASecond));
        held.away += 1;
        return { kind: 'none', afterSeconds };
      }
      const job = { at: now() };
      held.jobs.add(job);
      held.away = Math.max(0, held.away - 1);
      shops.set(shop, held);
      const leave = () => {
        held.jobs.delete(job);
        if (held.jobs.size === 0) shops.delete(shop);
      };
      return { kind: 'free', leave };
    },
  };
}

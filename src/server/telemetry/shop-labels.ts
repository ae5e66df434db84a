import type { Clock } from '../../contracts/clock.ts';

/** The name under which all other shops are counted together. */
export const OTHER = 'other';

/** How many shops are tallied at once, for each one that has a name; those beyond wait for the next round. */
const TALLIED = 50;

export interface ShopLabels {
  /** Tallies the shop and says what to count it under: its name, or {@link OTHER}. */
  readonly labelOf: (shop: string | undefined) => string;
}

/**
 * Bounds how many shops metrics are told apart by: the `top` busiest of the last round have names. The first ones
 * are named as they come. Counters of a shop that loses its name are to be removed (`onDropped`); Prometheus takes its
 * return for a restart of the counter, so that rates stay right.
 *
 * @param options.everyMs how long a round is
 */
export function createShopLabels(options: {
  readonly top: number;
  readonly clock: Clock;
  readonly onDropped: (shop: string) => void;
  readonly everyMs?: number;
}): ShopLabels {
  const { top, clock, onDropped, everyMs = 600_000 } = options;
  let named = new Set<string>();
  let tallies = new Map<string, number>();
  let roundEnds = clock.now() + everyMs;

  function startRound(now: number): void {
    const busiest = [...tallies].toSorted(([, a], [, b]) => b - a).slice(0, top);
    const next = new Set(busiest.map(([shop]) => shop));
    // Quiet shops keep their names as long as nobody else needs the room.
    for (const shop of named) if (next.size < top) next.add(shop);
    for (const shop of named) if (!next.has(shop)) onDropped(shop);
    named = next;
    tallies = new Map();
    roundEnds = now + everyMs;
  }

  return {
    labelOf(shop) {
      if (shop === undefined) return 'none';
      const now = clock.now();
      if (now >= roundEnds) startRound(now);
      const tally = tallies.get(shop);
      if (tally !== undefined || tallies.size < top * TALLIED) tallies.set(shop, (tally ?? 0) + 1);
      if (named.size < top) named.add(shop);
      return named.has(shop) ? shop : OTHER;
    },
  };
}

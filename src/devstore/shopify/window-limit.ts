import type { Clock } from '../../contracts/clock.ts';

/** So many within any window of this length. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

export interface WindowLimit {
  /** Is one more allowed for this key? If so it is counted. A limit of null allows everything. */
  allows(key: string, limit: Limit | null): boolean;
  clear(): void;
}

/** Counts what happened within a sliding window, by this clock. */
export function createWindowLimit(clock: Clock): WindowLimit {
  const times = new Map<string, readonly number[]>();
  return {
    clear: () => times.clear(),
    allows(key, limit) {
      const now = clock.now();
      const recent = (times.get(key) ?? []).filter((time) => limit === null || time > now - limit.windowMs);
      if (limit !== null && recent.length >= limit.count) return false;
      times.set(key, [...recent, now]);
      return true;
    },
  };
}

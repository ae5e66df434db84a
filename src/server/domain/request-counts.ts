import type { Clock } from '../../contracts/clock.ts';

export interface RequestCounts {
  /**
   * Counts one request.
   *
   * @returns undefined while within the limit, else whole seconds until the window rolls over
   */
  secondsToWait(key: string): number | undefined;
}

/** Keys counted apart in one window; all beyond share a count, so that nobody can fill the memory with keys. */
const KEYS = 10_000;
const ALL_OTHERS = '';

/**
 * Counts in the memory of this process, in fixed windows of the injected clock. For what is cheap and harmless;
 * what must hold for all processes together is counted by PostgreSQL.
 */
export function createRequestCounts(
  clock: Clock,
  { limit, windowMs }: { readonly limit: number; readonly windowMs: number },
): RequestCounts {
  const counts = new Map<string, number>();
  let windowEnds = 0;

  return {
    secondsToWait(asked) {
      const now = clock.now();
      if (now >= windowEnds) {
        counts.clear();
        windowEnds = (Math.floor(now / windowMs) + 1) * windowMs;
      }
      const key = counts.has(asked) || counts.size < KEYS ? asked : ALL_OTHERS;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= limit ? undefined : Math.ceil((windowEnds - now) / 1000);
    },
  };
}

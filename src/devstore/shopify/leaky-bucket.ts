import type { Clock } from '../../contracts/clock.ts';

/** `extensions.cost.throttleStatus` of the Admin API, in points. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** Points per second. */
  readonly restoreRate: number;
}

export interface LeakyBucket {
  /** Takes points if there are enough; otherwise takes nothing. */
  take(points: number): { readonly taken: boolean; readonly status: ThrottleStatus };
  /** Gives back what a query was charged beyond its actual cost. */
  refund(points: number): ThrottleStatus;
  status(): ThrottleStatus;
  /** Makes it full. */
  fill(): void;
}

/** Recorded together: 2,000 points at 100 a second. */
const SECONDS_OF_POINTS = 20;

/**
 * The Admin API's store of points for one app in one shop.
 *
 * @param restoreRate points per second, asked at every call because it can be switched
 */
export function createLeakyBucket(clock: Clock, restoreRate: () => number): LeakyBucket {
  let used = 0;
  let at = clock.now();

  const status = (): ThrottleStatus => {
    const rate = restoreRate();
    const now = clock.now();
    // A clock that was put back restores nothing and takes nothing away.
    used = Math.max(0, used - (Math.max(0, now - at) / 1_000) * rate);
    at = now;
    const maximumAvailable = rate * SECONDS_OF_POINTS;
    const currentlyAvailable = Math.max(0, Math.floor(maximumAvailable - used));
    return { maximumAvailable, currentlyAvailable, restoreRate: rate };
  };

  return {
    status,
    fill: () => {
      used = 0;
    },
    take(points) {
      const taken = points <= status().currentlyAvailable;
      if (taken) used += points;
      return { taken, status: status() };
    },
    refund(points) {
      used -= points;
      return status();
    },
  };
}

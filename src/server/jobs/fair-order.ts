import type { Clock } from '../../contracts/clock.ts';
import type { Lane } from '../domain/pace-ports.ts';

/** Which job goes first: pg-boss takes those with the greatest number. */
export interface FairOrder {
  /** For a job that is added now, or that is to run `afterSeconds` from now. */
  readonly priorityOf: (shop: string, lane: Lane, afterSeconds?: number) => number;
}

/** Priorities count seconds back from here, which fits PostgreSQL's integer until 2061, in each lane. */
const BEGIN_MS = Date.UTC(2026, 0, 1);
const BULK_BEHIND = 1_000_000_000;

/** Each job of a shop stands this much behind the one before: one in twenty seconds goes through without standing back. */
const STEP_MS = 20_000;

/** No job stands back further, so that the newest of others pass it for no longer. */
const FURTHEST_MS = 3_600_000;

/** More shops than this at once are looked through for those that need no remembering. */
const MANY_SHOPS = 10_000;

/**
 * A turn for each shop: jobs are ordered by the time at which they would be due if their shop asked once in twenty
 * seconds, never sooner than they come. A shop that asks more stands behind those that ask less, and waits only
 * while there are such; its jobs pass all newer ones after an hour. Bulk stands behind everything.
 *
 * This is "virtual clock" scheduling (L. Zhang, SIGCOMM 1990), with no table and no lock: each process orders what
 * it takes in, and the queue's own index does the rest. pg-boss's group concurrency, which it could be instead,
 * reads past every job of the busy shop at each fetch. The step is long, because the order holds only as long as
 * what is due in a second, a twentieth of all shops that wait, gets done in a second.
 */
export function createFairOrder(clock: Clock): FairOrder {
  const dueOf = new Map<string, number>();

  function forgetWhoIsNotBehind(now: number): void {
    if (dueOf.size < MANY_SHOPS) return;
    for (const [shop, due] of dueOf) if (due <= now) dueOf.delete(shop);
  }

  return {
    priorityOf(shop, lane, afterSeconds) {
      const now = clock.now();
      if (afterSeconds !== undefined) return priorityAt(now + afterSeconds * 1000, lane);
      forgetWhoIsNotBehind(now);
      const key = `${lane} ${shop}`;
      const due = Math.min(now + FURTHEST_MS, Math.max(now, (dueOf.get(key) ?? 0) + STEP_MS));
      dueOf.set(key, due);
      return priorityAt(due, lane);
    },
  };
}

function priorityAt(due: number, lane: Lane): number {
  return -Math.floor((due - BEGIN_MS) / 1000) - (lane === 'bulk' ? BULK_BEHIND : 0);
}

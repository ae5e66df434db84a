import { FAULT_TARGETS, type Fault, type Faults, type FaultTarget } from '../shopify/types.ts';

/** Which kinds of trouble each dependency can have: a socket has no status, only GraphQL is throttled. */
export const FAULT_KINDS: Readonly<Record<FaultTarget, readonly Fault['kind'][]>> = {
  'admin-api': ['delay', 'status', 'refuse', 'throttle'],
  'storefront-api': ['delay', 'status', 'refuse', 'throttle'],
  oauth: ['delay', 'status', 'refuse'],
  'app-proxy': ['delay', 'status', 'refuse'],
  'app-server': ['delay', 'status', 'refuse'],
  cdn: ['delay', 'status', 'refuse'],
  database: ['delay', 'refuse'],
};

export interface WatchedFaults extends Faults {
  /** Heals everything. */
  clear(): void;
  /** Calls the listener whenever somebody sets or heals a fault, not when one runs out. Returns what ends that. */
  watch(listener: () => void): () => void;
}

/**
 * Keeps what is wrong with each dependency.
 *
 * @returns faults that start out healthy; `set` throws a RangeError for a fault that the dependency cannot have
 */
export function createFaults(): WatchedFaults {
  const faults = new Map<FaultTarget, Fault>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  return {
    next(target) {
      const fault = faults.get(target);
      if (fault?.times === undefined) return fault;
      if (fault.times > 1) faults.set(target, { ...fault, times: fault.times - 1 });
      else faults.delete(target);
      return fault;
    },
    current: () => Object.fromEntries(faults),
    set(target, fault) {
      if (fault === undefined) faults.delete(target);
      else faults.set(target, checked(target, fault));
      changed();
    },
    clear() {
      faults.clear();
      changed();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function checked(target: FaultTarget, fault: Fault): Fault {
  const problem = faultProblem(target, fault);
  if (problem !== undefined) throw new RangeError(problem);
  return fault;
}

/** Something that may be a fault. */
interface FaultLike {
  readonly kind?: unknown;
  readonly ms?: unknown;
  readonly status?: unknown;
  readonly times?: unknown;
}

/** Says in a sentence why this dependency cannot have this fault, or undefined where it can. */
export function faultProblem(target: FaultTarget, fault: FaultLike): string | undefined {
  if (!FAULT_KINDS[target].some((kind) => kind === fault.kind)) {
    return `${target} can only have: ${FAULT_KINDS[target].join(', ')}.`;
  }
  if (fault.kind === 'delay' && !isWhole(fault.ms, 0, MAX_TIMER_MS)) {
    return 'A delay is a whole number of milliseconds, at most 24 days.';
  }
  if (fault.kind === 'status' && !isWhole(fault.status, 200, 599)) {
    return 'A status is a whole number from 200 to 599.';
  }
  if (fault.times !== undefined && !isWhole(fault.times, 1, Number.MAX_SAFE_INTEGER)) {
    return 'A fault happens a whole number of times, at least once.';
  }
  return undefined;
}

/** Is this the name of something that can fail? */
export function isFaultTarget(name: string): name is FaultTarget {
  return (FAULT_TARGETS as readonly string[]).includes(name);
}

// Timers of JavaScript engines count in 32 bits; a longer delay would fire at once.
const MAX_TIMER_MS = 2_147_483_647;

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}

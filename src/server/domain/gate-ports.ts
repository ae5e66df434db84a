import type { Result } from '../../contracts/result.ts';
import type { Lane } from './pace-ports.ts';

/** What of a shop is asked, `tokens` being where it gives those: each has its own troubles. */
export const DEPENDENCIES = ['admin', 'storefront', 'tokens'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** `extensions.cost.throttleStatus` of the Admin API, in points. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** Points per second. */
  readonly restoreRate: number;
}

export interface GateAsked {
  readonly shop: string;
  readonly dependency: Dependency;
  readonly lane: Lane;
  /** The most points the call may cost; 0 where nothing is counted in points. */
  readonly cost: number;
}

/** Why a call is not made now, and in how many whole seconds to try again. */
export interface Held {
  readonly problem: 'circuit-open' | 'throttled';
  readonly afterSeconds: number;
}

/** What a call that was made tells about the next. */
export interface Heard {
  /** Whatever Shopify said, it is there; false: nothing came, or nothing but a failure of the machinery (5xx). */
  readonly answered: boolean;
  readonly retryAfterSeconds?: number | undefined;
  readonly throttle?: ThrottleStatus | undefined;
}

/** The right to make one call; whoever has it tells what came of it. */
export interface Pass {
  /** Never rejects: what a mail came to must be recorded even when this cannot. */
  report(heard: Heard): Promise<void>;
}

/** Stands before every call of Shopify, one gate for each shop and dependency, shared by all processes. */
export interface Gate {
  enter(asked: GateAsked): Promise<Result<Pass, Held>>;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

/** How many shops have a circuit in that state; what is closed and untroubled is not counted. */
export interface CircuitReading {
  readonly dependency: Dependency;
  readonly state: CircuitState;
  readonly shops: number;
}

/** For whoever watches: a handful of numbers, however many shops there are. */
export interface Circuits {
  readonly read: () => Promise<readonly CircuitReading[]>;
}

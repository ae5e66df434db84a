import type { Clock } from '../../contracts/clock.ts';

/** A clock that a person or a test can move. It keeps ticking from where it was put. */
export interface ManualClock extends Clock {
  /** Moves by this many milliseconds; a negative number goes back. */
  advance(ms: number): void;
  /** Makes "now" this moment, in milliseconds since the Unix epoch. */
  set(epochMs: number): void;
  /** Back to the base clock. */
  reset(): void;
}

const systemClock: Clock = { now: () => Date.now() };

/**
 * The one clock of the local shop: real time plus whatever it was moved by.
 *
 * @param base what it follows; a test that wants time to stand still gives `{ now: () => fixed }`
 */
export function createShiftedClock(base: Clock = systemClock): ManualClock {
  let shift = 0;
  return {
    now: () => base.now() + shift,
    advance: (ms) => {
      shift += ms;
    },
    set: (epochMs) => {
      shift = epochMs - base.now();
    },
    reset: () => {
      shift = 0;
    },
  };
}

import type { Clock } from '../../contracts/clock.ts';

/** The machine's time; the only place that asks it. */
export const systemClock: Clock = { now: () => Date.now() };

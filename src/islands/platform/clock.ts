import type { Clock } from '../../contracts/clock.ts';

/** The browser's own clock. */
export const browserClock: Clock = { now: () => Date.now() };

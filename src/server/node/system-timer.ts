import type { Timer } from '../domain/timer.ts';

/** The machine's own timers. */
export const systemTimer: Timer = {
  after(milliseconds, ring) {
    const id = setTimeout(ring, milliseconds);
    return () => clearTimeout(id);
  },
};

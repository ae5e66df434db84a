import { afterEach, beforeEach, vi } from 'vitest';
import { NOW } from './opened.ts';

/** Gives each test of the file that calls this a clock of its own, which stands at `NOW`. */
export function useClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Some milliseconds pass, in which nothing runs. */
export const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

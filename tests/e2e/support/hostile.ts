import type { Page } from '@playwright/test';
import { expect } from './shop.ts';

/** Has the hostile theme fetch its sections, one after the other, and put each in place of the one that is there. */
export const refreshSections = (page: Page): Promise<void> => page.locator('[data-refresh]').click();

/** Waits until it has done so this many times; the first time it does it by itself. */
export const refreshed = (page: Page, times: number): Promise<void> =>
  expect(page.locator('html')).toHaveAttribute('data-refreshed', String(times));

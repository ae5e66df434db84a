import type { Page } from '@playwright/test';
import type { TestShop } from './shop.ts';

export const MINUTE_MS = 60_000;

/** Stops the page's clock a second from now; it was installed before the page was opened. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
}

/** Time passes for the page and for the shop alike: at one blow, as for a phone in a pocket. */
export async function pass(page: Page, shop: TestShop, ms: number): Promise<void> {
  shop.controls.clock.advance(ms);
  await page.clock.fastForward(ms);
}

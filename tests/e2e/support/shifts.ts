import type { Page } from '@playwright/test';

/** Notes from the next page on what the browser counts as a layout shift. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** By how much the page has jumped since it was opened; 0 where nothing moved. */
export async function shiftOn(page: Page): Promise<number> {
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  return shifts.reduce((sum, value) => sum + value, 0);
}

/**
 * Shows the page once it has been read to its end, and lets our loader come when it has been drawn. A busy browser
 * may draw half of a page; what the embed at the end of `body` keeps room for is not known then (docs/testing.md).
 */
export async function drawnBeforeIslands(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hidden = new CSSStyleSheet();
    hidden.replaceSync(':root { visibility: hidden }');
    document.adoptedStyleSheets = [hidden];
    document.addEventListener('DOMContentLoaded', () => (document.adoptedStyleSheets = []));
  });
  await page.route(/\/loader\.js/, async (route) => {
    await page.waitForLoadState('domcontentloaded');
    await nextFrames(page);
    await route.continue();
  });
}

export function nextFrames(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

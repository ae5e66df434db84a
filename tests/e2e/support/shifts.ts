import type { Page } from '@playwright/test';

interface Noted {
  readonly shifts: { readonly value: number; readonly what: string }[];
}

/** Notes from the next page on what the browser counts as a layout shift. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(noteShifts, true);
}

/** Notes the same on the page that is there, from now on. */
export async function watchShiftsFromNow(page: Page): Promise<void> {
  await page.evaluate(noteShifts, false);
}

/** Runs in the page. @param buffered also what moved before */
function noteShifts(buffered: boolean): void {
  const shifts: Noted['shifts'] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as unknown as {
        value: number;
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      };
      const what = sources.map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${node?.textContent?.trim().slice(0, 30)} ${from.y}+${from.height} → ${to.y}+${to.height}`,
      );
      shifts.push({ value, what: what.join(', ') });
    }
  }).observe({ type: 'layout-shift', buffered });
}

function noted(page: Page): Promise<Noted['shifts']> {
  return page.evaluate(() => (globalThis as unknown as Noted).shifts);
}

/** By how much the page has jumped since it was watched; 0 where nothing moved. */
export async function shiftOn(page: Page): Promise<number> {
  return (await noted(page)).reduce((sum, { value }) => sum + value, 0);
}

/** One line for each jump since the page was watched: by how much, and what went from where to where. */
export async function shiftsOn(page: Page): Promise<readonly string[]> {
  return (await noted(page)).map(({ value, what }) => `${value}: ${what}`);
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

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { EXAMPLES } from '../../src/devstore/examples.ts';
import { play } from './support/acts.ts';
import { expect, test, THEMES, withAndWithoutJavaScript } from './support/shop.ts';

const LOCALES = ['en', 'nb', 'de', 'fr'] as const;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const theme of THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    // The words are the same with and without a script, so the longer languages are tried with one only.
    for (const locale of javaScript ? LOCALES : LOCALES.slice(0, 1)) {
      for (const example of EXAMPLES.filter(({ needsJavaScript }) => javaScript || !needsJavaScript)) {
        test(`${example.name} on ${theme} in ${locale} has nothing for axe to find, and fits a phone`, async ({
          page,
          shop,
          browser,
        }) => {
          shop.quirks({ theme });
          await page.setViewportSize({ width: 320, height: 640 });

          await play(page, shop, example, locale);

          const audited = javaScript ? page : await asFound(page, browser);
          const { violations } = await new AxeBuilder({ page: audited }).withTags(WCAG).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          ).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, 'nothing to scroll sideways for').toBeLessThanOrEqual(0);
        });
      }
    }
  });
}

test.describe('what a page costs', () => {
  test('pages without our elements load no script of ours, embed and blocks switched on', async ({
    page,
    shop,
  }) => {
    const ours: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.includes('/extensions/')) ours.push(pathname);
    });

    for (const path of ['/', '/pages/about']) {
      await page.goto(shop.url(path));
      await page.waitForLoadState('networkidle');
    }
    expect(ours).toEqual([]);

    // The same watch does see what a page with our elements loads.
    await page.goto(shop.url('/account/login'));
    await page.waitForLoadState('networkidle');
    expect(ours.some((path) => path.endsWith('/loader.js'))).toBe(true);
  });

  test('the home page with the embed switched on carries not one byte of ours', async ({ page, shop }) => {
    shop.quirks({ embedEnabled: false, blocksPlaced: false });
    await page.goto(shop.url('/'));
    const without = await page.content();
    shop.quirks({ embedEnabled: true, blocksPlaced: true });
    await page.goto(shop.url('/'));

    expect(await page.content()).toBe(without);
  });

  for (const theme of THEMES) {
    for (const locale of LOCALES) {
      for (const example of EXAMPLES.filter(({ acts }) => acts === undefined)) {
        test(`${example.name} on ${theme} in ${locale} does not jump when the island takes over`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme });
          await page.addInitScript(() => {
            const shifts: number[] = [];
            Object.assign(globalThis, { shifts });
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                shifts.push((entry as unknown as { value: number }).value);
            }).observe({ type: 'layout-shift', buffered: true });
          });

          await play(page, shop, example, locale);
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          );

          const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
          expect(shifts.reduce((sum, value) => sum + value, 0)).toBe(0);
        });
      }
    }
  }
});

/** axe needs scripts to run: the same page, as it stood without them, in a page where only axe's may. */
async function asFound(page: Page, browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true });
  const copy = await context.newPage();
  await copy.route(/\.js(\?|$)/, (route) => route.abort());
  await copy.goto(new URL('/pages/about', page.url()).href);
  await copy.setContent(await page.content(), { waitUntil: 'load' });
  return copy;
}

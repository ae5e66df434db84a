import type { Page } from '@playwright/test';
import { MINUTE_MS } from './support/clock.ts';
import { refreshed } from './support/hostile.ts';
import { offer, offerSettings, SENDER, waited } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { holdBack, ROUTED } from './support/requests.ts';
import { shiftsOn, watchShiftsFromNow } from './support/shifts.ts';
import { askForLink, expect, test, THEMES } from './support/shop.ts';

test.use(ROUTED);
test.beforeEach(({ page }) => page.clock.install());

/** A mailbox with a folder and a button, one that turns mail away, one that the server tells of, and a slip. */
const MOVES = [
  ['kari.nordmann@gmail.com', 'en'],
  ['kari.nordmann@t-online.de', 'de'],
  ['kari.nordmann@firma.example', 'nb'],
  ['kari.nordmann@bank.example', 'fr'],
  ['kari.nordmann@gmial.com', 'fr'],
] as const;

test.describe('nothing moves from the answer on', () => {
  const ARRIVALS = ['at once', 'late', 'not at all'] as const;
  const WIDTHS = [
    { width: 390, height: 844 },
    { width: 1280, height: 720 },
  ];
  for (const theme of THEMES) {
    for (const viewport of WIDTHS) {
      for (const arrival of ARRIVALS) {
        test(`when the help comes ${arrival}, ${viewport.width} px wide, on ${theme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme, ...offerSettings(SENDER) });
          await page.setViewportSize(viewport);
          for (const [email, locale] of MOVES) {
            await page.unrouteAll();
            const module = await holdBack(page, /\/inbox-help\.js/);
            await page.goto(shop.url(`${locale === 'en' ? '' : `/${locale}`}/account/login`));
            if (theme === 'hostile') await refreshed(page, 1);
            await askForLink(page, email);
            await offer(page).locator('[data-lk-state=check-inbox]').waitFor();
            await drawn(page);
            await watchShiftsFromNow(page);

            if (arrival !== 'at once') await waitUnseen(page, arrival === 'late' ? 1_500 : 2_000);
            if (arrival === 'not at all') module.drop();
            else module.letGo();
            if (arrival !== 'not at all') {
              await expect(waited(page)).toBeVisible();
              await quiet(page);
            }
            await drawn(page);
            for (const minutes of [1, 4, 10, 1]) {
              await page.clock.fastForward(minutes * MINUTE_MS);
              await drawn(page);
            }

            expect.soft(await shiftsOn(page), `${email}, in ${locale}`).toEqual([]);
          }
        });
      }
    }
  }
});

/** Everything that is to be drawn is; by the browser's own clock, not the page's. */
async function drawn(page: Page): Promise<void> {
  for (const _ of [1, 2]) await page.evaluate(() => document.body.getBoundingClientRect().height);
  await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
}

/** What is still to be said waits unseen for a while: puts that while to so many milliseconds. */
async function waitUnseen(page: Page, ms: number): Promise<void> {
  await page.evaluate((at) => {
    for (const animation of document.getAnimations())
      if (animation instanceof CSSAnimation && animation.animationName === 'lk-wait')
        animation.currentTime = at;
  }, ms);
  await drawn(page);
}

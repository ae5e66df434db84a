import type { BrowserContext, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesOn } from '../../src/devstore/examples-on.ts';
import { PROJECT_ROOT } from '../../src/devstore/postgres.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { play } from './support/acts.ts';
import { violations } from './support/axe.ts';
import { quiet } from './support/quiet.ts';
import { drawnBeforeIslands, nextFrames, shiftOn, watchShifts } from './support/shifts.ts';
import { ALL_THEMES, expect, test as base, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';

/** A page with scripts for looking at others that have none: one for each worker, since axe is no small thing. */
const test = base.extend<object, { auditor: Page }>({
  auditor: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ javaScriptEnabled: true });
      const auditor = await context.newPage();
      await auditor.route(/\.js(\?|$)/, (route) => route.abort());
      await use(auditor);
      await context.close();
    },
    { scope: 'worker' },
  ],
});

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 720 };
const LOCALES = ['en', 'nb', 'de', 'fr'] as const;
/** What a theme does to a page does not depend on its words; that the words fit is for texts-fit.spec. */
const localesOn = (theme: string) => (theme === 'plain' ? LOCALES : (['de'] as const));

for (const theme of ALL_THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    for (const example of examplesOn(theme).filter(({ needsJavaScript }) => javaScript || !needsJavaScript)) {
      test(`${example.name} on ${theme} has nothing for axe to find and fits a phone, in several languages`, async ({
        page,
        context,
        shop,
        auditor,
      }) => {
        test.setTimeout(90_000);
        await page.setViewportSize(PHONE);
        for (const locale of localesOn(theme)) {
          shop.controls.reset();
          shop.quirks({ theme });
          await play(page, shop, example, locale, javaScript ? islandsMounted : undefined);

          const audited = javaScript ? page : await asFound(page, auditor);
          expect.soft(await violations(audited), locale).toEqual([]);
          expect
            .soft(await sidewaysScroll(page), `to scroll sideways for, in ${locale}`)
            .toBeLessThanOrEqual(0);
          await forgetVisitor(page, context);
        }
      });
    }
  });
}

/** What the theme editor shows and nobody else: the states that a merchant can choose, at their own block. */
const PREVIEWS = {
  'way-in': { theme: 'plain', path: () => '/account/login' },
  activation: { theme: 'plain', path: (shop: TestShop) => linkOf(shop, 'account-invite') },
  reset: { theme: 'hostile', path: (shop: TestShop) => linkOf(shop, 'password-reset') },
  'account-access': { theme: 'vintage', path: () => '/account/login' },
} as const;

for (const [block, { theme, path }] of Object.entries(PREVIEWS)) {
  test(`every preview state of the block ${block} has nothing for axe to find, and fits a phone`, async ({
    page,
    shop,
  }) => {
    test.setTimeout(60_000);
    await page.setViewportSize(PHONE);
    const states = previewStates(block);
    expect(states.length).toBeGreaterThan(5);
    for (const state of states) {
      shop.quirks({ theme, blockSettings: { [block]: { preview_state: state } } });
      await page.goto(`${shop.url(path(shop))}?design_mode=1`);
      await islandsMounted(page);
      const ours = page.locator('latchkey-set-password, latchkey-way-in, latchkey-sign-in, latchkey-done');
      await expect(ours.filter({ visible: true })).not.toHaveCount(0);
      // The merchant has filled in nothing: what that means stands on the page once, wherever our form went.
      await expect(page.locator('.lk-editor-note').filter({ visible: true })).toHaveCount(1);

      expect.soft(await violations(page), state).toEqual([]);
      expect.soft(await sidewaysScroll(page), `to scroll sideways for, ${state}`).toBeLessThanOrEqual(0);
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
      await quiet(page);
    }
    expect(ours).toEqual([]);

    // The same watch does see what a page with our elements loads.
    await page.goto(shop.url('/account/login'));
    await quiet(page);
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

  for (const theme of ALL_THEMES) {
    for (const viewport of [PHONE, DESKTOP]) {
      for (const example of examplesOn(theme).filter(({ acts }) => acts === undefined)) {
        test(`${example.name} on ${theme} does not jump when the island takes over, ${viewport.width} px wide`, async ({
          page,
          context,
          shop,
        }) => {
          await page.setViewportSize(viewport);
          await drawnBeforeIslands(page);
          await watchShifts(page);
          for (const locale of localesOn(theme)) {
            shop.controls.reset();
            shop.quirks({ theme });
            await play(page, shop, example, locale, islandsMounted);
            await nextFrames(page);

            expect.soft(await shiftOn(page), locale).toBe(0);
            await forgetVisitor(page, context);
          }
        });
      }
    }
  }
});

/**
 * Our islands are there: no markup of the server is left that they take the place of, and a password has its Show.
 * What is folded away waits for somebody to reach for it.
 */
async function islandsMounted(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const visible = (selector: string) =>
      [...document.querySelectorAll(selector)].some((element) =>
        element.checkVisibility({ visibilityProperty: true }),
      );
    const password = document.querySelector('latchkey-set-password') !== null;
    return (
      document.readyState === 'complete' &&
      (!password || visible('.lk-button-small')) &&
      !visible('latchkey-set-password [data-lk-server], latchkey-way-in [data-lk-server]')
    );
  });
}

function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** axe needs scripts to run: the same page, as it stood without them, in a page where only axe's may. */
async function asFound(page: Page, auditor: Page): Promise<Page> {
  const size = page.viewportSize();
  if (size) await auditor.setViewportSize(size);
  // Somewhere in the same shop, so that style sheets are those of the page.
  if (new URL(auditor.url()).origin !== new URL(page.url()).origin)
    await auditor.goto(new URL('/pages/about', page.url()).href);
  await auditor.setContent(await page.content(), { waitUntil: 'load' });
  return auditor;
}

/** Leaves nothing for the next visit: no session, no storage, no missing network. */
async function forgetVisitor(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(false);
  await context.clearCookies();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

/** The values of the setting, as the block's schema has them. */
function previewStates(block: string): readonly string[] {
  const file = join(PROJECT_ROOT, 'extensions/account-access/blocks', `${block}.liquid`);
  const [, schema = ''] = /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(readFileSync(file, 'utf8')) ?? [];
  const { settings } = JSON.parse(schema) as {
    settings: { id?: string; options?: { value: string }[] }[];
  };
  return (settings.find(({ id }) => id === 'preview_state')?.options ?? [])
    .map(({ value }) => value)
    .filter((value) => value !== 'live');
}

function linkOf(shop: TestShop, kind: 'account-invite' | 'password-reset'): string {
  const { email } = kind === 'account-invite' ? PEOPLE.invited : PEOPLE.enabled;
  if (kind === 'password-reset') shop.shop.accounts.recover(email);
  const { link = '' } = shop.mailsTo(email).findLast((mail) => mail.kind === kind) ?? {};
  return new URL(link).pathname;
}

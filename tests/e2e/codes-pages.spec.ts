import type { Page } from '@playwright/test';
import { hasAccountTemplates } from '../../src/devstore/theme-names.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../src/devstore/shopify/types.ts';
import { violations } from './support/axe.ts';
import { guide, switchOver } from './support/codes.ts';
import { quiet } from './support/quiet.ts';
import { drawnBeforeIslands, nextFrames, shiftOn, watchShifts } from './support/shifts.ts';
import { ALL_THEMES, expect, test, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';

/** Everything that a merchant can place, wherever there is a place. */
const ALL_PLACED: Partial<Quirks> = {
  hintEnabled: true,
  addedBlocks: {
    index: { 'apps/sign_in': 'sign-in' },
    page: { 'apps/way_in': 'way-in', 'apps/faq': 'faq' },
    '404': { 'apps/faq': 'faq' },
  },
};

const PROXY_PAGES = ['', '/requests', '/sign-in'].map((path) => `/apps/account-access${path}`);
/** Who lost their mailbox is asked for an address, as before: a person reads it. */
const LOST_MAILBOX = '/apps/account-access/mailbox-requests';
const ACCOUNT_PAGES = ['/account/login', '/account/register', '/account/invalid_token', '/account/recover'];

function pagesOf(shop: TestShop): readonly string[] {
  shop.shop.accounts.recover(PEOPLE.enabled.email);
  const linksTo = (email: string) =>
    shop.mailsTo(email).flatMap(({ link = '' }) => (link === '' ? [] : [new URL(link).pathname]));
  return [
    '/',
    '/pages/about',
    '/no-such-page',
    ...ACCOUNT_PAGES,
    ...[PEOPLE.invited, PEOPLE.inviteExpired, PEOPLE.enabled].flatMap(({ email }) => linksTo(email)),
    ...PROXY_PAGES,
    LOST_MAILBOX,
  ];
}

/** What is ours on a page. */
const OURS =
  'latchkey-sign-in, latchkey-sign-in-hint, latchkey-way-in, latchkey-set-password, latchkey-done, .lk-faq, .lk-page';

for (const theme of ALL_THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    for (const legacyAccountUrls of hasAccountTemplates(theme)
      ? (['theme', 'not-found'] as const)
      : (['not-found'] as const)) {
      test(`nothing of ours asks for a password or an address, old pages ${legacyAccountUrls}, on ${theme}`, async ({
        page,
        shop,
      }) => {
        test.setTimeout(60_000);
        const paths = pagesOf(shop);
        await switchOver(shop, { theme, legacyAccountUrls, ...ALL_PLACED });
        let guides = 0;
        for (const path of paths) {
          await page.goto(shop.url(path));
          await quiet(page);
          const ours = page.locator(OURS);
          await expect.soft(ours.locator('[type=password]'), path).toHaveCount(0);
          await expect.soft(page.locator('latchkey-set-password, latchkey-way-in'), path).toHaveCount(0);
          if (path !== LOST_MAILBOX)
            await expect.soft(ours.locator('form, [type=email]'), path).toHaveCount(0);
          const shown = await guide(page).count();
          expect.soft(shown, `guides on ${path}`).toBeLessThanOrEqual(1);
          guides += shown;
          if (javaScript && new URL(page.url()).origin === shop.shop.origins.storefront)
            expect.soft(await violations(page), path).toEqual([]);
        }
        // The watch did see something.
        expect(guides).toBeGreaterThan(PROXY_PAGES.length);
      });
    }
  });
}

test.describe('the hint beside the account link', () => {
  for (const theme of ALL_THEMES) {
    for (const width of [320, 1280]) {
      test(`moves nothing, covers nothing that can be pressed, and leads to the guide, ${width} px wide, on ${theme}`, async ({
        page,
        shop,
      }) => {
        await page.setViewportSize({ width, height: 720 });
        await drawnBeforeIslands(page);
        await watchShifts(page);
        await switchOver(shop, { theme, hintEnabled: true });
        for (const root of ['', '/nb', '/de', '/fr', '/ar']) {
          await page.goto(shop.url(root === '' ? '/' : root));
          const hint = page.locator('latchkey-sign-in-hint');
          await expect(hint).toBeVisible();
          await quiet(page);
          await nextFrames(page);
          expect.soft(await shiftOn(page), root).toBe(0);
          expect.soft(await covered(page), `${root} covers`).toEqual([]);
          expect.soft(await violations(page), root).toEqual([]);
          const box = await hint.boundingBox();
          expect.soft(box?.x ?? -1, root).toBeGreaterThanOrEqual(0);
          expect.soft((box?.x ?? 0) + (box?.width ?? width), root).toBeLessThanOrEqual(width);
        }

        await page.locator('latchkey-sign-in-hint a').click();
        await expect(guide(page)).toHaveCount(1);
        await expect(page.locator('latchkey-sign-in-hint').filter({ visible: true })).toHaveCount(0);
      });
    }
  }

  test('stays closed once it was closed, on every page', async ({ page, shop }) => {
    await switchOver(shop, { hintEnabled: true });
    await page.goto(shop.url('/'));
    await page.locator('latchkey-sign-in-hint button').click();
    await expect(page.locator('latchkey-sign-in-hint')).toBeHidden();

    await page.goto(shop.url('/pages/about'));
    await quiet(page);
    await expect(page.locator('latchkey-sign-in-hint')).toBeHidden();
  });

  test('is not there in a shop on passwords', async ({ page, shop }) => {
    shop.quirks({ hintEnabled: true });
    await page.goto(shop.url('/'));

    await expect(page.locator('latchkey-sign-in-hint')).toHaveCount(0);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('it stands at the end of the page and leads to the guide', async ({ page, shop }) => {
      for (const theme of ALL_THEMES) {
        await switchOver(shop, { theme, hintEnabled: true });
        await page.goto(shop.url('/'));
        await expect(page.locator('latchkey-sign-in-hint button')).toBeHidden();
        await page.locator('latchkey-sign-in-hint a').click();
        await expect(guide(page)).toHaveCount(1);
      }
    });
  });
});

for (const theme of ['plain', 'vintage', 'hostile'] as const) {
  test(`an address typed before appears in the guide, and nothing moves, on ${theme}`, async ({
    page,
    shop,
  }) => {
    await switchOver(shop, { theme, legacyAccountUrls: 'theme' });
    await page.goto(shop.url('/'));
    await page.evaluate(
      (email) => sessionStorage.setItem('latchkey:address', `${Date.now()} ${email}`),
      PEOPLE.migrated.email,
    );
    await drawnBeforeIslands(page);
    await watchShifts(page);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      await page.goto(shop.url('/account/login'));
      await expect(guide(page).getByText(PEOPLE.migrated.email, { exact: true })).toBeVisible();
      await quiet(page);
      await nextFrames(page);
      expect.soft(await shiftOn(page), `${width} px`).toBe(0);
    }
  });
}

/** What somebody could press, but for the hint that lies over it. */
function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const hint = document.querySelector('latchkey-sign-in-hint');
    return [...document.querySelectorAll('header :is(a, button, summary), [role=banner] :is(a, button)')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .filter((control) => {
        const { left, top, width, height } = control.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return hint?.contains(there) === true;
      })
      .map((control) => control.textContent.trim());
  });
}

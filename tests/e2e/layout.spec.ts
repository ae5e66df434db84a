import type { Page } from '@playwright/test';
import { fieldInThemesForm, inThemesForm, openInvite } from './support/password-panel.ts';
import { expect, test, THEMES } from './support/shop.ts';

const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluessel';

for (const theme of THEMES) {
  test(`words from right to left are mirrored and fit a narrow phone, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme });
    await page.setViewportSize({ width: 320, height: 640 });
    await openInvite(page, shop, '/ar');
    await expect(fieldInThemesForm(page)).toBeVisible();

    const field = await inThemesForm(page).locator('.lk-field').first().boundingBox();
    const label = await inThemesForm(page).locator('.lk-label').first().boundingBox();
    const show = await inThemesForm(page).locator('.lk-button-small').boundingBox();
    const right = (box: typeof field) => (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN);
    expect(right(label)).toBeCloseTo(right(field), 0);
    expect(show?.x ?? Number.NaN).toBeGreaterThanOrEqual(field?.x ?? Number.NaN);
    const step = inThemesForm(page).locator('.lk-step').first();
    const words = await step.evaluate((item) => {
      const range = document.createRange();
      range.selectNodeContents(item);
      return item.getBoundingClientRect().right - range.getBoundingClientRect().right;
    });
    expect(words, 'the number stands to the right of its step').toBeGreaterThan(20);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });

  test(`a word that is too long for the line breaks, on ${theme}`, async ({ page, shop }) => {
    const blockSettings = {
      activation: { heading: LONG_WORD },
      'account-access': { activation_heading: LONG_WORD },
    };
    shop.quirks({ theme, blockSettings });
    await page.setViewportSize({ width: 320, height: 640 });
    await openInvite(page, shop);

    await expect(page.getByRole('heading', { name: LONG_WORD }).filter({ visible: true })).toBeVisible();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });

  test(`forced colours keep borders and focus to be seen, on ${theme}`, async ({ page, shop }) => {
    shop.quirks({ theme });
    await page.emulateMedia({ forcedColors: 'active' });
    await openInvite(page, shop);
    await expect(fieldInThemesForm(page)).toBeVisible();

    const panel = inThemesForm(page);
    for (const control of [panel.locator('.lk-input'), panel.locator('button[type=submit]').first()]) {
      expect(await control.evaluate(edges)).toEqual({ border: true, differs: true });
    }
    const sign = await panel
      .locator('summary')
      .first()
      .evaluate((fold) => getComputedStyle(fold, '::before').backgroundColor);
    expect(sign).toBe(await page.evaluate(() => getComputedStyle(document.body).color));
    await panel.locator('.lk-input').focus();
    await page.keyboard.press('Tab');
    await expect(panel.locator(':focus')).toHaveCSS('outline-style', 'solid');
  });

  test(`the greeting of a visitor who may have come by a dead link moves nothing, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme });
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(shop.url('/account/login'));
      const offer = page.locator('latchkey-way-in').filter({ visible: true });
      await expect(offer).toHaveCount(1);
      const quiet = await offer.boundingBox();

      await offer.evaluate((element) => element.toggleAttribute('data-lk-greeted', true));

      await expect(offer.locator('.lk-when-greeted')).toBeVisible();
      await expect(offer.locator('.lk-when-quiet')).toBeHidden();
      expect(await offer.boundingBox()).toEqual(quiet);
    }
  });
}

function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Has a control a border, and one that is told from what it stands on? Runs in the page. */
function edges(control: Element): { border: boolean; differs: boolean } {
  const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(control);
  return {
    border: borderTopStyle === 'solid' && Number.parseFloat(borderTopWidth) >= 1,
    differs: borderTopColor !== getComputedStyle(document.body).backgroundColor,
  };
}

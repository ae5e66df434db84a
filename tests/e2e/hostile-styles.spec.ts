import type { Locator } from '@playwright/test';
import { refreshed } from './support/hostile.ts';
import { inThemesForm, openInvite } from './support/password-panel.ts';
import { expect, test } from './support/shop.ts';

test.beforeEach(({ shop }) => shop.quirks({ theme: 'hostile' }));

test.describe('the theme’s style sheet', () => {
  test('reaches neither the look of our words nor that of our controls', async ({ page, shop }) => {
    await openInvite(page, shop);
    await refreshed(page, 1);
    const panel = inThemesForm(page);
    const style = (element: Locator, name: string, pseudo?: string) =>
      element.evaluate((node, [property, part]) => getComputedStyle(node, part)[property as 'color'], [
        name,
        pseudo,
      ] as const);

    const heading = panel.locator('.lk-heading');
    expect(await style(heading, 'textTransform')).toBe('none');
    expect(await style(heading, 'textAlign')).toBe('start');
    expect(Number.parseFloat(await style(heading, 'fontSize'))).toBeLessThan(30);
    const hint = panel.locator('.lk-hint').first();
    expect(await style(hint, 'textTransform', '::first-letter')).toBe('none');
    expect(await style(hint, 'maxWidth')).toBe('none');
    expect(await style(panel.locator('.lk-label').first(), 'position')).toBe('static');
    expect(await style(panel.locator('.lk-input'), 'borderTopWidth')).toBe('1px');
    const show = panel.getByRole('button', { name: 'Show' });
    expect(await show.evaluate((button) => button.scrollWidth - button.clientWidth)).toBeLessThanOrEqual(0);

    await panel.getByText('Need help?').click();
    const link = panel.getByRole('link', { name: 'Sign in instead' });
    expect(await style(link, 'textDecorationLine')).toBe('underline');
    expect(await style(link, 'content', '::after')).toBe('none');
  });

  test('cannot hide which of our controls has focus', async ({ page, shop }) => {
    await openInvite(page, shop);
    await refreshed(page, 1);
    const panel = inThemesForm(page);
    await panel.locator('.lk-input').focus();
    for (let stop = 0; stop < 5; stop += 1) {
      const focused = panel.locator(':focus');
      await expect(focused).toHaveCSS('outline-style', 'solid');
      await expect(focused).toHaveCSS('outline-width', '3px');
      await page.keyboard.press('Tab');
      if ((await panel.locator(':focus').count()) === 0) break;
    }
    await page.keyboard.press('Shift+Tab');
    await expect(panel.locator(':focus')).toHaveCount(1);
  });

  test('goes on clearing its floats with the pseudo element that kept our room', async ({ page, shop }) => {
    shop.quirks({ blocksPlaced: false });
    await page.goto(shop.url('/account/login'));
    await expect(page.locator('latchkey-way-in[data-lk-placed]')).toHaveCount(1);

    const form = page.locator('form[action$="/account/login"]');
    expect(await form.evaluate((node) => getComputedStyle(node, '::after').display)).toBe('table');
  });
});

import { again, askForHelp, offer, offerSettings, OUTLOOK, SENDER, spoken, words } from './support/inbox.ts';
import { browserSaid, fold, linkField, verdict } from './support/inbox-checks.ts';
import { sensibleStops, step, tabTo } from './support/keyboard.ts';
import { expect, test, THEMES } from './support/shop.ts';
import { ours } from './support/words.ts';

for (const theme of THEMES) {
  test(`all of it works with the keyboard alone, on ${theme}`, async ({ page, shop }) => {
    test.setTimeout(60_000);
    shop.quirks({ theme, ...offerSettings(SENDER) });
    await page.clock.install();
    await askForHelp(page, shop, OUTLOOK);
    await expect(offer(page).getByRole('heading').first()).toBeFocused();
    for (const key of ['inbox.places', 'inbox.real', 'inbox.browser']) {
      await tabTo(page, fold(page, key));
      await page.keyboard.press('Enter');
    }
    await expect(linkField(page)).toBeVisible();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));

    const mine = await sensibleStops(page);
    // The button that has to wait is found, and says so.
    expect(mine.map(({ name }) => name)).toContain(words('inbox.again'));
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    await page.clock.fastForward(61_000);
    await tabTo(page, again(page));
    await page.keyboard.press('Space');
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    await expect(again(page)).toBeFocused();

    await tabTo(page, linkField(page));
    await page.keyboard.type('evil.example/x');
    await expect(verdict(page)).toContainText('That is not this shop');
    await step(page);
    await tabTo(page, fold(page, 'inbox.places'), 'Shift+Tab');
    await page.keyboard.press('Space');
    await expect(fold(page, 'inbox.places')).toBeFocused();

    await tabTo(
      page,
      offer(page)
        .getByRole('button', { name: ours('way_in.check_inbox.change') })
        .first(),
      'Shift+Tab',
    );
    await page.keyboard.press('Enter');
    await expect(offer(page).locator('input[type=email]')).toBeFocused();
    await expect(offer(page).locator('input[type=email]')).toHaveValue(OUTLOOK);
  });
}

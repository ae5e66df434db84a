import { faint } from './support/contrast.ts';
import { askForHelp } from './support/inbox.ts';
import { linkField, openFolds } from './support/inbox-checks.ts';
import { fieldInThemesForm, inThemesForm, openInvite } from './support/password-panel.ts';
import { expect, openWayIn, setPassword, test, THEMES } from './support/shop.ts';

for (const theme of THEMES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(() => {
      test.use({ colorScheme });

      test(`our words on the password page are readable, on ${theme}, ${colorScheme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme });
        await openInvite(page, shop);
        await expect(fieldInThemesForm(page)).toBeVisible();
        expect(await faint(page)).toEqual([]);

        await setPassword(page, 'abc');
        await expect(page.locator('.lk-problem').filter({ visible: true })).toBeVisible();
        expect(await faint(page)).toEqual([]);
      });

      test(`our words where a link is asked for are readable, on ${theme}, ${colorScheme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme });
        await page.goto(shop.url('/account/login'));
        const offer = await openWayIn(page);
        expect(await faint(page)).toEqual([]);

        await offer.evaluate((element) => {
          for (const fold of element.querySelectorAll('details')) fold.open = false;
          element.toggleAttribute('data-lk-greeted', true);
        });
        expect(await faint(page)).toEqual([]);
      });

      test(`our words while a mail is waited for are readable, on ${theme}, ${colorScheme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme });
        for (const email of ['kari.nordmann@t-online.de', 'kari.nordmann@hotmail.no']) {
          await askForHelp(page, shop, email);
          expect(await faint(page), email).toEqual([]);
        }
        await openFolds(page);
        for (const link of ['https://evil.example/', `https://${shop.shop.domain}/account`]) {
          await linkField(page).fill(link);
          expect(await faint(page), link).toEqual([]);
        }
      });

      test(`a merchant’s button is readable in any colour, on ${theme}, ${colorScheme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme });
        await openInvite(page, shop);
        await expect(fieldInThemesForm(page)).toBeVisible();
        const element = inThemesForm(page);

        for (const colour of ['#000', '#777', '#767676', '#c8102e', '#ffd400', '#1f5a47', '#fff']) {
          await element.evaluate((node: HTMLElement, value) => {
            node.style.setProperty('--lk-button', value);
          }, colour);
          await expect(element.locator('button[type=submit]').first()).toHaveCSS('background-image', 'none');
          expect(await faint(page), colour).toEqual([]);
        }
      });
    });
  }
}

import { violations } from './support/axe.ts';
import {
  askForHelp,
  help,
  offer,
  offerSettings,
  OUTLOOK,
  referenceOn,
  SENDER,
  spoken,
  waited,
} from './support/inbox.ts';
import { linkField, openFolds } from './support/inbox-checks.ts';
import { misfits } from './support/misfits.ts';
import { quiet } from './support/quiet.ts';
import { expect, test, THEMES } from './support/shop.ts';
import { inboxWordsOf } from './support/words.ts';

/** Every kind of help: with a button and a folder, a way out, a filter, a slip, and next to nothing. */
const MAILBOXES = [
  OUTLOOK,
  'kari.nordmann@gmail.com',
  'kari.nordmann@t-online.de',
  'kari.nordmann@bank.example',
  'kari.nordmann@gmial.com',
  'kari.nordmann@egen.example',
];

// Colours do not depend on the side that a language begins on.
for (const [colorScheme, locale] of [
  ['light', 'en'],
  ['dark', 'ar'],
] as const) {
  test.describe(() => {
    test.use({ colorScheme });

    for (const theme of THEMES) {
      test(`axe finds nothing, whatever is open, on ${theme}, ${colorScheme}, in ${locale}`, async ({
        page,
        shop,
      }) => {
        test.setTimeout(90_000);
        shop.quirks({ theme, ...offerSettings(SENDER) });
        await page.setViewportSize({ width: 390, height: 844 });
        await page.clock.install();
        for (const email of theme === 'plain' ? MAILBOXES : MAILBOXES.slice(0, 3)) {
          await askForHelp(page, shop, email, locale);
          await quiet(page);
          expect.soft(await violations(page), email).toEqual([]);
        }

        await askForHelp(page, shop, OUTLOOK, locale);
        await openFolds(page);
        await linkField(page).fill('https://evil.example/');
        await page.locator('[data-lk-inbox] details').last().getByRole('button').last().click();
        expect.soft(await violations(page), 'all open, a stranger’s link').toEqual([]);
        await linkField(page).fill(`https://${shop.shop.domain}/account`);
        expect.soft(await violations(page), 'all open, our link').toEqual([]);

        for (const _ of [1, 2]) {
          await page.clock.fastForward(61_000);
          await help(page).locator('.lk-again button').click();
          await expect(spoken(page)).toHaveText(inboxWordsOf(locale)('inbox.again_sent'));
          expect.soft(await violations(page), 'asked again').toEqual([]);
        }
      });
    }
  });
}

for (const theme of THEMES) {
  for (const locale of ['en', 'nb', 'de', 'fr', 'th', 'ar']) {
    test(`everything has room on a narrow phone, in ${locale}, on ${theme}`, async ({ page, shop }) => {
      shop.quirks({ theme, ...offerSettings(SENDER) });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.clock.install();
      for (const email of [OUTLOOK, 'kari.nordmann@t-online.de', `k${'ari'.repeat(18)}@delt.example`]) {
        await askForHelp(page, shop, email, locale);
        await openFolds(page);
        await linkField(page).fill(`https://${'long-'.repeat(11)}winded.evil.example/`);
        await help(page).locator('details').last().getByRole('button').last().click();
        await page.clock.fastForward(61 * 60_000);
        await expect(waited(page)).toHaveText(/^61:0\d$/);

        expect.soft(await misfits(page), email).toEqual([]);
        const { left, right } = await offer(page).evaluate((element) => element.getBoundingClientRect());
        expect.soft(left).toBeGreaterThanOrEqual(0);
        expect.soft(right).toBeLessThanOrEqual(320);
        // Figures and hosts read from left to right in every language.
        expect(await referenceOn(page)).toMatch(/^\S+$/);
      }
    });
  }
}

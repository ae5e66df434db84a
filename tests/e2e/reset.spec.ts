import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  expect,
  expectOneFormWhateverIsPlaced,
  expectSignedIn,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';

const NEW_PASSWORD = 'seven slow rivers';

for (const theme of THEMES) {
  withAndWithoutJavaScript(() => {
    test(`an active shopper opens the reset link, chooses a new password and is signed in, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      shop.shop.accounts.recover(PEOPLE.enabled.email);
      const { link = '' } = await shop.mail(PEOPLE.enabled.email, 'password-reset');

      await page.goto(link);
      await setPassword(page, NEW_PASSWORD);

      await expectSignedIn(page, shop);
      expect(shop.shop.accounts.signIn(PEOPLE.enabled.email, NEW_PASSWORD).kind).toBe('done');
    });

    test(`a reset page shows exactly one form, wherever the merchant placed what, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.shop.accounts.recover(PEOPLE.enabled.email);
      const { link = '' } = await shop.mail(PEOPLE.enabled.email, 'password-reset');

      shop.quirks({ theme });
      await expectOneFormWhateverIsPlaced(page, shop, link);
    });
  });
}

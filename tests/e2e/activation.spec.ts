import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  expect,
  expectOneFormWhateverIsPlaced,
  expectSignedIn,
  passwordFields,
  setPassword,
  test,
  typePassword,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';

const GOOD_PASSWORD = 'three green boats';

for (const theme of THEMES) {
  test.describe(`an invited shopper on the ${theme} theme`, () => {
    withAndWithoutJavaScript(() => {
      test('opens the link, sets a password and is signed in', async ({ page, shop }) => {
        shop.quirks({ theme });
        const invite = await shop.mail(PEOPLE.invited.email, 'account-invite');

        await page.goto(invite.link ?? '');
        await setPassword(page, GOOD_PASSWORD);

        await expectSignedIn(page, shop);
        expect(shop.shop.accounts.signIn(PEOPLE.invited.email, GOOD_PASSWORD).kind).toBe('done');
      });

      test('sees exactly one form, wherever the merchant placed what', async ({ page, shop }) => {
        const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

        shop.quirks({ theme });
        await expectOneFormWhateverIsPlaced(page, shop, link);
      });

      test('is told what is wrong with a password that Shopify refuses, and can mend it', async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme });
        const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

        await page.goto(link);
        await setPassword(page, 'abc');

        await expect(
          page
            .getByText(/5 characters|too short/i)
            .filter({ visible: true })
            .first(),
        ).toBeVisible();
        await setPassword(page, GOOD_PASSWORD);
        await expectSignedIn(page, shop);
      });

      test('has not used up the link by opening it', async ({ page, shop }) => {
        shop.quirks({ theme });
        const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

        for (let visit = 0; visit < 3; visit += 1) await page.goto(link);
        await setPassword(page, GOOD_PASSWORD);

        await expectSignedIn(page, shop);
      });
    });

    test('can show what was typed, and hides it again before it is sent', async ({ page, shop }) => {
      shop.quirks({ theme });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);

      await typePassword(page, GOOD_PASSWORD);
      await page.getByRole('button', { name: /^Show/ }).click();

      await expect(passwordFields(page)).toHaveAttribute('type', 'text');
      await page.getByRole('button', { name: /^Hide/ }).click();
      await expect(passwordFields(page)).toHaveAttribute('type', 'password');
      await expect(passwordFields(page)).toHaveValue(GOOD_PASSWORD);
    });

    test('is told on the account page that it worked, once', async ({ page, shop }) => {
      shop.quirks({ theme });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      await setPassword(page, GOOD_PASSWORD);

      await expect(page.getByText('Your account is open')).toBeVisible();
      await page.reload();
      await expect(page.getByText('Your account is open')).toBeHidden();
    });

    test('can say that the mail was for someone else, and is asked before it counts', async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);

      const ours = page.locator('latchkey-set-password').filter({ visible: true });
      await ours.getByText(/This isn.t you\?/).click();
      expect(shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('INVITED');
      await ours.getByRole('button', { name: /Decline/ }).click();

      await expect.poll(() => shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('DECLINED');
    });
  });
}

test('a French invite link opens under its language prefix and works there', async ({ page, shop }) => {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

  await page.goto(link.replace('/account/', '/fr/account/'));
  await setPassword(page, GOOD_PASSWORD);

  await expect(page).toHaveURL(/\/account$/);
});

// Without a script nothing can read id and token from the address then.
test('an invited shopper gets in where {% form %} of an app has no hidden inputs and the theme shows no form', async ({
  page,
  shop,
}) => {
  shop.quirks({ theme: 'plain', themeFormsShown: false, appFormGetsTokens: false });
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

  await page.goto(link);
  await setPassword(page, GOOD_PASSWORD);

  await expectSignedIn(page, shop);
});

import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../src/devstore/shopify/types.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';

const NEW_PASSWORD = 'eleven quiet lakes';
const ACTIVATION_LANDINGS: readonly Quirks['deadActivationLink'][] = [
  'sign-in',
  'invalid-token',
  'not-found',
  'form-error',
];
const RESET_LANDINGS: readonly Quirks['deadResetLink'][] = ['invalid-token', 'sign-in'];

for (const theme of THEMES) {
  withAndWithoutJavaScript(() => {
    for (const landing of ACTIVATION_LANDINGS) {
      test(`a dead invite that lands on ${landing} leads to a new mail and in, on ${theme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme, deadActivationLink: landing });
        const dead = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');

        await page.goto(dead.link ?? '');
        await askForLink(page, PEOPLE.inviteExpired.email);
        await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();

        await expect.poll(() => shop.mailsTo(PEOPLE.inviteExpired.email).length).toBeGreaterThan(1);
        const fresh = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
        await page.goto(fresh.link ?? '');
        await setPassword(page, NEW_PASSWORD);
        await expectSignedIn(page, shop);
      });
    }

    for (const landing of RESET_LANDINGS) {
      test(`a dead reset link that lands on ${landing} leads to a new mail and in, on ${theme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme, deadResetLink: landing });
        shop.shop.accounts.recover(PEOPLE.enabled.email);
        const older = await shop.mail(PEOPLE.enabled.email, 'password-reset');
        shop.shop.accounts.recover(PEOPLE.enabled.email);

        await page.goto(older.link ?? '');
        await askForLink(page, PEOPLE.enabled.email);
        await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();

        await expect.poll(() => shop.mailsTo(PEOPLE.enabled.email).length).toBe(3);
        const fresh = await shop.mail(PEOPLE.enabled.email, 'password-reset');
        await page.goto(fresh.link ?? '');
        await setPassword(page, NEW_PASSWORD);
        await expectSignedIn(page, shop);
      });
    }
  });

  test(`a link that was used already leads to signing in, on ${theme}`, async ({ page, shop }) => {
    shop.quirks({ theme });
    const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
    await page.goto(link);
    await setPassword(page, NEW_PASSWORD);
    await expectSignedIn(page, shop);
    await page.context().clearCookies();

    await page.goto(link);

    await expect(
      page.locator('form[action$="/account/login"]').filter({ visible: true }).first(),
    ).toBeVisible();
  });

  test(`the help leads where the link is known to be dead, and stays folded for an ordinary visitor, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme, deadActivationLink: 'invalid-token' });
    const dead = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
    const address = page.locator('latchkey-way-in').getByLabel('Email address').filter({ visible: true });

    await page.goto(dead.link ?? '');
    await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await expect(address).toBeVisible();

    await page.goto(shop.url('/'));
    await page.goto(shop.url('/account/login'));
    await expect(page.locator('latchkey-way-in').filter({ visible: true })).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeHidden();
    await expect(address).toBeHidden();
  });
}

test('an invite that a newer one switched off leads to a new mail', async ({ page, shop }) => {
  const [older] = shop.mailsTo(PEOPLE.invitedTwice.email);

  await page.goto(older?.link ?? '');
  await askForLink(page, PEOPLE.invitedTwice.email);

  await expect.poll(() => shop.mailsTo(PEOPLE.invitedTwice.email).length).toBe(3);
});

test('a link dies while its page is open, and the page says so and offers a new one', async ({
  page,
  shop,
}) => {
  shop.quirks({ deadActivationLink: 'form-error' });
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link);
  shop.controls.clock.advance(31 * 24 * 3_600_000);

  await setPassword(page, NEW_PASSWORD);
  await askForLink(page, PEOPLE.invited.email);

  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
});

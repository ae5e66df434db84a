import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  forgetPassword,
  openWayIn,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';
import { ours, wordsOf, wordsOfTheme } from './support/words.ts';

const PASSWORD = 'four silent otters';
const RECOVERED = { name: ours('way_in.ask.heading_recovered') };

const offer = (page: Page) => page.locator('latchkey-way-in').filter({ visible: true });
const address = (page: Page) => offer(page).locator('input[type=email]').filter({ visible: true });
const checkInbox = (page: Page) => page.getByRole('heading', { name: ours('way_in.check_inbox.heading') });

/** As a person does it: the field is in use for a while before the form is sent. */
async function forget(page: Page, email: string, javaScript: boolean): Promise<void> {
  const form = page.locator('form[action$="/account/recover"]');
  if (!(await form.isVisible())) await page.locator('a[href$="#recover"]').filter({ visible: true }).click();
  await form.locator('[name=email]').focus();
  if (javaScript) await expect(page.locator('latchkey-way-in [data-lk-state]')).not.toHaveCount(0);
  await forgetPassword(page, email);
}

for (const theme of THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    const said = wordsOfTheme(theme)('customer.recover.success');
    const carried = (email: string) => (javaScript ? email : '');

    test.describe(`on the ${theme} theme`, () => {
      test.beforeEach(({ shop }) => shop.quirks({ theme }));

      test('“We’ve sent you an email” is followed by what to do if none comes', async ({ page, shop }) => {
        await page.goto(shop.url('/account/login'));
        await forget(page, PEOPLE.migrated.email, javaScript);

        await expect(page.getByText(said)).toBeVisible();
        await expect(offer(page).getByRole('heading', RECOVERED)).toBeVisible();
        await expect(offer(page).getByText(ours('way_in.ask.intro_recovered'))).toBeVisible();
        await expect(address(page)).toHaveValue(carried(PEOPLE.migrated.email));
        expect(new URL(page.url()).search).toBe('');
      });

      test('the same is said of every address', async ({ page, shop }) => {
        const pages: string[] = [];
        for (const email of [
          PEOPLE.enabled.email,
          PEOPLE.migrated.email,
          PEOPLE.inviteExpired.email,
          PEOPLE.declined.email,
          PEOPLE.blocked.email,
          'nobody.here@example.com',
        ]) {
          await page.goto(shop.url('/account/login'));
          const answered = page.waitForResponse(
            (response) => response.request().method() === 'POST' && response.url().endsWith('/recover'),
          );
          await forget(page, email, javaScript);
          const answer = await answered;
          await expect(offer(page).getByRole('heading', RECOVERED)).toBeVisible();
          await expect(address(page)).toHaveValue(carried(email));
          const headers = Object.entries(await answer.allHeaders()).filter(([name]) => name !== 'date');
          const body = (await answer.text()).replaceAll(email, '');
          pages.push(
            JSON.stringify([answer.status(), headers.filter(([name]) => name !== 'content-length')]) + body,
          );
        }

        expect(pages[0]).toContain(said.replaceAll("'", '&#39;').slice(0, 10));
        expect(new Set(pages).size).toBe(1);
      });

      test('a shopper who never had a password comes from “Forgot password” into the account', async ({
        page,
        shop,
      }) => {
        await page.goto(shop.url('/account/login'));
        await forget(page, PEOPLE.migrated.email, javaScript);
        await shop.settled();
        expect(shop.mailsTo(PEOPLE.migrated.email)).toEqual([]);

        if (!javaScript) await address(page).fill(PEOPLE.migrated.email);
        await offer(page).locator('button[type=submit]').filter({ visible: true }).click();
        await expect(checkInbox(page)).toBeVisible();
        const { link = '' } = await shop.mail(PEOPLE.migrated.email, 'account-invite');
        await page.goto(link);
        await setPassword(page, PASSWORD);

        await expectSignedIn(page, shop);
        expect(shop.shop.accounts.signIn(PEOPLE.migrated.email, PASSWORD).kind).toBe('done');
      });

      test('an active shopper gets Shopify’s mail, and may ask once more', async ({ page, shop }) => {
        await page.goto(shop.url('/account/login'));
        await forget(page, PEOPLE.enabled.email, javaScript);
        await shop.mail(PEOPLE.enabled.email, 'password-reset');

        await expect(address(page)).toHaveValue(carried(PEOPLE.enabled.email));
        await askForLink(page, PEOPLE.enabled.email);
        await expect(checkInbox(page)).toBeVisible();
        await expect.poll(() => shop.mailsTo(PEOPLE.enabled.email).length).toBe(2);
      });

      test('where an app’s form cannot learn of it the page stays as it was, and the address is carried', async ({
        page,
        shop,
      }) => {
        shop.quirks({ blockFormsSeeState: false });
        await page.goto(shop.url('/account/login'));
        await forget(page, PEOPLE.migrated.email, javaScript);

        await expect(page.getByText(said)).toBeVisible();
        await expect(page.getByRole('heading', RECOVERED)).toHaveCount(0);
        await expect(offer(page)).toHaveCount(1);
        await expect(address(page)).toHaveCount(0);
        await openWayIn(page);
        await expect(address(page)).toHaveValue(carried(PEOPLE.migrated.email));
        await askForLink(page, PEOPLE.migrated.email);
        await expect(checkInbox(page)).toBeVisible();
        await shop.mail(PEOPLE.migrated.email, 'account-invite');
      });

      test('a slip in the theme’s form is the theme’s business', async ({ page, shop }) => {
        shop.quirks({ recoverTellsUnknown: true });
        await page.goto(shop.url('/account/login'));
        await forget(page, 'nobody.here@example.com', javaScript);

        await expect(page.getByText(said)).toHaveCount(0);
        await expect(page.getByRole('heading', RECOVERED)).toHaveCount(0);
        await expect(offer(page)).toHaveCount(1);
      });

      test('whoever is about to register is asked for an account from before, and gets in by it', async ({
        page,
        shop,
      }) => {
        await page.goto(shop.url('/account/register'));
        const theirs = page.locator('form[action$="/account"] [name="customer[email]"]');
        await expect(theirs).toBeVisible();
        await expect(offer(page).locator('summary').first()).toContainText(
          ours('way_in.offer.summary_register'),
        );
        await expect(address(page)).toHaveCount(0);

        await openWayIn(page);
        await expect(
          offer(page).getByRole('heading', { name: ours('way_in.ask.heading_register') }),
        ).toBeVisible();
        await expect(offer(page).getByText(ours('way_in.ask.intro_register'))).toBeVisible();
        await askForLink(page, PEOPLE.migrated.email);
        await expect(checkInbox(page)).toBeVisible();
        const { link = '' } = await shop.mail(PEOPLE.migrated.email, 'account-invite');
        await page.goto(link);
        await setPassword(page, PASSWORD);
        await expectSignedIn(page, shop);
      });
    });
  });

  test(`a captcha page between leaves the way as it is, on ${theme}`, async ({ page, shop }) => {
    shop.quirks({ theme, captcha: true, captchaChallenges: true });
    await page.goto(shop.url('/account/login'));
    await forget(page, PEOPLE.migrated.email, true);
    await expect(page).toHaveURL(shop.url('/challenge'));
    await page.getByRole('button').click();

    await expect(page.getByText(wordsOfTheme(theme)('customer.recover.success'))).toBeVisible();
    await expect(offer(page).getByRole('heading', RECOVERED)).toBeVisible();
    await expect(address(page)).toHaveValue(PEOPLE.migrated.email);
    await askForLink(page, PEOPLE.migrated.email);
    await expect(checkInbox(page)).toBeVisible();
  });
}

withAndWithoutJavaScript((javaScript) => {
  for (const locale of ['nb', 'de', 'fr']) {
    test(`what to do if no mail comes is said in ${locale}, and the mail is written in it`, async ({
      page,
      shop,
    }) => {
      const words = wordsOf(locale);
      const people = {
        nb: PEOPLE.migratedNorwegian,
        de: PEOPLE.migratedGerman,
        fr: PEOPLE.migratedFrench,
      };
      const { email } = people[locale as keyof typeof people];
      await page.goto(shop.url(`/${locale}/account/login`));
      await forget(page, email, javaScript);

      await expect(
        offer(page).getByRole('heading', { name: words('way_in.ask.heading_recovered') }),
      ).toBeVisible();
      await askForLink(page, email);
      await expect(page.getByRole('heading', { name: words('way_in.check_inbox.heading') })).toBeVisible();
      expect((await shop.mail(email, 'account-invite')).locale).toBe(locale);
    });
  }
});

import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { expectLead, LEAD, PASSWORD, signInAddress, useLink } from './support/dead-links.ts';
import { offer } from './support/inbox.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';
import { ours } from './support/words.ts';

/** Where a link may have been cut by a mail program, or had something stuck to its end. */
const CUTS: Readonly<Record<string, (link: string) => string>> = {
  'behind the customer’s number': (link) => link.slice(0, link.lastIndexOf('/')),
  'behind the last slash': (link) => link.slice(0, link.lastIndexOf('/') + 1),
  'in the middle of the token': (link) => link.slice(0, -30),
  'at the hyphen': (link) => link.slice(0, link.lastIndexOf('-')),
  'one character before its end': (link) => link.slice(0, -1),
  'not at all, but with a sign of the mail behind it': (link) => `${link}%3E`,
};

for (const theme of THEMES) {
  test.describe(`a dead link on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme, deadActivationLink: 'not-found' }));

    for (const landing of ['not-found', 'form-error'] as const) {
      test(`that this browser has used says that the account is active, and leads to signing in, landing on ${landing}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ deadActivationLink: landing });
        await page.goto(await useLink(page, shop));

        await expect(offer(page).getByRole('heading', { name: ours('way_in.active.heading') })).toBeVisible();
        await expect(page.getByRole('heading', LEAD)).toBeHidden();
        await offer(page)
          .getByRole('link', { name: ours('way_in.active.button') })
          .click();

        await expect(page).toHaveURL(shop.url('/account/login'));
        await expect(signInAddress(page)).toHaveValue('');
      });
    }

    test('that was used lets the shopper ask for another all the same, and keeps the address on the way to signing in', async ({
      page,
      shop,
    }) => {
      await page.goto(await useLink(page, shop));
      await offer(page)
        .getByRole('button', { name: ours('way_in.ask.button_dead_link') })
        .click();
      const field = offer(page).getByLabel(ours('way_in.ask.email_label'));
      await expect(field).toBeFocused();
      await field.fill(PEOPLE.invited.email);
      await offer(page)
        .getByRole('link', { name: ours('way_in.ask.sign_in') })
        .click();

      await expect(page).toHaveURL(shop.url('/account/login'));
      await expect(signInAddress(page)).toHaveValue(PEOPLE.invited.email);
      await page.reload();
      await expect(signInAddress(page)).toHaveValue('');
    });

    test('that a newer mail replaced says so, where the newer one was asked for here', async ({
      page,
      shop,
    }) => {
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(shop.url('/account/login'));
      await askForLink(page, PEOPLE.invited.email);
      await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();
      await expect.poll(() => shop.mailsTo(PEOPLE.invited.email).length).toBe(2);

      await page.goto(link);

      await expectLead(page, 'way_in.reason.superseded');
    });
  });

  withAndWithoutJavaScript(() => {
    test.beforeEach(({ shop }) => shop.quirks({ theme, deadActivationLink: 'not-found' }));

    test(`a link of more than 30 days is said to be too old, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      await page.goto(link);

      await expectLead(page, 'way_in.reason.expired');
    });

    test(`a link that was cut off is said to be, wherever that was, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      for (const [where, cut] of Object.entries(CUTS)) {
        await test.step(where, async () => {
          await page.goto(cut(link));
          await expectLead(page, 'way_in.reason.cut_off');
        });
      }
    });

    test(`a link that is dead for a reason nobody knows is said to be one that may be used or old, on ${theme}`, async ({
      page,
      shop,
    }) => {
      const [older] = shop.mailsTo(PEOPLE.invitedTwice.email);
      await page.goto(older?.link ?? '');
      await expectLead(page, 'way_in.ask.intro_dead_link');

      // The address of this landing tells nothing about the link.
      shop.quirks({ deadActivationLink: 'invalid-token' });
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      await page.goto(link);
      await expectLead(page, 'way_in.ask.intro_dead_link');
    });

    test(`whoever is signed in is told so, and led to the account, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
      await page.goto(link);

      await expect(
        offer(page).getByRole('heading', { name: ours('way_in.active.signed_in_heading') }),
      ).toBeVisible();
      await expect(offer(page).locator('input[type=email]')).toHaveCount(0);
      await offer(page)
        .getByRole('link', { name: ours('way_in.active.signed_in_button') })
        .click();
      await expectSignedIn(page, shop);
    });

    test(`other pages that are not there say nothing of links, on ${theme}`, async ({ page, shop }) => {
      // A merchant who places the block there wants it seen.
      shop.quirks({ blocksPlaced: false });
      for (const path of ['/nowhere', '/account/activate', '/pages/account']) {
        await page.goto(shop.url(path));
        await expect(offer(page)).toHaveCount(0);
      }
    });
  });
}

import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { greeting, LEAD, PASSWORD } from './support/dead-links.ts';
import { offer } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { expect, setPassword, test, THEMES, type TestShop } from './support/shop.ts';
import { ours } from './support/words.ts';

for (const theme of THEMES) {
  test.describe(`a sign-in page that says nothing, on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme, deadActivationLink: 'sign-in' }));

    const arrivals: Readonly<Record<string, (page: Page, link: string) => Promise<unknown>>> = {
      'from a mail program': (page, link) => page.goto(link),
      'from mail in a browser': (page, link) => page.goto(link, { referer: 'https://mail.example/inbox' }),
    };
    for (const [how, arrive] of Object.entries(arrivals)) {
      test(`greets on the fold, and no louder, whoever was sent on to it ${how}`, async ({ page, shop }) => {
        const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
        await arrive(page, link);
        await expect(page).toHaveURL(shop.url('/account/login'));

        await expect(greeting(page)).toBeVisible();
        await expect(page.getByRole('heading', LEAD)).toHaveCount(0);
        await expect(offer(page).locator('input[type=email]')).toBeHidden();
        await greeting(page).click();
        await expect(offer(page).getByLabel(ours('way_in.ask.email_label'))).toBeVisible();
        await expect(
          offer(page).getByRole('heading', { name: ours('way_in.ask.heading'), exact: true }),
        ).toBeVisible();
      });
    }

    test('greets whoever was sent on to it by a link that died while its page was open', async ({
      page,
      shop,
    }) => {
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      shop.shop.accounts.invite(PEOPLE.invited.id);
      await setPassword(page, PASSWORD);
      await expect(page).toHaveURL(shop.url('/account/login'));

      await expect(greeting(page)).toBeVisible();
    });

    test('greets no ordinary visitor', async ({ page, shop }) => {
      const visits: Readonly<Record<string, () => Promise<unknown>>> = {
        'a bookmark': () => page.goto(shop.url('/account/login')),
        'a link from elsewhere': () =>
          page.goto(shop.url('/account/login'), { referer: 'https://search.example/' }),
        'a link on a page of the shop': () => followLink(page, shop, '/account/login'),
        'a link to the account on a page of the shop': () => followLink(page, shop, '/account'),
      };
      for (const [how, visit] of Object.entries(visits)) {
        await test.step(how, async () => {
          await visit();
          await expect(page).toHaveURL(shop.url('/account/login'));
          await expect(offer(page)).toHaveCount(1);
          await quiet(page);
          await expect(offer(page).locator('summary').first()).toContainText(ours('way_in.offer.summary'));
          await expect(greeting(page)).toBeHidden();
          await expect(page.getByRole('heading', LEAD)).toHaveCount(0);
          await expect(offer(page).locator('input[type=email]')).toBeHidden();
        });
      }
    });
  });
}

/** By a click, so that the browser says where it comes from. */
async function followLink(page: Page, shop: TestShop, path: string): Promise<void> {
  await page.goto(shop.url('/pages/about'));
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, id: 'way-on', textContent: 'on' });
    document.body.prepend(link);
  }, path);
  await page.locator('#way-on').click();
}

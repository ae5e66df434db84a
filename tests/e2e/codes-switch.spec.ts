import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { codesTo, guide, heard, switchBack, switchOver } from './support/codes.ts';
import { ask, askForHelp, islandIsThere, waited } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { ROUTED } from './support/requests.ts';
import {
  askForLink,
  expect,
  openWayIn,
  test,
  withAndWithoutJavaScript,
  type TestShop,
} from './support/shop.ts';
import { ours, wordsOf } from './support/words.ts';

test.use(ROUTED);

const THEMES = ['plain', 'vintage'] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** An account that gets a mail, none at all, and one that the merchant has blocked. */
const WAITING = [PEOPLE.migrated.email, 'nobody.here@example.com', PEOPLE.blocked.email];

for (const theme of THEMES) {
  test.describe(`the shop goes over to codes while a page is open, on ${theme}`, () => {
    test('whoever waits for a mail is told on the next poll, existing, unknown and blocked in the same words', async ({
      context,
      shop,
    }) => {
      shop.quirks({ theme });
      await context.clock.install();
      const pages: Page[] = [];
      for (const email of WAITING) {
        const page = await context.newPage();
        await askForHelp(page, shop, email);
        pages.push(page);
      }
      await shop.settled();
      const mails = shop.shop.mails.length;

      await switchOver(shop);
      for (const page of pages) await expect(guide(page)).toHaveCount(0);
      await context.clock.fastForward(MINUTE_MS);
      for (const page of pages) {
        await expect(guide(page).getByRole('heading')).toHaveText(ours('codes.heading'));
        await expect(waited(page)).toBeHidden();
      }

      const told = await Promise.all(
        pages.map(async (page, index) => {
          const [email = ''] = WAITING.slice(index);
          await expect(guide(page).getByText(email, { exact: true })).toBeVisible();
          return (await guide(page).innerText()).replace(email, 'typed');
        }),
      );
      expect(new Set(told).size).toBe(1);
      await shop.settled();
      expect(shop.shop.mails).toHaveLength(mails);
    });

    test('a request that was accepted before and is worked off after sends nothing to anybody', async ({
      context,
      shop,
    }) => {
      shop.quirks({ theme });
      const mails = shop.shop.mails.length;
      // Shopify answers late, and for what the shop is by then.
      shop.controls.setFault('admin-api', { kind: 'delay', ms: 2_000 });
      for (const email of WAITING) await askForHelp(await context.newPage(), shop, email);

      await switchOver(shop);
      shop.controls.setFault('admin-api', undefined);

      await shop.settled();
      expect(shop.shop.mails).toHaveLength(mails);
    });
  });
}

withAndWithoutJavaScript((javaScript) => {
  for (const theme of THEMES) {
    test(`a form from before the switch that is sent after it is answered with the guide and the address, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      for (const email of [...WAITING, 'kari.nordmann@hotmail.no']) {
        const mails = shop.shop.mails.length;
        await page.goto(shop.url('/nb/account/login'));
        await openWayIn(page);
        await islandIsThere(page);
        await switchOver(shop);

        await askForLink(page, email);

        await expect(guide(page)).toHaveCount(1);
        await expect(guide(page).getByRole('heading').first()).toHaveText(wordsOf('nb')('codes.heading'));
        await expect(guide(page).getByText(email, { exact: true }).first()).toBeVisible();
        await expect(page.locator('.lk-problem').filter({ visible: true })).toHaveCount(0);
        const { pathname, search } = new URL(page.url());
        expect([pathname, search]).toEqual(
          javaScript ? ['/nb/account/login', ''] : ['/nb/apps/account-access/requests', ''],
        );
        await shop.settled();
        expect(shop.shop.mails).toHaveLength(mails);
        await switchBack(shop);
      }
    });
  }
});

test('a page that waits asks at most fifteen times, and only while somebody looks at it', async ({
  page,
  shop,
}) => {
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith('/accounts')) asked.push(pathname + search);
  });
  await askForHelp(page, shop, PEOPLE.migrated.email);
  expect(asked).toEqual([]);

  for (let minute = 1; minute <= 20; minute += 1) {
    await page.clock.fastForward(MINUTE_MS + 1_000);
    await quiet(page);
    expect(asked).toHaveLength(Math.min(minute, 15));
  }
  // The question says nothing of whoever asks it.
  expect(new Set(asked)).toEqual(new Set(['/apps/account-access/accounts']));
});

test('within thirty days the shop can go back, and shoppers ask for links and choose passwords again', async ({
  page,
  shop,
}) => {
  const { email } = PEOPLE.migrated;
  await switchOver(shop, { legacyAccountUrls: 'theme' });
  await page.goto(shop.url('/account/login'));
  await expect(guide(page)).toHaveCount(1);
  await expect(page.locator('latchkey-way-in')).toHaveCount(0);

  shop.controls.clock.advance(29 * DAY_MS);
  await switchBack(shop);
  await ask(page, shop, email);

  await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();
  await expect(guide(page)).toHaveCount(0);
  expect((await shop.mail(email)).kind).toBe('account-invite');
  expect(codesTo(shop, email)).toEqual([]);
});

test('pages tell of codes as soon as the app has told Liquid, by its own doing alone', async ({
  page,
  shop,
}: {
  page: Page;
  shop: TestShop;
}) => {
  shop.quirks({ theme: 'vintage', legacyAccountUrls: 'theme' });
  await page.goto(shop.url('/account/login'));
  await openWayIn(page);

  shop.quirks({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
  await heard(shop);

  await page.goto(shop.url('/account/login'));
  await expect(guide(page)).toHaveCount(1);
});

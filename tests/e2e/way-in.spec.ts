import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { MailKind } from '../../src/devstore/shopify/types.ts';
import { islandIsThere } from './support/inbox.ts';
import { askForLink, expect, openWayIn, test, THEMES, withAndWithoutJavaScript } from './support/shop.ts';

const CHECK_INBOX = { name: 'Check your inbox' } as const;

/** The table of the product: who gets which mail. */
const DECISIONS: readonly { who: string; email: string; mail: MailKind | 'none' }[] = [
  {
    who: 'a customer who was moved here and never activated',
    email: PEOPLE.migrated.email,
    mail: 'account-invite',
  },
  { who: 'an invited customer', email: PEOPLE.invited.email, mail: 'account-invite' },
  { who: 'a customer whose invite expired', email: PEOPLE.inviteExpired.email, mail: 'account-invite' },
  { who: 'an active customer', email: PEOPLE.enabled.email, mail: 'password-reset' },
  { who: 'a customer who declined', email: PEOPLE.declined.email, mail: 'none' },
  { who: 'a blocked customer', email: PEOPLE.blocked.email, mail: 'none' },
  { who: 'an active customer with a block tag', email: PEOPLE.enabledBlocked.email, mail: 'none' },
  { who: 'somebody without an account', email: 'nobody.here@example.com', mail: 'none' },
];

for (const theme of THEMES) {
  withAndWithoutJavaScript(() => {
    for (const { who, email, mail } of DECISIONS) {
      test(`${who} asks on the sign-in page of ${theme}: ${mail}`, async ({ page, shop }) => {
        shop.quirks({ theme });
        const before = shop.mailsTo(email).length;

        await page.goto(shop.url('/account/login'));
        await askForLink(page, email);

        await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
        await shop.settled();
        const sent = shop.mailsTo(email).slice(before);
        expect(sent.map(({ kind }) => kind)).toEqual(mail === 'none' ? [] : [mail]);
      });
    }

    test(`an address with a slip in it is kept, and told apart kindly, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      await page.goto(shop.url('/account/login'));

      // An address that the browser's own check lets pass.
      await askForLink(page, 'ann@example');

      await expect(
        page
          .getByText(/doesn.t look like an email address/)
          .filter({ visible: true })
          .first(),
      ).toBeVisible();
      await expect(page.getByLabel('Email address').filter({ visible: true })).toHaveValue('ann@example');
    });
  });

  test(`too many requests in a row are told when to come back, on ${theme}`, async ({ page, shop }) => {
    shop.quirks({ theme });
    for (let time = 0; time < 6; time += 1) {
      await page.goto(shop.url('/account/login'));
      await askForLink(page, PEOPLE.enabled.email);
      await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
    }

    await page.goto(shop.url('/account/login'));
    await askForLink(page, PEOPLE.enabled.email);
    await expect(page.getByRole('heading', { name: 'Please wait a little' })).toBeVisible();
    await expect(page.getByText(/ask again in \d+ minutes?/)).toBeVisible();
  });
}

test('the address is shown again, and can be changed', async ({ page, shop }) => {
  await page.goto(shop.url('/account/login'));
  await openWayIn(page);
  await islandIsThere(page);
  await askForLink(page, PEOPLE.migrated.email);

  await expect(page.locator('latchkey-way-in').getByText(PEOPLE.migrated.email)).toBeVisible();
  await page.getByRole('button', { name: 'Use another address' }).click();
  await expect((await openWayIn(page)).getByLabel('Email address')).toBeVisible();
});

test('a shop that renamed the proxy path is served under its own', async ({ page, shop }) => {
  shop.quirks({
    proxyPath: '/tools/hello-again',
    blockSettings: {
      'account-access': { proxy_path: '/tools/hello-again' },
      'way-in': { proxy_path: '/tools/hello-again' },
    },
  });

  await page.goto(shop.url('/account/login'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
});

test('a captcha on the sign-in forms does not stand in the way', async ({ page, shop }) => {
  shop.quirks({ captcha: true });

  await page.goto(shop.url('/account/login'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
});

test('opening the pages of the proxy changes nothing', async ({ page, shop }) => {
  const mails = shop.shop.mails.length;

  for (const path of ['', '/', '/requests']) {
    await page.goto(shop.url(`/apps/account-access${path}`));
  }

  await shop.settled();
  expect(shop.shop.mails.length).toBe(mails);
});

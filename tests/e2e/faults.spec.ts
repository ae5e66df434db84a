import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { Fault, FaultTarget } from '../../src/devstore/shopify/types.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  setPassword,
  test,
  withAndWithoutJavaScript,
} from './support/shop.ts';

const CHECK_INBOX = { name: 'Check your inbox' } as const;
const TRY_LATER = { name: 'We can’t take your request right now' } as const;

const ON_THE_WAY: readonly { what: string; target: FaultTarget; fault: Fault }[] = [
  { what: 'the app answers 500', target: 'app-server', fault: { kind: 'status', status: 500 } },
  {
    what: 'the app answers something healthy-looking that is not ours',
    target: 'app-server',
    fault: { kind: 'status', status: 200 },
  },
  { what: 'the app cuts the connection', target: 'app-server', fault: { kind: 'refuse' } },
  { what: 'the proxy answers 502', target: 'app-proxy', fault: { kind: 'status', status: 502 } },
  { what: 'the database is gone', target: 'database', fault: { kind: 'refuse' } },
];

for (const { what, target, fault } of ON_THE_WAY) {
  test(`when ${what}, the page says so, keeps the address and works once it is mended`, async ({
    page,
    shop,
  }) => {
    await page.goto(shop.url('/account/login'));
    shop.shop.faults.set(target, fault);
    await askForLink(page, PEOPLE.migrated.email);

    await expect(page.getByRole('heading', TRY_LATER)).toBeVisible({ timeout: 15_000 });
    await expect(
      page.locator('form[action$="/account/login"]').filter({ visible: true }).first(),
    ).toBeVisible();

    shop.shop.faults.set(target, undefined);
    await expect(async () => {
      await page.goto(shop.url('/account/login'));
      await askForLink(page, PEOPLE.migrated.email);
      await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 20_000 });
    await shop.mail(PEOPLE.migrated.email, 'account-invite');
  });
}

withAndWithoutJavaScript(() => {
  const down: readonly FaultTarget[] = ['admin-api', 'storefront-api'];
  for (const target of down) {
    test(`a request made while the ${target} is down is kept, and its mail comes when it is back`, async ({
      page,
      shop,
    }) => {
      const who = target === 'admin-api' ? PEOPLE.migrated.email : PEOPLE.enabled.email;
      shop.shop.faults.set(target, { kind: 'status', status: 503 });

      await page.goto(shop.url('/account/login'));
      await askForLink(page, who);
      await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
      expect(shop.mailsTo(who)).toEqual([]);
      shop.shop.faults.set(target, undefined);

      await shop.mail(who);
    });
  }
});

test('a throttled Admin API delays the mail and does not lose it', async ({ page, shop }) => {
  shop.shop.faults.set('admin-api', { kind: 'throttle', times: 2 });

  await page.goto(shop.url('/account/login'));
  await askForLink(page, PEOPLE.migrated.email);

  await shop.mail(PEOPLE.migrated.email, 'account-invite');
});

test('without our scripts the page still works', async ({ page, shop }) => {
  shop.shop.faults.set('cdn', { kind: 'status', status: 503 });

  await page.goto(shop.url('/account/login'));
  await askForLink(page, PEOPLE.migrated.email);
  await expect(page.getByRole('heading', CHECK_INBOX)).toBeVisible();
  const { link = '' } = await shop.mail(PEOPLE.migrated.email, 'account-invite');
  await page.goto(link);
  await setPassword(page, 'nine brown bears');

  await expectSignedIn(page, shop);
});

test('a shop behind a password answers the script with a page, and the script says to try later', async ({
  page,
  shop,
}) => {
  await page.goto(shop.url('/account/login'));
  shop.quirks({ passwordProtected: true });
  await askForLink(page, PEOPLE.migrated.email);

  await expect(page.getByRole('heading', TRY_LATER)).toBeVisible();
});

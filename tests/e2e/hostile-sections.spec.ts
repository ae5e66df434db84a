import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { refreshed, refreshSections } from './support/hostile.ts';
import { fieldInThemesForm, openInvite } from './support/password-panel.ts';
import { ROUTED } from './support/requests.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  passwordFields,
  setPassword,
  test,
  withAndWithoutJavaScript,
} from './support/shop.ts';

const PASSWORD = 'four silent otters';

test.use(ROUTED);
test.beforeEach(({ shop }) => shop.quirks({ theme: 'hostile' }));

test.describe('a section that the theme fetches and puts in place of itself', () => {
  const PLACES = {
    'a block': { blocksPlaced: true, embedEnabled: false },
    'the app embed': { blocksPlaced: false, embedEnabled: true },
    'block and embed': { blocksPlaced: true, embedEnabled: true },
  };
  for (const [what, placed] of Object.entries(PLACES)) {
    test(`brings the password island of ${what} back, and its form still works`, async ({ page, shop }) => {
      shop.quirks(placed);
      await openInvite(page, shop);
      await refreshed(page, 1);
      await expect(fieldInThemesForm(page)).toBeVisible();

      await refreshSections(page);
      await refreshed(page, 2);

      await expect(fieldInThemesForm(page)).toBeVisible();
      await expect(page.locator('latchkey-set-password').filter({ visible: true })).toHaveCount(1);
      await expect(passwordFields(page)).toHaveCount(1);
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
    });

    test(`brings the offer of ${what} back, and it gets through`, async ({ page, shop }) => {
      shop.quirks(placed);
      await page.goto(shop.url('/account/login'));
      await refreshed(page, 1);
      await refreshSections(page);
      await refreshed(page, 2);

      await expect(page.locator('latchkey-way-in').filter({ visible: true })).toHaveCount(1);
      await askForLink(page, PEOPLE.migrated.email);

      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
      await shop.mail(PEOPLE.migrated.email, 'account-invite');
    });
  }
});

test.describe('where the loader arrives and a module does not', () => {
  test('the theme’s password form works, its section replaced meanwhile', async ({ page, shop }) => {
    await page.route(/set-password\.js/, (route) => route.abort());
    await openInvite(page, shop);
    await refreshed(page, 1);

    await setPassword(page, PASSWORD);

    await expectSignedIn(page, shop);
  });

  test('our own password form works where the theme has none', async ({ page, shop }) => {
    await page.route(/set-password\.js/, (route) => route.abort());
    shop.quirks({ themeFormsShown: false });
    await openInvite(page, shop);

    await setPassword(page, PASSWORD);

    await expectSignedIn(page, shop);
  });

  test('the offer works as a plain form', async ({ page, shop }) => {
    await page.route(/way-in\.js/, (route) => route.abort());
    await page.goto(shop.url('/account/login'));

    await askForLink(page, PEOPLE.migrated.email);

    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
    await shop.mail(PEOPLE.migrated.email, 'account-invite');
  });
});

withAndWithoutJavaScript(() => {
  for (const themeFormsShown of [true, false]) {
    test(`two instances of a block never show two forms, theme’s form ${themeFormsShown ? 'shown' : 'hidden'}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ themeFormsShown, embedEnabled: true });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.route(/\/account\/activate\//, async (route) => {
        const response = await route.fetch();
        return route.fulfill({ response, body: twice(await response.text()) });
      });

      await page.goto(link);

      await expect(page.locator('.apps latchkey-way-in')).toHaveCount(2);
      await expect(passwordFields(page)).toHaveCount(1);
      // With a script, the offer may stand among the help in the theme's form instead.
      expect(await page.locator('latchkey-way-in').filter({ visible: true }).count()).toBeLessThanOrEqual(1);
    });
  }
});

/** The block a second time behind itself, under ids of its own. */
function twice(html: string): string {
  const block = /<latchkey-set-password[\s\S]*?<\/latchkey-way-in>/.exec(html)?.[0] ?? '';
  return html.replace(block, () => block + block.replaceAll(/\b(id="|for="|"id": ")lk-/g, '$1lk-again-'));
}

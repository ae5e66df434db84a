import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { islandIsThere, openInvite, panel, recordPosts, settings } from './support/password-panel.ts';
import { ROUTED } from './support/requests.ts';
import {
  expect,
  expectSignedIn,
  passwordFields,
  setPassword,
  test,
  typePassword,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';
import { ours, wordsOf } from './support/words.ts';

test.use(ROUTED);

const GOOD = 'seven quiet lakes';
const DAY_MS = 24 * 3_600_000;

for (const theme of THEMES) {
  test.describe(`the guided page on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme }));

    test('says before anything is typed what will happen and what a password must be', async ({
      page,
      shop,
    }) => {
      await openInvite(page, shop);
      await islandIsThere(page);

      await expect(panel(page).getByRole('heading')).toHaveText(ours('set_password.activation.heading'));
      await expect(panel(page).getByRole('listitem').filter({ visible: true })).toHaveText([
        ours('set_password.activation.step_1'),
        ours('set_password.activation.step_2'),
        ours('set_password.activation.step_3'),
      ]);
      const field = panel(page).getByLabel(ours('set_password.field.label'), { exact: true });
      await expect(field).toHaveAccessibleDescription(
        `${ours('set_password.field.rules')} ${ours('set_password.field.advice')}`,
      );
      await expect(panel(page).locator('.lk-rules')).toHaveText(ours('set_password.field.rules'));
      await expect(panel(page).locator('.lk-rules')).toBeVisible();
      const [rules, input] = await Promise.all([
        panel(page).locator('.lk-rules').boundingBox(),
        field.boundingBox(),
      ]);
      expect(rules?.y ?? Number.NaN).toBeLessThan(input?.y ?? Number.NaN);
    });

    test('asks for the password once and gives Shopify both', async ({ page, shop }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);

      await expect(page.locator('input[type=password]').filter({ visible: true })).toHaveCount(1);
      await setPassword(page, GOOD);

      await expectSignedIn(page, shop);
      expect(posts.map((post) => post.getAll('customer[password]'))).toEqual([[GOOD]]);
      expect(posts.map((post) => post.getAll('customer[password_confirmation]'))).toEqual([[GOOD]]);
    });

    test('asks twice where the merchant wants it, and says when the two differ', async ({ page, shop }) => {
      shop.quirks(settings({ two_fields: true }));
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const again = panel(page).getByLabel(ours('set_password.field.label_again'));

      await typePassword(page, GOOD);
      await again.fill('seven quiet cakes');
      await again.press('Enter');
      const summary = page.locator('.lk-summary').filter({ visible: true });
      await expect(summary).toContainText(ours('set_password.errors.mismatch'));
      await expect(summary).toBeFocused();
      expect(posts).toEqual([]);
      await expect(again).toHaveValue('seven quiet cakes');

      await again.fill(GOOD);
      await again.press('Enter');
      await expectSignedIn(page, shop);
    });

    test('welcomes password managers, long passwords and pasting', async ({ page, shop }) => {
      await openInvite(page, shop);
      await islandIsThere(page);
      const field = passwordFields(page);
      await expect(field).toHaveAttribute('autocomplete', 'new-password');
      expect(await field.getAttribute('maxlength')).toBeNull();

      // Only what is shown can be cut.
      await panel(page).getByRole('button', { name: /^Show/ }).click();
      const long = `${'a long walk '.repeat(30)}home`;
      await field.fill(long);
      await field.press('ControlOrMeta+a');
      await field.press('ControlOrMeta+x');
      await expect(field).toHaveValue('');
      await field.press('ControlOrMeta+v');
      await expect(field).toHaveValue(long);
      await field.press('Enter');

      await expectSignedIn(page, shop);
      expect(shop.shop.accounts.signIn(PEOPLE.invited.email, long).kind).toBe('done');
    });

    for (const [prefix, locale, inWords] of [
      ['', 'en', 'is too short (at least 5 characters).'],
      ['/de', 'de', 'ist zu kurz (mindestens 5 Zeichen).'],
    ] as const) {
      test(`leads from Shopify’s own refusal to the field, in ${locale}`, async ({ page, shop }) => {
        const words = wordsOf(locale);
        await openInvite(page, shop, prefix);
        await islandIsThere(page, words('set_password.show.show_label'));
        // Shopify may refuse what our own check lets pass: on its way the password becomes such a one.
        await page.route('**/account/activate', (route) => {
          const body = new URLSearchParams(route.request().postData() ?? '');
          body.set('customer[password]', 'abc');
          body.set('customer[password_confirmation]', 'abc');
          return route.continue({ postData: body.toString() });
        });
        await typePassword(page, GOOD);
        await passwordFields(page).press('Enter');

        const summary = page.getByRole('region', { name: words('set_password.errors.heading') });
        await expect(summary).toBeFocused();
        await expect(summary.getByRole('listitem')).toHaveCount(1);
        await expect(summary.getByRole('link')).toContainText(inWords);
        await expect(passwordFields(page)).toHaveAccessibleDescription(new RegExp(escaped(inWords)));
        await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'true');
        // Told once: the theme's own copy is out of sight.
        await expect(page.getByText(inWords).filter({ visible: true })).toHaveCount(2);

        const before = page.url();
        await summary.getByRole('link').click();
        await expect(passwordFields(page)).toBeFocused();
        expect(page.url()).toBe(before);

        await page.unroute('**/account/activate');
        await setPassword(page, GOOD);
        await expectSignedIn(page, shop);
      });
    }

    test('keeps “This isn’t you?” shut, says what declining means, and posts it once', async ({
      page,
      shop,
    }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const decline = page.locator('[name=decline]').filter({ visible: true });
      await expect(decline).toHaveCount(0);

      await panel(page).getByText(ours('set_password.decline.summary')).click();
      await expect(panel(page).getByText(ours('set_password.decline.text'))).toBeVisible();
      await expect(decline).toHaveCount(1);
      expect(shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('INVITED');
      await decline.dblclick();

      await expect.poll(() => shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('DECLINED');
      await expect(page).toHaveURL(shop.url('/'));
      expect(posts.map((post) => post.has('decline'))).toEqual([true]);
    });

    test('says on the account page what works now, and leads on', async ({ page, shop }) => {
      shop.quirks({
        blockSettings: {
          'account-access': { benefits: 'See all your orders\n\nReorder <in> two clicks' },
        },
      });
      await openInvite(page, shop, '', '?return_to=/pages/about');
      await setPassword(page, GOOD);
      await expectSignedIn(page, shop);

      const done = page.getByRole('region', { name: ours('done.heading') });
      await expect(done.getByRole('status')).toContainText(ours('done.text'));
      await expect(done.getByRole('listitem')).toHaveText(['See all your orders', 'Reorder <in> two clicks']);
      await expect(done.getByRole('link', { name: ours('done.shop') })).toHaveAttribute('href', '/');
      await done.getByRole('link', { name: ours('done.back') }).click();
      await expect(page).toHaveURL(shop.url('/pages/about'));
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  // Sections can be hidden by a merchant; what a `.liquid` template says always shows.
  for (const theme of THEMES.filter((name) => name !== 'vintage')) {
    test(`our own form says what will happen and what a password must be, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, themeFormsShown: false });
      await openInvite(page, shop);

      for (const key of ['step_1', 'step_2', 'step_3'])
        await expect(panel(page).getByText(ours(`set_password.activation.${key}`))).toBeVisible();
      const field = passwordFields(page);
      await expect(field).toHaveAccessibleDescription(
        `${ours('set_password.field.rules')} ${ours('set_password.field.advice')}`,
      );
      await expect(field).toHaveAttribute('autocomplete', 'new-password');
      expect(await field.getAttribute('maxlength')).toBeNull();
      await expect(panel(page).getByLabel(ours('set_password.field.label_again'))).toBeVisible();
    });

    test(`our own form leads from Shopify’s refusal to the field, in German too, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, themeFormsShown: false });
      await openInvite(page, shop, '/de');
      await setPassword(page, 'abc');

      const words = wordsOf('de');
      const summary = page.getByRole('region', { name: words('set_password.errors.heading') });
      const link = summary.getByRole('link', { name: /ist zu kurz \(mindestens 5 Zeichen\)/ });
      await expect(link).toHaveAttribute('href', `#${await passwordFields(page).getAttribute('id')}`);
      await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'true');
      await expect(passwordFields(page)).toHaveAccessibleDescription(/^Passwort ist zu kurz/);
      await setPassword(page, GOOD);
      await expectSignedIn(page, shop);
    });
  }
});

withAndWithoutJavaScript(() => {
  test('a link that looks too old and still works says so as a hint, and lets the shopper in', async ({
    page,
    shop,
  }) => {
    // Liquid's "now" is the real one; where the shop's own clock is behind, a link lives longer.
    shop.controls.clock.advance(-31 * DAY_MS);
    shop.shop.accounts.invite(PEOPLE.migrated.id);
    const { link = '' } = await shop.mail(PEOPLE.migrated.email, 'account-invite');
    await page.goto(link);

    const note = page.getByText(ours('set_password.old_link')).filter({ visible: true });
    await expect(note).toHaveCount(1);
    await expect(page.getByRole('heading', { name: ours('way_in.ask.heading_dead_link') })).toBeHidden();
    await setPassword(page, GOOD);
    await expectSignedIn(page, shop);
  });

  test('a link that is young says nothing of age', async ({ page, shop }) => {
    await openInvite(page, shop);

    await expect(passwordFields(page)).toHaveCount(1);
    await expect(page.getByText(ours('set_password.old_link'))).toHaveCount(0);
  });
});

test.describe('where the link says to go on to', () => {
  for (const elsewhere of [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
  ]) {
    test(`${elsewhere} leads nowhere`, async ({ page, shop }) => {
      await openInvite(page, shop, '', `?return_to=${elsewhere}`);
      await setPassword(page, GOOD);

      const done = page.getByRole('region', { name: ours('done.heading') });
      await expect(done).toBeVisible();
      await expect(done.locator('[data-lk-back]')).toBeHidden();
      await expect(done.locator('[data-lk-back]')).toHaveAttribute('href', '/');
    });
  }

  test('a way back is also kept by a new password, and comes in the language of the page', async ({
    page,
    shop,
  }) => {
    shop.shop.accounts.recover(PEOPLE.enabledGerman.email);
    const { link = '' } = await shop.mail(PEOPLE.enabledGerman.email, 'password-reset');
    await page.goto(`${link}?return_to=/de/pages/about`);
    await setPassword(page, GOOD);

    const words = wordsOf('de');
    const done = page.getByRole('region', { name: words('done.heading') });
    await expect(done.getByRole('link', { name: words('done.shop') })).toHaveAttribute('href', '/de');
    await expect(done.getByRole('link', { name: words('done.back') })).toHaveAttribute(
      'href',
      '/de/pages/about',
    );
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.()]/g, String.raw`\$&`);
}

import type { Locator, Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { sensibleStops, tabTo, walk } from './support/keyboard.ts';
import { expect, expectSignedIn, test, THEMES, type TestShop } from './support/shop.ts';
import { ours } from './support/words.ts';

const PASSWORD = 'five windy harbours';

for (const theme of THEMES) {
  test.describe(`with the keyboard alone, on ${theme}`, () => {
    test('J1: an invited shopper is stopped by a slip, mends it, and is told that the account is open', async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      await expectPasswordPage(page, 'activation');

      await mendASlip(page, 'activation');
      await showAndHide(page);
      await tabTo(page, passwordButton(page, 'activation'));
      await page.keyboard.press('Space');

      await expectSignedIn(page, shop);
      await expectToldThatItIsOpen(page);
    });

    test('J2: a shopper with a dead link asks for a new one, and reads on where the answer is', async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, deadActivationLink: 'invalid-token' });
      const { email } = PEOPLE.inviteExpired;
      const dead = await shop.mail(email, 'account-invite');
      await page.goto(dead.link ?? '');
      await expectSaid(page, ours('way_in.ask.heading_dead_link'));
      await expectNamed(wayIn(page), ours('way_in.offer.label'));
      await expectSensibleStops(page);

      await askByKeys(page, email, ours('way_in.ask.button_dead_link'));

      await setPasswordByKeys(page, shop, await newest(shop, email, 2), 'activation');
    });

    test('J3: a shopper without a password opens the offer on the sign-in page, and may think again', async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      const { email } = PEOPLE.migrated;
      await page.goto(shop.url('/account/login'));
      await expectSensibleStops(page);
      const fold = wayIn(page).locator('summary').first();
      await expect(fold.getByText(ours('way_in.offer.summary'), { exact: true })).toBeVisible();

      await tabTo(page, fold);
      await page.keyboard.press('Enter');
      await expect(addressField(page)).toBeVisible();
      await page.keyboard.press('Space');
      await expect(addressField(page)).toBeHidden();
      await expect(fold).toBeFocused();
      await page.keyboard.press('Space');
      await expectNamed(wayIn(page), ours('way_in.offer.label'));
      await expectSensibleStops(page);
      await askByKeys(page, email, ours('way_in.ask.button'));

      await setPasswordByKeys(page, shop, await newest(shop, email, 1), 'activation');
    });

    test('J5: an active shopper chooses a new password by the reset link', async ({ page, shop }) => {
      shop.quirks({ theme });
      shop.shop.accounts.recover(PEOPLE.enabled.email);
      const { link = '' } = await shop.mail(PEOPLE.enabled.email, 'password-reset');
      await page.goto(link);
      await expectPasswordPage(page, 'reset');

      await mendASlip(page, 'reset');
      await page.keyboard.press('Enter');

      await expectSignedIn(page, shop);
      await expectToldThatItIsOpen(page);
    });
  });
}

type LinkPage = 'activation' | 'reset';

function setPassword(page: Page): Locator {
  return page.locator('latchkey-set-password').filter({ visible: true });
}

function wayIn(page: Page): Locator {
  return page.locator('latchkey-way-in').filter({ visible: true });
}

function passwordField(page: Page): Locator {
  return setPassword(page).getByLabel(ours('set_password.field.label'), { exact: true });
}

function passwordButton(page: Page, of: LinkPage): Locator {
  return setPassword(page).getByRole('button', { name: ours(`set_password.${of}.button`), exact: true });
}

function addressField(page: Page): Locator {
  return wayIn(page).getByRole('textbox', { name: ours('way_in.ask.email_label'), exact: true });
}

async function expectSaid(page: Page, heading: string): Promise<void> {
  await expect(
    page.getByRole('heading', { name: heading, exact: true }).filter({ visible: true }),
  ).toHaveCount(1);
}

/** What a screen reader says of the page that sets a password: the place, the field with its rules, the acts. */
async function expectPasswordPage(page: Page, of: LinkPage): Promise<void> {
  // Only the island brings it, so what follows meets no form that is about to be replaced.
  await expect(
    setPassword(page).getByRole('button', { name: ours('set_password.show.show_label'), exact: true }),
  ).toBeVisible();
  await expectSaid(page, ours(`set_password.${of}.heading`));
  await expectNamed(setPassword(page), ours(`set_password.${of}.heading`));
  await expect(passwordField(page)).toHaveCount(1);
  await expect(passwordField(page)).toHaveAccessibleDescription(
    new RegExp(escaped(ours('set_password.field.rules'))),
  );
  await expect(passwordButton(page, of)).toHaveCount(1);
  await expectSensibleStops(page);
}

/** A region of that name, in which nothing that can be used is without one. */
async function expectNamed(region: Locator, name: string): Promise<void> {
  await expect(region).toHaveRole('region');
  await expect(region).toHaveAccessibleName(name);
  const nameless = /^\s*- (button|link|textbox|checkbox|region|heading)(?! ")/m;
  expect(await region.ariaSnapshot()).not.toMatch(nameless);
}

/**
 * From the top of the page to its end by Tab: every control of ours comes, once, in the order in which they stand
 * in the document and on the screen, and is seen to have focus. Backwards the same way.
 */
async function expectSensibleStops(page: Page): Promise<void> {
  const mine = await sensibleStops(page);
  const back = (await walk(page, 'Shift+Tab')).filter((stop) => stop.ours);
  expect(back.map(({ name }) => name).toReversed()).toEqual(mine.map(({ name }) => name));
}

/** Sends too short a password, lands in the summary, follows it to the field, and types a good one. */
async function mendASlip(page: Page, of: LinkPage): Promise<void> {
  await tabTo(page, passwordField(page));
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');

  const summary = setPassword(page).getByRole('region', { name: ours('set_password.errors.heading') });
  await expect(summary).toBeFocused();
  const wrong = ours('set_password.errors.too_short');
  await expect(passwordField(page)).toHaveAccessibleDescription(new RegExp(escaped(wrong)));
  await expect(passwordField(page)).toHaveAttribute('aria-invalid', 'true');
  await expectNamed(setPassword(page), ours(`set_password.${of}.heading`));
  await tabTo(page, summary.getByRole('link', { name: wrong, exact: true }));
  await page.keyboard.press('Enter');
  await expect(passwordField(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(PASSWORD);
}

async function showAndHide(page: Page): Promise<void> {
  const said = (key: string) =>
    expect(
      setPassword(page)
        .getByRole('status')
        .filter({ hasText: ours(key) }),
    ).toHaveCount(1);
  await tabTo(page, setPassword(page).getByRole('button', { name: ours('set_password.show.show_label') }));
  await page.keyboard.press('Space');
  await said('set_password.show.is_shown');
  await expect(passwordField(page)).toHaveAttribute('type', 'text');
  // The same button: focus has stayed, and its name says what it does now.
  await expect(
    setPassword(page).getByRole('button', { name: ours('set_password.show.hide_label') }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await said('set_password.show.is_hidden');
  await expect(passwordField(page)).toHaveAttribute('type', 'password');
  await tabTo(page, passwordField(page), 'Shift+Tab');
  await expect(passwordField(page)).toHaveValue(PASSWORD);
}

/** Sends an address with a slip, mends it, sends it again, and is where the answer begins. */
async function askByKeys(page: Page, email: string, button: string): Promise<void> {
  await tabTo(page, addressField(page));
  await page.keyboard.type('freya@example');
  await page.keyboard.press('Enter');

  const summary = wayIn(page).getByRole('region', { name: ours('way_in.errors.heading') });
  await expect(summary).toBeFocused();
  await expect(addressField(page)).toHaveAccessibleDescription(
    new RegExp(escaped(ours('way_in.errors.email_malformed'))),
  );
  await tabTo(page, summary.getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(addressField(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(email);
  await tabTo(page, wayIn(page).getByRole('button', { name: button, exact: true }));
  await page.keyboard.press('Enter');

  await expect(wayIn(page).getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeFocused();
  await expect(wayIn(page).getByRole('status').first()).toHaveText(ours('way_in.check_inbox.text'));
  await expectNamed(wayIn(page), ours('way_in.offer.label'));
  // On from the heading: the next stop is the way back, and it works.
  const change = wayIn(page).getByRole('button', { name: ours('way_in.check_inbox.change'), exact: true });
  await tabTo(page, change);
  await page.keyboard.press('Space');
  await expect(addressField(page)).toBeFocused();
}

async function setPasswordByKeys(page: Page, shop: TestShop, link: string, of: LinkPage): Promise<void> {
  await page.goto(link);
  await expectPasswordPage(page, of);
  await tabTo(page, passwordField(page));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expectSignedIn(page, shop);
  await expectToldThatItIsOpen(page);
}

/** The good news is read out by itself, takes no focus, and can be closed. */
async function expectToldThatItIsOpen(page: Page): Promise<void> {
  const done = page.locator('latchkey-done');
  await expect(done.getByRole('status')).toContainText(ours('done.heading'));
  await expectNamed(done, ours('done.heading'));
  await tabTo(page, done.getByRole('button', { name: ours('done.close'), exact: true }));
  await page.keyboard.press('Enter');
  await expect(done).toBeHidden();
}

async function newest(shop: TestShop, email: string, mails: number): Promise<string> {
  await expect.poll(() => shop.mailsTo(email).length).toBe(mails);
  const { link = '' } = await shop.mail(email, 'account-invite');
  return link;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { MINUTE_MS, pass, stopClock } from './support/clock.ts';
import {
  again,
  askForHelp,
  CHANGE,
  GMAIL,
  help,
  offer,
  offerSettings,
  referenceOn,
  SENDER,
  spoken,
  words,
} from './support/inbox.ts';
import { holdBack, recordRequests, ROUTED } from './support/requests.ts';
import { expect, haveAsked, openWayIn, test } from './support/shop.ts';

test.use(ROUTED);
test.beforeEach(({ page }) => page.clock.install());

test.describe('asking again', () => {
  test('is possible after a minute, counted down where it is seen, and asks for a real mail', async ({
    page,
    shop,
  }) => {
    shop.quirks(offerSettings(SENDER));
    const asked = recordRequests(page);
    const { email } = PEOPLE.migrated;
    await askForHelp(page, shop, email);
    await expect.poll(() => shop.mailsTo(email).length).toBe(1);
    await stopClock(page);
    const reference = await referenceOn(page);

    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    await expect(help(page)).toContainText(/You can ask for it again in (1:00|0:5\d)\./);
    // Playwright itself would wait for a button that is not disabled; a shopper would not.
    await again(page).click({ force: true });
    await again(page).press('Enter');
    await pass(page, shop, 50_000);
    await expect(help(page)).toContainText(/You can ask for it again in 0:(0\d|10)\./);
    await again(page).click({ force: true });
    expect(asked.requests()).toHaveLength(1);

    for (const mails of [2, 3]) {
      await pass(page, shop, MINUTE_MS + 2_000);
      await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
      await expect(help(page)).not.toContainText('You can ask for it again in');
      await again(page).click();

      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
      expect(asked.requests()).toHaveLength(mails);
      await expect.poll(() => shop.mailsTo(email).length).toBe(mails);
      if (mails === 2) {
        await expect(again(page)).toBeFocused();
        await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
        await expect(help(page)).toContainText('You can ask for it again in 1:00.');
      }
    }

    // Enough: what helps now is another address, or a person.
    await expect(again(page)).toHaveCount(0);
    await expect(help(page).getByText(words('inbox.again_enough'))).toBeVisible();
    await expect(offer(page).getByRole('link', { name: SENDER.support_email })).toBeVisible();
    await pass(page, shop, 20 * MINUTE_MS);
    await expect(again(page)).toHaveCount(0);
    expect(asked.requests().map(({ email: address }) => address)).toEqual([email, email, email]);
    expect(new Set(asked.requests().map(({ reference: uuid }) => uuid)).size).toBe(1);
    expect(await referenceOn(page)).toBe(reference);

    await help(page).getByRole('button', CHANGE).click();
    await expect((await openWayIn(page)).locator('input[type=email]')).toBeFocused();
  });

  test('does not lose the focus of whoever pressed the button for the last time', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    for (const _ of [1, 2]) {
      await pass(page, shop, MINUTE_MS + 2_000);
      await again(page).press('Enter');
      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    }

    await expect(help(page).getByText(words('inbox.again_enough'))).toBeVisible();
    await expect(help(page).locator('.lk-again :focus')).toHaveText(CHANGE.name);
  });

  test('happens once for two presses in a row', async ({ page, shop }) => {
    const asked = recordRequests(page);
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await pass(page, shop, MINUTE_MS);
    const answer = await holdBack(page, /\/requests$/);

    await again(page).dblclick();
    await again(page).press('Enter');
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    answer.letGo();

    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    expect(asked.requests()).toHaveLength(2);
  });

  test('gives way to the next advice', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await pass(page, shop, 2 * MINUTE_MS);
    await again(page).click();
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));

    await pass(page, shop, 3 * MINUTE_MS);

    await expect(spoken(page)).toHaveText(words('inbox.advice_5'));
  });

  test('too often says how long to wait, and nothing else', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await haveAsked(shop, GMAIL, 6);
    await pass(page, shop, MINUTE_MS);
    const answer = page.waitForResponse(/\/requests$/);
    await again(page).click();

    expect((await answer).status()).toBe(429);
    const seconds = Number((await (await answer).json()).error.retryAfterSeconds);
    expect(seconds).toBeGreaterThan(120);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    const shown = /again in (\d+):(\d\d)\./.exec(await help(page).innerText()) ?? [];
    expect(Math.abs(Number(shown[1]) * 60 + Number(shown[2]) - seconds)).toBeLessThanOrEqual(1);
    // A minute is not what it takes.
    await expect(spoken(page)).not.toContainText('in a minute');
    await expect(spoken(page)).not.toBeEmpty();

    await pass(page, shop, (seconds - 5) * 1_000);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    await pass(page, shop, 6_000);
    await again(page).click();
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
  });

  for (const [what, fail] of Object.entries({
    'the app fails': (page: Page) => page.route(/\/requests$/, (route) => route.fulfill({ status: 500 })),
    'nothing gets through': (page: Page) => page.route(/\/requests$/, (route) => route.abort()),
  })) {
    test(`when ${what} says so, and may be tried again`, async ({ page, shop }) => {
      await askForHelp(page, shop, GMAIL);
      await stopClock(page);
      await pass(page, shop, MINUTE_MS);
      await fail(page);
      await again(page).click();
      await expect(spoken(page)).toHaveText(words('inbox.again_failed'));
      await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);

      await page.unroute(/\/requests$/);
      await pass(page, shop, MINUTE_MS);
      await again(page).click();
      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    });
  }
});

import type { Page } from '@playwright/test';
import { askForHelp, help, OUTLOOK, words } from './support/inbox.ts';
import { browserSaid, fold } from './support/inbox-checks.ts';
import { quiet } from './support/quiet.ts';
import { ROUTED } from './support/requests.ts';
import { expect, test } from './support/shop.ts';

test.use(ROUTED);

test.describe('what is wrong with the browser', () => {
  const again = (page: Page) => help(page).getByRole('button', { name: words('inbox.browser_again') });

  test('nothing: said so', async ({ page, shop }) => {
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();

    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));
    await again(page).click();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));
    expect(await page.evaluate(() => document.cookie)).not.toContain('latchkey_check');
  });

  test('no network, and well again when it is back', async ({ page, context, shop }) => {
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));
    await context.setOffline(true);
    await again(page).click();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_offline'));

    await context.setOffline(false);
    await again(page).click();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));
  });

  test('a network that lets nothing through', async ({ page, shop }) => {
    await askForHelp(page, shop, OUTLOOK);
    await page.route(/\/apps\/account-access/, (route) => route.abort());
    await fold(page, 'inbox.browser').click();

    await expect(browserSaid(page)).toHaveText(words('inbox.browser_offline'));
  });

  test('cookies that are blocked come before a clock that is wrong', async ({ page, shop }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
    });
    await page.clock.install({ time: Date.now() - 3_600_000 });
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();

    await expect(browserSaid(page)).toHaveText(words('inbox.browser_cookies'));
  });

  test('a clock that is an hour slow', async ({ page, shop }) => {
    await page.clock.install({ time: Date.now() - 3_600_000 });
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();

    await expect(browserSaid(page)).toHaveText(words('inbox.browser_clock'));
  });

  test.describe(() => {
    test.use({
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 390.0.0.28.85',
    });

    test('a page that is open inside another app', async ({ page, shop }) => {
      await askForHelp(page, shop, OUTLOOK);
      await fold(page, 'inbox.browser').click();

      await expect(browserSaid(page)).toHaveText(words('inbox.browser_in_app'));
    });
  });

  test('the look changes nothing: it asks for a head, once, and for no address', async ({ page, shop }) => {
    await askForHelp(page, shop, OUTLOOK);
    await quiet(page);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(shop.shop.origins.cdn))
        asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    const mails = shop.shop.mails.length;
    await fold(page, 'inbox.browser').click();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));
    await shop.settled();

    expect(asked).toEqual(['HEAD /apps/account-access/requests']);
    expect(shop.shop.mails.length).toBe(mails);
  });

  test('the page’s link can be copied for another browser', async ({ page, context, shop }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();
    await help(page)
      .getByRole('button', { name: words('inbox.copy') })
      .click();

    await expect(help(page).getByText(words('inbox.copied'))).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shop.url('/account/login'));
  });

  test('it stands there to be copied by hand where the browser refuses', async ({ page, shop }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.browser').click();
    await help(page)
      .getByRole('button', { name: words('inbox.copy') })
      .click();

    await expect(help(page).getByText(words('inbox.copy_failed'))).toContainText(shop.url('/account/login'));
  });
});

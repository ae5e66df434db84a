import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import {
  askForHelp,
  browserSaid,
  help,
  holdBack,
  linkField,
  offer,
  offerSettings,
  openFolds,
  referenceOn,
  SENDER,
  spoken,
  waited,
} from './support/inbox.ts';
import { ourControls, step, tabTo, walk } from './support/keyboard.ts';
import { misfits } from './support/misfits.ts';
import { quiet } from './support/quiet.ts';
import { expect, test, THEMES } from './support/shop.ts';
import { filled, inboxWordsOf, ours } from './support/words.ts';

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });

const words = inboxWordsOf('en');
const OUTLOOK = 'kari.nordmann@hotmail.no';

const fold = (page: Page, key: string) =>
  help(page)
    .locator('summary')
    .filter({ hasText: words(key) });
/** What is said of a pasted link. */
const verdict = (page: Page) => help(page).locator('output.lk-advice');

for (const theme of THEMES) {
  test(`a link from a mail is told from a stranger’s while it is typed, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme, ...offerSettings(SENDER) });
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.real').click();
    await expect(help(page).getByText(words('inbox.real_never'))).toBeVisible();
    const field = help(page).getByLabel(words('inbox.check_label'));
    await expect(field).toHaveAccessibleDescription(words('inbox.check_hint'));
    await quiet(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    const own = shop.shop.domain;
    const LINKS: readonly [pasted: string, kind: 'ours' | 'foreign' | 'unreadable', host?: string][] = [
      [`https://${own}/account/activate/6100000000001/abcdef`, 'ours', own],
      [`  <https://${own}/account/reset/1/x>. `, 'ours', own],
      [`https://${own}.evil.example/account/activate/1/x`, 'foreign', `${own}.evil.example`],
      [`https://${own}@evil.example/account`, 'foreign', 'evil.example'],
      [`https://evil.example/?to=https://${own}/account`, 'foreign', 'evil.example'],
      [`https://evil-${own}/account`, 'foreign', `evil-${own}`],
      // Browsers and mail programs disagree on where that leads.
      [`https://evil.example\\@${own}/`, 'unreadable'],
      ['https://xn--fjll-gra.example/', 'foreign', 'xn--fjll-gra.example'],
      [
        `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://${own}/account`)}&data=05`,
        'ours',
        own,
      ],
      [
        `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://evil.example/')}`,
        'foreign',
        'evil.example',
      ],
      ['javascript:alert(1)', 'unreadable'],
      ['click here', 'unreadable'],
    ];
    for (const [pasted, kind, host = ''] of LINKS) {
      await field.fill(pasted);
      await expect.soft(verdict(page), pasted).toHaveText(filled(words(`inbox.check_${kind}`), { host }));
    }
    await field.fill('');
    await expect(verdict(page)).toBeEmpty();
    await field.pressSequentially(`https://${own}/account`);
    await expect(verdict(page)).toContainText('That is this shop.');

    expect(asked).toEqual([]);
    expect(page.url()).not.toContain('evil');
    const kept = await page.evaluate(() => [localStorage, sessionStorage].map((all) => JSON.stringify(all)));
    expect(kept.join('')).not.toContain('account/activate');
  });
}

test('Enter in the field of a link sends nothing and leads nowhere', async ({ page, shop }) => {
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.real').click();
  await linkField(page).fill('https://evil.example/');
  let navigated = false;
  page.on('framenavigated', () => (navigated = true));
  await linkField(page).press('Enter');

  await expect(verdict(page)).toContainText('evil.example');
  await expect(waited(page)).toBeVisible();
  expect(navigated).toBe(false);
});

test('checks are fetched when they are opened, once', async ({ page, shop }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    const name = /inbox-checks[^/]*$/.exec(request.url())?.[0];
    if (name !== undefined) fetched.push(name);
  });
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.places').click();
  await quiet(page);
  expect(fetched).toEqual([]);

  await fold(page, 'inbox.real').click();
  await linkField(page).fill('https://evil.example/');
  await fold(page, 'inbox.real').click();
  await fold(page, 'inbox.real').click();
  await expect(linkField(page)).toHaveValue('https://evil.example/');
  await expect(linkField(page)).toHaveCount(1);
  await fold(page, 'inbox.browser').click();
  await expect(browserSaid(page)).not.toBeEmpty();

  expect(fetched.filter((name) => name === 'inbox-checks.js')).toHaveLength(1);
});

test('a fold opened, shut and opened while its check is on the way has one check', async ({ page, shop }) => {
  await askForHelp(page, shop, OUTLOOK);
  const module = await holdBack(page, /inbox-checks\.js/);
  for (const _ of [1, 2, 3]) await fold(page, 'inbox.real').click();
  module.letGo();

  await expect(linkField(page)).toBeVisible();
  await quiet(page);
  await expect(linkField(page)).toHaveCount(1);
});

test('where a check does not arrive, the rest of its fold is there, and another try may bring it', async ({
  page,
  shop,
}) => {
  await page.route(/inbox-checks-en\.json/, (route) => route.abort());
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.real').click();
  await expect(help(page).getByText(words('inbox.real_never'))).toBeVisible();
  await quiet(page);
  await expect(linkField(page)).toHaveCount(0);

  await page.unrouteAll();
  await fold(page, 'inbox.real').click();
  await fold(page, 'inbox.real').click();
  await expect(linkField(page)).toBeVisible();
});

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

for (const theme of THEMES) {
  test(`all of it works with the keyboard alone, on ${theme}`, async ({ page, shop }) => {
    test.setTimeout(60_000);
    shop.quirks({ theme, ...offerSettings(SENDER) });
    await page.clock.install();
    await askForHelp(page, shop, OUTLOOK);
    await expect(offer(page).getByRole('heading').first()).toBeFocused();
    for (const key of ['inbox.places', 'inbox.real', 'inbox.browser']) {
      await tabTo(page, fold(page, key));
      await page.keyboard.press('Enter');
    }
    await expect(linkField(page)).toBeVisible();
    await expect(browserSaid(page)).toHaveText(words('inbox.browser_good'));

    const mine = (await walk(page)).filter((stop) => stop.ours);
    expect(mine.map(({ element }) => element)).toEqual(await ourControls(page));
    for (const [index, { name, seen, box }] of mine.entries()) {
      expect(seen, `focus can be seen on “${name}”`).toBe(true);
      const before = mine[index - 1]?.box;
      const follows =
        !before || box.top >= before.bottom || (box.bottom > before.top && box.left >= before.left);
      expect(follows, `“${name}” stands below or beside what came before it`).toBe(true);
    }

    // The button that has to wait is found, and says so.
    const again = help(page).getByRole('button', { name: words('inbox.again') });
    expect(mine.map(({ name }) => name)).toContain(words('inbox.again'));
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await page.clock.fastForward(61_000);
    await tabTo(page, again);
    await page.keyboard.press('Space');
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    await expect(again).toBeFocused();

    await tabTo(page, linkField(page));
    await page.keyboard.type('evil.example/x');
    await expect(verdict(page)).toContainText('That is not this shop');
    await step(page);
    await tabTo(page, fold(page, 'inbox.places'), 'Shift+Tab');
    await page.keyboard.press('Space');
    await expect(fold(page, 'inbox.places')).toBeFocused();

    await tabTo(
      page,
      offer(page)
        .getByRole('button', { name: ours('way_in.check_inbox.change') })
        .first(),
      'Shift+Tab',
    );
    await page.keyboard.press('Enter');
    await expect(offer(page).locator('input[type=email]')).toBeFocused();
    await expect(offer(page).locator('input[type=email]')).toHaveValue(OUTLOOK);
  });
}

/** Every kind of help: with a button and a folder, a way out, a filter, a slip, and next to nothing. */
const MAILBOXES = [
  OUTLOOK,
  'kari.nordmann@gmail.com',
  'kari.nordmann@t-online.de',
  'kari.nordmann@bank.example',
  'kari.nordmann@gmial.com',
  'kari.nordmann@egen.example',
];

// Colours do not depend on the side that a language begins on.
for (const [colorScheme, locale] of [
  ['light', 'en'],
  ['dark', 'ar'],
] as const) {
  test.describe(() => {
    test.use({ colorScheme });

    for (const theme of THEMES) {
      test(`axe finds nothing, whatever is open, on ${theme}, ${colorScheme}, in ${locale}`, async ({
        page,
        shop,
      }) => {
        test.setTimeout(90_000);
        shop.quirks({ theme, ...offerSettings(SENDER) });
        await page.setViewportSize({ width: 390, height: 844 });
        await page.clock.install();
        for (const email of theme === 'plain' ? MAILBOXES : MAILBOXES.slice(0, 3)) {
          await askForHelp(page, shop, email, locale);
          await quiet(page);
          expect.soft(await violations(page), email).toEqual([]);
        }

        await askForHelp(page, shop, OUTLOOK, locale);
        await openFolds(page);
        await linkField(page).fill('https://evil.example/');
        await page.locator('[data-lk-inbox] details').last().getByRole('button').last().click();
        expect.soft(await violations(page), 'all open, a stranger’s link').toEqual([]);
        await linkField(page).fill(`https://${shop.shop.domain}/account`);
        expect.soft(await violations(page), 'all open, our link').toEqual([]);

        for (const _ of [1, 2]) {
          await page.clock.fastForward(61_000);
          await help(page).locator('.lk-again button').click();
          await expect(spoken(page)).toHaveText(inboxWordsOf(locale)('inbox.again_sent'));
          expect.soft(await violations(page), 'asked again').toEqual([]);
        }
      });
    }
  });
}

for (const theme of THEMES) {
  for (const locale of ['en', 'nb', 'de', 'fr', 'th', 'ar']) {
    test(`everything has room on a narrow phone, in ${locale}, on ${theme}`, async ({ page, shop }) => {
      shop.quirks({ theme, ...offerSettings(SENDER) });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.clock.install();
      for (const email of [OUTLOOK, 'kari.nordmann@t-online.de', `k${'ari'.repeat(18)}@delt.example`]) {
        await askForHelp(page, shop, email, locale);
        await openFolds(page);
        await linkField(page).fill(`https://${'long-'.repeat(11)}winded.evil.example/`);
        await help(page).locator('details').last().getByRole('button').last().click();
        await page.clock.fastForward(61 * 60_000);
        await expect(waited(page)).toHaveText(/^61:0\d$/);

        expect.soft(await misfits(page), email).toEqual([]);
        const { left, right } = await offer(page).evaluate((element) => element.getBoundingClientRect());
        expect.soft(left).toBeGreaterThanOrEqual(0);
        expect.soft(right).toBeLessThanOrEqual(320);
        // Figures and hosts read from left to right in every language.
        expect(await referenceOn(page)).toMatch(/^\S+$/);
      }
    });
  }
}

import type { Locator, Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { quiet } from './support/quiet.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
  type TestShop,
} from './support/shop.ts';
import { ours } from './support/words.ts';

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });

const PASSWORD = 'nine patient herons';
const LEAD = { name: ours('way_in.ask.heading_dead_link') };

const offer = (page: Page) => page.locator('latchkey-way-in').filter({ visible: true });
const signInAddress = (page: Page) => page.locator('form[action$="/account/login"] [type=email]');

/** A page that is about a dead link: what it is about first, then why, then one form. */
async function expectLead(page: Page, why: string): Promise<void> {
  await expect(page.getByRole('heading', LEAD)).toBeVisible();
  await expect(offer(page).getByText(ours(why))).toBeVisible();
  await expect(offer(page).locator('input[type=email]').filter({ visible: true })).toHaveCount(1);
}

/** The link of somebody who set a password by it, in this browser, and signed out since. */
async function useLink(page: Page, shop: TestShop): Promise<string> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link);
  await setPassword(page, PASSWORD);
  await expect(page.getByRole('heading', { name: ours('done.heading') })).toBeVisible();
  await page.goto(shop.url('/account/logout'));
  return link;
}

/** Where a link may have been cut by a mail program, or had something stuck to its end. */
const CUTS: Readonly<Record<string, (link: string) => string>> = {
  'behind the customer’s number': (link) => link.slice(0, link.lastIndexOf('/')),
  'behind the last slash': (link) => link.slice(0, link.lastIndexOf('/') + 1),
  'in the middle of the token': (link) => link.slice(0, -30),
  'at the hyphen': (link) => link.slice(0, link.lastIndexOf('-')),
  'one character before its end': (link) => link.slice(0, -1),
  'not at all, but with a sign of the mail behind it': (link) => `${link}%3E`,
};

for (const theme of THEMES) {
  test.describe(`a dead link on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme, deadActivationLink: 'not-found' }));

    for (const landing of ['not-found', 'form-error'] as const) {
      test(`that this browser has used says that the account is active, and leads to signing in, landing on ${landing}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ deadActivationLink: landing });
        await page.goto(await useLink(page, shop));

        await expect(offer(page).getByRole('heading', { name: ours('way_in.active.heading') })).toBeVisible();
        await expect(page.getByRole('heading', LEAD)).toBeHidden();
        await offer(page)
          .getByRole('link', { name: ours('way_in.active.button') })
          .click();

        await expect(page).toHaveURL(shop.url('/account/login'));
        await expect(signInAddress(page)).toHaveValue('');
      });
    }

    test('that was used lets the shopper ask for another all the same, and keeps the address on the way to signing in', async ({
      page,
      shop,
    }) => {
      await page.goto(await useLink(page, shop));
      await offer(page)
        .getByRole('button', { name: ours('way_in.ask.button_dead_link') })
        .click();
      const field = offer(page).getByLabel(ours('way_in.ask.email_label'));
      await expect(field).toBeFocused();
      await field.fill(PEOPLE.invited.email);
      await offer(page)
        .getByRole('link', { name: ours('way_in.ask.sign_in') })
        .click();

      await expect(page).toHaveURL(shop.url('/account/login'));
      await expect(signInAddress(page)).toHaveValue(PEOPLE.invited.email);
      await page.reload();
      await expect(signInAddress(page)).toHaveValue('');
    });

    test('that a newer mail replaced says so, where the newer one was asked for here', async ({
      page,
      shop,
    }) => {
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(shop.url('/account/login'));
      await askForLink(page, PEOPLE.invited.email);
      await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();
      await expect.poll(() => shop.mailsTo(PEOPLE.invited.email).length).toBe(2);

      await page.goto(link);

      await expectLead(page, 'way_in.reason.superseded');
    });
  });

  withAndWithoutJavaScript(() => {
    test.beforeEach(({ shop }) => shop.quirks({ theme, deadActivationLink: 'not-found' }));

    test(`a link of more than 30 days is said to be too old, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      await page.goto(link);

      await expectLead(page, 'way_in.reason.expired');
    });

    test(`a link that was cut off is said to be, wherever that was, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      for (const [where, cut] of Object.entries(CUTS)) {
        await test.step(where, async () => {
          await page.goto(cut(link));
          await expectLead(page, 'way_in.reason.cut_off');
        });
      }
    });

    test(`a link that is dead for a reason nobody knows is said to be one that may be used or old, on ${theme}`, async ({
      page,
      shop,
    }) => {
      const [older] = shop.mailsTo(PEOPLE.invitedTwice.email);
      await page.goto(older?.link ?? '');
      await expectLead(page, 'way_in.ask.intro_dead_link');

      // The address of this landing tells nothing about the link.
      shop.quirks({ deadActivationLink: 'invalid-token' });
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      await page.goto(link);
      await expectLead(page, 'way_in.ask.intro_dead_link');
    });

    test(`whoever is signed in is told so, and led to the account, on ${theme}`, async ({ page, shop }) => {
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
      await page.goto(link);

      await expect(
        offer(page).getByRole('heading', { name: ours('way_in.active.signed_in_heading') }),
      ).toBeVisible();
      await expect(offer(page).locator('input[type=email]')).toHaveCount(0);
      await offer(page)
        .getByRole('link', { name: ours('way_in.active.signed_in_button') })
        .click();
      await expectSignedIn(page, shop);
    });

    test(`other pages that are not there say nothing of links, on ${theme}`, async ({ page, shop }) => {
      // A merchant who places the block there wants it seen.
      shop.quirks({ blocksPlaced: false });
      for (const path of ['/nowhere', '/account/activate', '/pages/account']) {
        await page.goto(shop.url(path));
        await expect(offer(page)).toHaveCount(0);
      }
    });
  });

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

test('neither address nor link gets into an address, a referrer or more of the storage than said', async ({
  page,
  shop,
}) => {
  shop.quirks({ deadActivationLink: 'not-found' });
  const seen: { readonly url: string; readonly referrer: string }[] = [];
  page.on('request', async (request) => {
    seen.push({ url: request.url(), referrer: request.headers()['referer'] ?? '' });
  });
  const { email } = PEOPLE.invited;
  const link = await useLink(page, shop);
  const token = link.split('/').at(-1) ?? '';
  const { session, local } = await storageOf(page);
  expect(session).toEqual({});
  expect(local).toEqual({ 'latchkey:links': expect.stringMatching(/^ \d{13} 6100000000010$/) });

  await page.goto(link);
  await offer(page)
    .getByRole('button', { name: ours('way_in.ask.button_dead_link') })
    .click();
  await offer(page).getByLabel(ours('way_in.ask.email_label')).fill(email);
  await offer(page)
    .getByRole('link', { name: ours('way_in.ask.sign_in') })
    .click();
  await expect(signInAddress(page)).toHaveValue(email);
  expect((await storageOf(page)).session).toEqual({});
  await askForLink(page, email);
  await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();
  expect(await storageOf(page)).toEqual({
    session: {},
    local: { 'latchkey:links': expect.stringMatching(/^\d{13} \d{13} 6100000000010$/) },
  });

  expect(seen.length).toBeGreaterThan(5);
  const { storefront } = shop.shop.origins;
  for (const { url, referrer } of seen) {
    expect(decodeURIComponent(url)).not.toContain(email);
    expect(referrer).not.toContain(email);
    // The link is opened, by the shopper, at the shop itself; nobody else hears of it.
    if (!url.startsWith(`${storefront}/`)) expect(url + referrer).not.toContain(token);
    if (!url.startsWith(`${storefront}/account/`)) expect(url).not.toContain(token);
  }
  const { origin } = new URL(storefront);
  const elsewhere = seen.filter(({ url }) => new URL(url).origin !== origin);
  const told = elsewhere.filter(({ referrer }) => referrer.startsWith(origin) && referrer !== `${origin}/`);
  expect(told).toEqual([]);
  expect(elsewhere.every(({ url }) => url.startsWith(`${shop.shop.origins.cdn}/`))).toBe(true);
});

test('an address is kept for whoever goes on to sign in, and for five minutes', async ({ page, shop }) => {
  shop.quirks({ deadActivationLink: 'not-found' });
  await page.clock.install();
  const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
  const typeAddress = async () => {
    await page.goto(link);
    await expect(offer(page).locator('[data-lk-state]')).toHaveCount(1);
    await offer(page).getByLabel(ours('way_in.ask.email_label')).fill(PEOPLE.inviteExpired.email);
  };
  const kept = async () => Object.keys((await storageOf(page)).session);

  await typeAddress();
  await page.goto(shop.url('/account/login'));
  expect(await kept()).toEqual([]);

  // A page that does not take it.
  await page.route('**/account/login', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await typeAddress();
  await offer(page)
    .getByRole('link', { name: ours('way_in.ask.sign_in') })
    .click();
  await expect(page).toHaveURL(shop.url('/account/login'));
  expect(await kept()).toEqual(['latchkey:address']);
  await page.unroute('**/account/login');

  await page.clock.fastForward(5 * 60_000 + 1);
  await page.reload();
  await expect.poll(kept).toEqual([]);
  await expect(signInAddress(page)).toHaveValue('');
});

test.describe('where the browser refuses to store anything', () => {
  test.beforeEach(({ page }) => page.addInitScript(refuseStorage));

  for (const theme of THEMES) {
    test(`an invited shopper gets in, and the used link leads on, on ${theme}`, async ({ page, shop }) => {
      shop.quirks({ theme, deadActivationLink: 'not-found' });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.goto(link);
      await page.waitForFunction(() => 'refused' in window);
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
      await page.goto(shop.url('/account/logout'));

      await page.goto(link);
      await expectLead(page, 'way_in.ask.intro_dead_link');
      await offer(page).getByLabel(ours('way_in.ask.email_label')).fill(PEOPLE.invited.email);
      await offer(page)
        .getByRole('link', { name: ours('way_in.ask.sign_in') })
        .click();
      await expect(page).toHaveURL(shop.url('/account/login'));
    });

    test(`a dead link leads to a new mail and in, on ${theme}`, async ({ page, shop }) => {
      shop.quirks({ theme });
      const { link = '' } = await shop.mail(PEOPLE.inviteExpired.email, 'account-invite');
      await page.goto(link);
      await expect(greeting(page)).toBeVisible();
      await askForLink(page, PEOPLE.inviteExpired.email);
      await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();

      await expect.poll(() => shop.mailsTo(PEOPLE.inviteExpired.email).length).toBe(2);
      await page.goto((await shop.mail(PEOPLE.inviteExpired.email)).link ?? '');
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
    });
  }
});

function greeting(page: Page): Locator {
  return offer(page).getByText(ours('way_in.offer.arrived'));
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

function storageOf(page: Page) {
  return page.evaluate(() => {
    const [session, local] = [sessionStorage, localStorage].map((storage) =>
      Object.fromEntries(Object.entries(storage)),
    );
    return { session: session ?? {}, local: local ?? {} };
  });
}

/** As browsers do where people block site data. */
function refuseStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        Object.assign(window, { refused: true });
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  }
}

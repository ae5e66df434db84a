import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { expectLead, greeting, PASSWORD, signInAddress, useLink } from './support/dead-links.ts';
import { offer } from './support/inbox.ts';
import { ROUTED } from './support/requests.ts';
import { askForLink, expect, expectSignedIn, setPassword, test, THEMES } from './support/shop.ts';
import { ours } from './support/words.ts';

test.use(ROUTED);

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

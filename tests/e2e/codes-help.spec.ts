import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../src/devstore/shopify/types.ts';
import {
  atSignInPage,
  codeHelp,
  codesTo,
  guide,
  mentions,
  recordAll,
  signInWithCode,
  switchOver,
  type Locale,
} from './support/codes.ts';
import { ask, islandIsThere } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { askForLink, expect, openWayIn, test, type TestShop } from './support/shop.ts';
import { filled, inboxWordsOf, ours, wordsOf } from './support/words.ts';

const HOTMAIL = 'kari.nordmann@hotmail.no';
const { email: TYPED } = PEOPLE.migrated;
const BLOCK: Partial<Quirks> = { addedBlocks: { page: { 'apps/sign_in': 'sign-in' } } };
/** What there is to say to everybody whose code does not come. */
const ADVICE = ['wait', 'newest', 'paste', 'tries', 'resend', 'another_address', 'shop'] as const;

const signIn = (page: Page, locale: Locale = 'en') =>
  guide(page).getByRole('link', { name: wordsOf(locale)('codes.button'), exact: true });

/** Types the address into a form from before the switch: this tab knows it from then on. */
async function typeBeforeSwitch(page: Page, shop: TestShop, email: string, root = ''): Promise<void> {
  await page.goto(shop.url(`${root}/account/login`));
  await openWayIn(page);
  await islandIsThere(page);
  await switchOver(shop, BLOCK);
  await askForLink(page, email);
  await expect(guide(page).getByText(email, { exact: true })).toBeVisible();
}

test.describe('the code does not come', () => {
  test('whoever comes back from the sign-in page finds the help open, unasked', async ({ page, shop }) => {
    const codes = inboxWordsOf('en');
    await switchOver(shop, { ...BLOCK, codesArrive: false });
    await page.goto(shop.url('/pages/about'));
    await expect(codeHelp(page)).not.toHaveAttribute('open');

    await quiet(page);
    await signIn(page).click();
    await atSignInPage(page, shop);
    expect(codesTo(shop, TYPED)).toEqual([]);
    await page.goBack();

    await expect(codeHelp(page)).toHaveAttribute('open');
    await expect(codeHelp(page).getByRole('heading', { name: codes('codes.back_heading') })).toBeVisible();
    for (const key of ADVICE) await expect(codeHelp(page).getByText(codes(`codes.${key}`))).toBeVisible();
    await expect(signIn(page)).toBeVisible();

    // Once is once: who opens the page anew is no one who came back.
    await page.reload();
    await quiet(page);
    await expect(codeHelp(page)).not.toHaveAttribute('open');
  });

  test('the help names the folder as the mailbox of the typed address does, in Norwegian', async ({
    page,
    shop,
  }) => {
    const codes = inboxWordsOf('nb');
    await typeBeforeSwitch(page, shop, HOTMAIL, '/nb');
    // The guide that a script drew there, and Liquid's on another page, where the address goes along.
    for (const path of ['/nb/account/login', '/nb/pages/about']) {
      if (!page.url().endsWith(path)) await page.goto(shop.url(path));
      await codeHelp(page).locator('summary').first().click();

      const look = filled(codes('inbox.folder'), { provider: 'Outlook.com (Hotmail)', folder: 'Søppelpost' });
      await expect(codeHelp(page).getByText(look)).toBeVisible();
      const open = filled(codes('inbox.open'), { provider: 'Outlook.com (Hotmail)' });
      await expect(codeHelp(page).getByRole('link', { name: open })).toHaveAttribute(
        'href',
        /^https:\/\/outlook\.live\.com\//,
      );
    }
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('the fold leads to a page that has it all, in four languages', async ({ page, shop }) => {
      await switchOver(shop, BLOCK);
      for (const locale of ['en', 'nb', 'de', 'fr'] as const) {
        const codes = inboxWordsOf(locale);
        await page.goto(shop.url(`${locale === 'en' ? '' : `/${locale}`}/pages/about`));
        await codeHelp(page).locator('summary').click();
        await codeHelp(page)
          .getByRole('link', { name: wordsOf(locale)('codes.help') })
          .click();

        await expect(page.locator('.lk-page')).toBeVisible();
        for (const key of ADVICE) await expect(page.getByText(codes(`codes.${key}`))).toBeVisible();
        await expect(signIn(page, locale)).toBeVisible();
      }
    });

    test('the page that answers a form names the folder of the typed address, in Norwegian', async ({
      page,
      shop,
    }) => {
      await page.goto(shop.url('/nb/account/login'));
      await openWayIn(page);
      await switchOver(shop);
      await askForLink(page, HOTMAIL);

      const folder = { provider: 'Outlook.com (Hotmail)', folder: 'Søppelpost' };
      await expect(guide(page)).toContainText(filled(inboxWordsOf('nb')('inbox.folder'), folder));
    });
  });

  test('where its words do not arrive, the link to the page that has it all is there', async ({
    page,
    shop,
    complaints,
  }) => {
    await switchOver(shop, BLOCK);
    await page.route(/code-help-en\.json/, (route) => route.abort());
    await page.goto(shop.url('/pages/about'));
    await quiet(page);
    await codeHelp(page).locator('summary').click();

    await expect(codeHelp(page).getByRole('link', { name: ours('codes.help') })).toBeVisible();
    complaints.length = 0;
  });
});

test.describe('the address that was typed', () => {
  test('is shown with a button that copies it, and goes into no URL and to no other origin', async ({
    page,
    context,
    shop,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: shop.shop.origins.storefront,
    });
    const asked = recordAll(page);
    await typeBeforeSwitch(page, shop, TYPED);
    await page.goto(shop.url('/pages/about'));
    await expect(guide(page).getByText(TYPED, { exact: true })).toBeVisible();
    await guide(page)
      .getByRole('button', { name: ours('codes.copy') })
      .click();
    await expect(guide(page).getByRole('status')).toHaveText(ours('codes.copied'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(TYPED);

    await signIn(page).click();
    await atSignInPage(page, shop);
    expect(await page.evaluate(() => document.referrer)).toBe('');
    await signInWithCode(page, shop, { email: TYPED, locale: 'en' });
    await expect(page).toHaveURL(shop.url('/pages/about'));

    const all = await asked();
    expect(all.filter(({ url, referrer }) => mentions(url, TYPED) || mentions(referrer, TYPED))).toEqual([]);
    // The sign-in page is told nothing of where one comes from. That referrers are seen at all, the rest shows.
    const { accounts } = shop.shop.origins;
    const handedOver = all.find(({ url }) => url.startsWith(`${accounts}/`));
    expect(handedOver?.referrer).toBe('');
    expect(all.some(({ referrer }) => referrer.startsWith(shop.url('/')))).toBe(true);
  });

  for (const from of ['the guide of a page', 'the guide in a theme’s own page'] as const) {
    test(`with the merchant’s setting it is handed over at the click alone, from ${from}`, async ({
      page,
      shop,
    }) => {
      const path = from === 'the guide of a page' ? '/pages/about' : '/account/login';
      await typeBeforeSwitch(page, shop, TYPED);
      const settings = { login_hint: true };
      shop.quirks({
        signInHint: 'fills',
        legacyAccountUrls: 'theme',
        blockSettings: { 'sign-in': settings, 'way-in': settings, 'account-access': settings },
      });
      await page.goto(shop.url(path));
      await expect(guide(page).getByText(TYPED, { exact: true })).toBeVisible();
      const asked = recordAll(page);
      expect(mentions((await signIn(page).getAttribute('href')) ?? '', TYPED)).toBe(false);

      await signIn(page).click();
      const handedOver = await atSignInPage(page, shop);

      expect(handedOver.get('login_hint')).toBe(TYPED);
      await expect(page.getByLabel('Email', { exact: true })).toHaveValue(TYPED);
      expect(await page.evaluate(() => document.referrer)).toBe('');
      // The one request of the click, and where Shopify leads it.
      const naming = (await asked()).filter(({ url }) => mentions(url, TYPED));
      expect(naming.map(({ url }) => new URL(url).pathname)).toEqual([
        '/customer_authentication/login',
        '/authentication/login',
      ]);
      expect(naming.map(({ referrer }) => referrer)).toEqual(['', '']);

      await page.goBack();
      await expect(guide(page)).toBeVisible();
      expect(mentions(page.url(), TYPED)).toBe(false);
      expect(mentions((await signIn(page).getAttribute('href')) ?? '', TYPED)).toBe(false);
    });
  }

  test('is not handed over by a page that does not know it, whatever is set', async ({ page, shop }) => {
    await switchOver(shop, {
      ...BLOCK,
      signInHint: 'fills',
      blockSettings: { 'sign-in': { login_hint: true } },
    });
    await page.goto(shop.url('/pages/about'));
    await quiet(page);
    await signIn(page).click();

    expect((await atSignInPage(page, shop)).has('login_hint')).toBe(false);
  });

  test('is filled in where the shopper asked for a mail before the switch and waits', async ({
    page,
    shop,
  }) => {
    await page.clock.install();
    await ask(page, shop, HOTMAIL, 'nb');
    await quiet(page);
    await switchOver(shop);
    await page.clock.fastForward(60_000);

    await expect(guide(page).getByText(HOTMAIL, { exact: true })).toBeVisible();
    await expect(guide(page).getByRole('button', { name: wordsOf('nb')('codes.copy') })).toBeVisible();
  });
});

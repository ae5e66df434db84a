import type { Page } from '@playwright/test';
import { HOSTED_PATHS } from '../../src/devstore/hosted/hosted-urls.ts';
import { hostedTexts } from '../../src/devstore/hosted/texts.ts';
import { PEOPLE, type Person } from '../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../src/devstore/shopify/types.ts';
import {
  atSignInPage,
  guide,
  LOCALES,
  rootIn,
  signInWithCode,
  switchOver,
  type Locale,
} from './support/codes.ts';
import { expect, test, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';
import { wordsOf } from './support/words.ts';

const THEMES = ['plain', 'vintage', 'passwordless'] as const;
/** In the middle of the switch, a theme shows the pages it had. */
const OLD_THEMES: readonly string[] = ['plain', 'vintage'];
/** Themes of JSON templates have a place for app blocks. */
const BLOCK_THEMES: readonly string[] = ['plain', 'passwordless'];

const NEVER_ACTIVE: Readonly<Record<Locale, Person>> = {
  en: PEOPLE.migrated,
  nb: PEOPLE.migratedNorwegian,
  de: PEOPLE.migratedGerman,
  fr: PEOPLE.migratedFrench,
};
const ACTIVE: Readonly<Record<Locale, Person>> = {
  en: PEOPLE.enabled,
  nb: PEOPLE.enabledNorwegian,
  de: PEOPLE.enabledGerman,
  fr: PEOPLE.enabledFrench,
};

/** Where a shopper comes from. */
interface Entry {
  readonly from: string;
  readonly people: Readonly<Record<Locale, Person>>;
  /** The shop once it is on codes. */
  readonly quirks?: Partial<Quirks>;
  /** On all of them, unless said. */
  readonly on?: readonly string[];
  /** What the shopper opens, in their language; asked for while the shop is on passwords. */
  readonly start: (shop: TestShop, person: Person, root: string) => string;
  /** What is there: our guide, with a word about old links where there was one, or Shopify's own page at once. */
  readonly shows: 'guide' | 'guide after an old link' | 'sign-in page';
  /** Where the shopper is once they are signed in. */
  readonly ends: (shop: TestShop, root: string) => string;
}

const orders = ({ shop }: TestShop) => shop.origins.accounts + HOSTED_PATHS.orders;
const inTheme = (shop: TestShop, root: string) => shop.url(`${root}/account`);
const invite = (shop: TestShop, { id, email }: Person) => {
  shop.controls.invite(id);
  return shop.mailsTo(email).findLast(({ kind }) => kind === 'account-invite')?.link ?? '';
};
const reset = (shop: TestShop, { email }: Person) => {
  shop.shop.accounts.recover(email);
  return shop.mailsTo(email).findLast(({ kind }) => kind === 'password-reset')?.link ?? '';
};
const at = (path: string) => (shop: TestShop, _person: Person, root: string) => shop.url(root + path);

const ENTRIES: readonly Entry[] = [
  {
    from: 'an old activation link that Shopify does not find',
    people: NEVER_ACTIVE,
    quirks: { legacyAccountUrls: 'not-found' },
    start: invite,
    shows: 'guide after an old link',
    ends: orders,
  },
  {
    from: 'an old reset link that Shopify does not find',
    people: ACTIVE,
    quirks: { legacyAccountUrls: 'not-found' },
    start: reset,
    shows: 'guide after an old link',
    ends: orders,
  },
  {
    from: 'an old activation link that the theme still shows',
    people: NEVER_ACTIVE,
    quirks: { legacyAccountUrls: 'theme' },
    on: OLD_THEMES,
    start: invite,
    shows: 'guide after an old link',
    ends: inTheme,
  },
  {
    from: 'an old reset link that the theme still shows',
    people: ACTIVE,
    quirks: { legacyAccountUrls: 'theme' },
    on: OLD_THEMES,
    start: reset,
    shows: 'guide after an old link',
    ends: inTheme,
  },
  {
    from: 'the sign-in page that the theme still shows',
    people: ACTIVE,
    quirks: { legacyAccountUrls: 'theme' },
    on: OLD_THEMES,
    start: at('/account/login'),
    shows: 'guide',
    ends: inTheme,
  },
  {
    from: 'an old activation link that Shopify leads on',
    people: NEVER_ACTIVE,
    quirks: { legacyAccountUrls: 'sign-in' },
    start: invite,
    shows: 'sign-in page',
    ends: orders,
  },
  {
    from: 'the address of the sign-in page',
    people: ACTIVE,
    quirks: { legacyAccountUrls: 'sign-in' },
    start: at('/account/login'),
    shows: 'sign-in page',
    ends: orders,
  },
  {
    from: 'our block on a page of the shop',
    people: NEVER_ACTIVE,
    quirks: { addedBlocks: { page: { 'apps/sign_in': 'sign-in' } } },
    on: BLOCK_THEMES,
    start: at('/pages/about'),
    shows: 'guide',
    ends: (shop, root) => shop.url(`${root}/pages/about`),
  },
  {
    from: 'a newsletter',
    people: NEVER_ACTIVE,
    start: at('/apps/account-access/sign-in?utm_source=newsletter'),
    shows: 'guide after an old link',
    ends: orders,
  },
];

for (const theme of THEMES) {
  withAndWithoutJavaScript(() => {
    for (const entry of ENTRIES.filter(({ on }) => on?.includes(theme) ?? true)) {
      test(`from ${entry.from} a shopper is in with a code, in four languages, on ${theme}`, async ({
        page,
        shop,
      }) => {
        const starts = LOCALES.map((locale) => {
          const root = rootIn(locale);
          return { locale, root, start: entry.start(shop, entry.people[locale], root) };
        });
        await switchOver(shop, { theme, ...entry.quirks });

        for (const { locale, root, start } of starts) {
          await page.goto(start);
          if (entry.shows !== 'sign-in page') {
            await expectGuide(page, locale, { old: entry.shows === 'guide after an old link' });
            await pressSignIn(page, locale);
          }

          const handedOver = await atSignInPage(page, shop);
          expect(handedOver.get('locale')).toBe(locale);
          await expect(page.locator('html')).toHaveAttribute('lang', locale);
          await signInWithCode(page, shop, { email: entry.people[locale].email, locale });

          await expect(page).toHaveURL(entry.ends(shop, root));
          await page.context().clearCookies();
        }
      });
    }
  });
}

test('whoever comes back to the page they were on reads there that they are signed in', async ({
  page,
  shop,
}) => {
  await switchOver(shop, { addedBlocks: { page: { 'apps/sign_in': 'sign-in' } } });
  await page.goto(shop.url('/pages/about'));
  await pressSignIn(page, 'en');
  expect((await atSignInPage(page, shop)).get('return_to')).toBe(shop.url('/pages/about'));
  await signInWithCode(page, shop, { email: PEOPLE.migrated.email, locale: 'en' });

  await expect(page).toHaveURL(shop.url('/pages/about'));
  await expect(guide(page).getByRole('heading')).toHaveText(wordsOf('en')('way_in.active.signed_in_heading'));
  await expect(guide(page).getByRole('link', { name: wordsOf('en')('codes.button') })).toHaveCount(0);
});

/** Shopify differs: whatever it does with what it is handed, the shopper gets in, if not back to the same page. */
const DIFFERENCES: Readonly<Record<string, Partial<Quirks>>> = {
  'older Liquid has no route for it': { storefrontLoginUrl: false },
  'older Liquid has no route for it, and the old one keeps return_to': {
    storefrontLoginUrl: false,
    accountLoginKeepsReturnTo: true,
  },
  'it leads back to no page': { signInReturns: false },
  'it reads no language from its address': { signInReadsLocale: false },
  'it has no Shop': { signInWithShop: false },
};

for (const [difference, quirks] of Object.entries(DIFFERENCES)) {
  test(`a shopper gets in where ${difference}`, async ({ page, shop }) => {
    await switchOver(shop, { addedBlocks: { page: { 'apps/sign_in': 'sign-in' } }, ...quirks });

    await page.goto(shop.url('/nb/pages/about'));
    await pressSignIn(page, 'nb');
    await atSignInPage(page, shop);
    await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
    await signInWithCode(page, shop, { email: PEOPLE.migratedNorwegian.email, locale: 'nb' });

    const isBack = quirks.storefrontLoginUrl !== false && quirks.signInReturns !== false;
    await expect(page).toHaveURL(isBack ? shop.url('/nb/pages/about') : orders(shop));
  });
}

test('after too many wrong codes the page says how long to wait, and a new code works then', async ({
  page,
  shop,
}) => {
  const { texts } = hostedTexts('en');
  const { email } = PEOPLE.migrated;
  await switchOver(shop);
  await page.goto(shop.url('/apps/account-access/sign-in'));
  await pressSignIn(page, 'en');
  await page.getByLabel(texts.email, { exact: true }).fill(email);
  await page.getByRole('button', { name: texts.next, exact: true }).click();
  for (let tries = 0; tries < 5; tries += 1) {
    await page.getByLabel(texts.code, { exact: true }).fill('no code');
    await page.getByRole('button', { name: texts.next, exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }
  await expect(page.getByRole('alert')).toHaveText(texts.wait(30));

  shop.controls.clock.advance(31 * 60_000);
  await page.goto(shop.url('/apps/account-access/sign-in'));
  await pressSignIn(page, 'en');
  await signInWithCode(page, shop, { email, locale: 'en' });
  await expect(page).toHaveURL(orders(shop));
});

/** The guide stands there once, in this language, and says what there is to say. */
async function expectGuide(page: Page, locale: Locale, { old }: { readonly old: boolean }): Promise<void> {
  const words = wordsOf(locale);
  await expect(guide(page)).toHaveCount(1);
  await expect(guide(page).getByRole('heading').first()).toHaveText(words('codes.heading'));
  for (const key of ['changed', 'account', 'next'])
    await expect(guide(page).getByText(words(`codes.${key}`), { exact: true })).toBeVisible();
  await expect(guide(page).getByText(words('codes.old'), { exact: true })).toHaveCount(old ? 1 : 0);
}

async function pressSignIn(page: Page, locale: Locale): Promise<void> {
  await guide(page)
    .getByRole('link', { name: wordsOf(locale)('codes.button'), exact: true })
    .click();
}

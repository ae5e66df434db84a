import { mailLocale } from '../../src/devstore/shopify/mail-texts/index.ts';
import { PEOPLE, type Person } from '../../src/devstore/shopify/seed.ts';
import { SHOP_LOCALES, type ShopLocale } from '../../src/devstore/shopify/types.ts';
import { expect, passwordFields, setPassword, test, THEMES, type TestShop } from './support/shop.ts';
import { wordsOf } from './support/words.ts';

const MONTH_MS = 31 * 24 * 3_600_000;

/** The first languages: a shopper of each is in the shop from the start, and every theme is tried. */
const FIRST: Readonly<Partial<Record<ShopLocale, Person>>> = {
  nb: PEOPLE.inviteExpiredNorwegian,
  de: PEOPLE.inviteExpiredGerman,
  fr: PEOPLE.inviteExpiredFrench,
};

interface Journey {
  readonly locale: ShopLocale;
  readonly theme: string;
  readonly javaScript: boolean;
}

/** The others take turns: one theme each, every other one with scripts. */
const JOURNEYS: readonly Journey[] = SHOP_LOCALES.filter((locale) => locale !== 'en').flatMap(
  (locale, index) =>
    locale in FIRST
      ? THEMES.flatMap((theme) => [false, true].map((javaScript) => ({ locale, theme, javaScript })))
      : [{ locale, theme: THEMES[index % THEMES.length] ?? '', javaScript: index % 2 === 0 }],
);

for (const { locale, theme, javaScript } of JOURNEYS) {
  test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled: javaScript });

    test(`a shopper with a link that died a month ago is in their account, in ${locale}, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, deadActivationLink: 'invalid-token' });
      const words = wordsOf(locale);
      const { email } = FIRST[locale] ?? inviteAMonthAgo(shop, locale);
      const before = shop.mailsTo(email).length;
      const dead = await shop.mail(email, 'account-invite');
      const root = `/${locale.toLowerCase()}/`;
      expect(new URL(dead.link ?? '').pathname).toContain(root);

      await page.goto(dead.link ?? '');
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading', { name: words('way_in.ask.heading_dead_link') })).toBeVisible();
      await page.getByLabel(words('way_in.ask.email_label')).filter({ visible: true }).last().fill(email);
      await page
        .getByRole('button', { name: words('way_in.ask.button_dead_link') })
        .filter({ visible: true })
        .click();
      await expect(page.getByRole('heading', { name: words('way_in.check_inbox.heading') })).toBeVisible();
      // The theme around the answer, too.
      await expect(page.locator('html')).toHaveAttribute('lang', locale);

      await expect.poll(() => shop.mailsTo(email).length).toBe(before + 1);
      const fresh = await shop.mail(email, 'account-invite');
      // Mail is Shopify's: this shop has texts for some languages, and writes English in the others.
      expect(fresh.locale).toBe(mailLocale(locale));
      expect(new URL(fresh.link ?? '').pathname).toContain(root);
      await page.goto(fresh.link ?? '');
      await expect(passwordFields(page)).toHaveCount(1);
      if (javaScript) {
        const heading = page.getByRole('heading', { name: words('set_password.activation.heading') });
        await expect(heading.filter({ visible: true })).toHaveCount(1);
      }
      await setPassword(page, 'syv stille innsjøer');

      await expect(page).toHaveURL(shop.url(`${root}account`));
      if (javaScript) await expect(page.getByRole('heading', { name: words('done.heading') })).toBeVisible();
    });
  });
}

/** Somebody who reads this language, invited so long ago that the link is dead. */
function inviteAMonthAgo(shop: TestShop, locale: ShopLocale): Person {
  const { migrated } = PEOPLE;
  const customer = shop.shop.accounts.find(migrated.id);
  if (customer) customer.locale = locale;
  shop.controls.clock.advance(-MONTH_MS);
  shop.shop.accounts.invite(migrated.id);
  shop.controls.clock.advance(MONTH_MS);
  return migrated;
}

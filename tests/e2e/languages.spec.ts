import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/devstore/postgres.ts';
import { PEOPLE, type Person } from '../../src/devstore/shopify/seed.ts';
import {
  expect,
  passwordFields,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
} from './support/shop.ts';

/** The texts a shopper reads, from the file that the extension ships. */
function textsOf(locale: string) {
  const file = join(PROJECT_ROOT, 'extensions/account-access/locales', `${locale}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as {
    way_in: {
      ask: Record<string, string>;
      offer: Record<string, string>;
      check_inbox: Record<string, string>;
    };
    set_password: { activation: Record<string, string>; field: Record<string, string> };
  };
}

const SHOPPERS: readonly (readonly [string, Person])[] = [
  ['nb', PEOPLE.inviteExpiredNorwegian],
  ['de', PEOPLE.inviteExpiredGerman],
  ['fr', PEOPLE.inviteExpiredFrench],
];

for (const theme of THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    for (const [locale, shopper] of SHOPPERS) {
      test(`a shopper with a link that died a month ago is in their account, in ${locale}, on ${theme}`, async ({
        page,
        shop,
      }) => {
        shop.quirks({ theme, deadActivationLink: 'invalid-token' });
        const texts = textsOf(locale);
        const dead = await shop.mail(shopper.email, 'account-invite');

        await page.goto(dead.link ?? '');
        const lead = page.getByRole('heading', { name: texts.way_in.ask['heading_dead_link'] ?? '' });
        await expect(lead).toBeVisible();
        await page
          .getByLabel(texts.way_in.ask['email_label'] ?? '')
          .filter({ visible: true })
          .last()
          .fill(shopper.email);
        await page
          .getByRole('button', { name: texts.way_in.ask['button_dead_link'] ?? '' })
          .filter({ visible: true })
          .click();
        await expect(
          page.getByRole('heading', { name: texts.way_in.check_inbox['heading'] ?? '' }),
        ).toBeVisible();

        await expect.poll(() => shop.mailsTo(shopper.email).length).toBe(2);
        const fresh = await shop.mail(shopper.email, 'account-invite');
        expect(fresh.locale).toBe(locale);
        await page.goto(fresh.link ?? '');
        await expect(passwordFields(page)).toHaveCount(1);
        if (javaScript) {
          const heading = page.getByRole('heading', { name: texts.set_password.activation['heading'] ?? '' });
          await expect(heading.filter({ visible: true })).toHaveCount(1);
        }
        await setPassword(page, 'syv stille innsjøer');

        await expect(page).toHaveURL(new RegExp(`/${locale}/account$`));
      });
    }
  });
}

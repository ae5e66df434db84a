import type { Page } from '@playwright/test';
import { EXAMPLES } from '../../src/devstore/examples.ts';
import { examplesOn } from '../../src/devstore/examples-on.ts';
import { play } from './support/acts.ts';
import { violations } from './support/axe.ts';
import { atSignInPage } from './support/codes.ts';
import { tabTo } from './support/keyboard.ts';
import { quiet } from './support/quiet.ts';
import { expect, test, THEMES, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';

const THEMES_WITH_BLOCKS = THEMES.filter((theme) => examplesOn(theme).some(({ name }) => name === 'faq'));
const PHONE = { width: 320, height: 640 };
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle';

withAndWithoutJavaScript(() => {
  test('a question opens and closes by keyboard, and its link leads to the form', async ({ page, shop }) => {
    await open(page, shop);
    const question = page.locator('summary', { hasText: 'How do I get into my account?' });
    const link = page.getByRole('link', { name: 'Email me a link' });

    await tabTo(page, question);
    await expect(question).toHaveCSS('outline-style', 'solid');
    await expect(link).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(link).toBeVisible();
    await page.keyboard.press('Space');
    await expect(link).toBeHidden();
    await page.keyboard.press('Enter');

    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Email address' })).toBeVisible();
  });

  test('who lost their mailbox gets to the form for it, in the language of the page', async ({
    page,
    shop,
  }) => {
    await open(page, shop, { locale: 'fr' });
    const answer = page.locator('details').filter({ has: page.locator('a[href$="/mailbox-requests"]') });
    await answer.locator('summary').click();
    await answer.getByRole('link').click();

    await expect(page).toHaveURL(/\/fr\/apps\/account-access\/mailbox-requests$/);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.locator('form[action$="/mailbox-requests"]')).toBeVisible();
  });

  test('with six-digit codes, the answer leads to signing in', async ({ page, shop }) => {
    await open(page, shop, { example: 'faq-customer-accounts' });
    await page.locator('summary', { hasText: 'Do I need a password?' }).click();
    await page.locator('.lk-faq').getByRole('link', { name: 'Sign in' }).click();

    await atSignInPage(page, shop);
  });

  for (const theme of THEMES_WITH_BLOCKS) {
    test(`with every answer open on ${theme}, whatever somebody wrote fits a phone, from either side`, async ({
      page,
      shop,
    }) => {
      await page.setViewportSize(PHONE);
      for (const locale of ['en', 'de', 'ar']) {
        await open(page, shop, { theme, locale });
        shop.quirks({
          blockSettings: {
            faq: {
              ...shop.shop.quirks.blockSettings['faq'],
              sender_email: `${LONG}@fjell.example`,
              own_1_question: LONG,
              own_1_answer: `<p>${LONG} <a href="/pages/about">${LONG}</a></p><ul><li>${LONG}</li></ul>`,
            },
          },
        });
        await page.reload();
        await openAll(page);

        expect
          .soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), locale)
          .toBeLessThanOrEqual(0);
        for (const box of await boxes(page)) {
          expect.soft(box.left, locale).toBeGreaterThanOrEqual(0);
          expect.soft(box.right, locale).toBeLessThanOrEqual(PHONE.width);
        }
      }
    });
  }
});

for (const theme of THEMES_WITH_BLOCKS) {
  test(`with every answer open on ${theme}, axe finds nothing, by day and by night`, async ({
    page,
    shop,
  }) => {
    for (const example of ['faq', 'faq-customer-accounts'] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await open(page, shop, { theme, example });
        await openAll(page);
        expect.soft(await violations(page, { at: '.lk-faq', rules: 'every' })).toEqual([]);
      }
    }
  });
}

test('the page has the style sheet, and not one script of ours', async ({ page, shop }) => {
  const ours: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.includes('/extensions/')) ours.push(pathname.split('/').at(-1) ?? '');
  });
  await open(page, shop);
  await quiet(page);

  expect(ours).toEqual(['account-access.css']);
});

test('a merchant adds the questions by their deep link, words one, and saves', async ({ page, shop }) => {
  const query = new URLSearchParams({
    template: 'page',
    addAppBlockId: 'any-key/faq',
    target: 'newAppsSection',
  });
  await page.goto(`${shop.shop.origins.mailbox}/editor?${query.toString()}`);
  const preview = page.frameLocator('iframe[title^="Preview"]');
  await expect(preview.locator('.lk-faq summary').first()).toHaveText('How do I get into my account?');
  await expect(preview.locator('.lk-editor-note')).toContainText('No contact is filled in');

  const group = page.getByRole('group', { name: 'How do I get into my account?' });
  await group.getByRole('textbox', { name: 'Question' }).fill('Where is my account?');
  await expect(preview.locator('.lk-faq summary').first()).toHaveText('Where is my account?');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.goto(shop.url('/pages/about'));
  await expect(page.locator('.lk-faq summary').first()).toHaveText('Where is my account?');
  await expect(page.locator('.lk-editor-note')).toHaveCount(0);
});

interface Place {
  readonly theme?: string;
  readonly locale?: string;
  readonly example?: 'faq' | 'faq-customer-accounts';
}

async function open(page: Page, shop: TestShop, place: Place = {}): Promise<void> {
  const { theme = 'plain', locale = 'en', example: wanted = 'faq' } = place;
  const example = EXAMPLES.find(({ name }) => name === wanted);
  if (example === undefined) throw new Error(`no example ${wanted}`);
  shop.quirks({ theme });
  await play(page, shop, example, locale);
}

/** By keys, as without scripts nothing else opens what a theme may have covered. */
async function openAll(page: Page): Promise<void> {
  for (const summary of await page.locator('.lk-faq summary').all()) await summary.press('Enter');
  await expect(page.locator('.lk-faq details:not([open])')).toHaveCount(0);
}

function boxes(page: Page): Promise<readonly { readonly left: number; readonly right: number }[]> {
  return page.locator('.lk-faq *').evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .map((element) => element.getBoundingClientRect())
      .map(({ left, right }) => ({ left: Math.ceil(left), right: Math.floor(right) })),
  );
}

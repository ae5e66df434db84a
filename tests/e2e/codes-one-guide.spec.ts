import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../src/devstore/shopify/types.ts';
import { violations } from './support/axe.ts';
import { guide, switchOver } from './support/codes.ts';
import { quiet } from './support/quiet.ts';
import { ROUTED } from './support/requests.ts';
import { drawnBeforeIslands, nextFrames, shiftsOn, watchShifts } from './support/shifts.ts';
import { expect, test, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';
import { wordsOf } from './support/words.ts';

test.use(ROUTED);

type Handle = 'way-in' | 'sign-in';

/** Themes that take app blocks on a page. */
const THEMES = ['plain', 'hostile', 'passwordless'] as const;

/** What only the block "Sign in with a code" says. */
const THEIRS = 'A word from the shop';
const OURS = wordsOf('en')('codes.heading');

/** Both blocks on one page, in every arrangement. */
const PAIRS = [
  { together: 'in one section', first: 'way-in', placed: both('apps/a', 'apps/b', 'way-in') },
  { together: 'in one section', first: 'sign-in', placed: both('apps/a', 'apps/b', 'sign-in') },
  { together: 'in two sections', first: 'way-in', placed: both('apps/a', 'more/b', 'way-in') },
  { together: 'in two sections', first: 'sign-in', placed: both('apps/a', 'more/b', 'sign-in') },
] as const;

/** Both blocks of a template, by the section and name that each has there. */
function both(upper: string, lower: string, first: Handle): Readonly<Record<string, Handle>> {
  return { [upper]: first, [lower]: first === 'way-in' ? 'sign-in' : 'way-in' };
}

function place(shop: TestShop, more: Partial<Quirks>): Promise<void> {
  return switchOver(shop, { blockSettings: { 'sign-in': { heading: THEIRS } }, ...more });
}

/** The ids that more than one element of the page has. */
function repeatedIds(page: Page): Promise<readonly string[]> {
  return page
    .locator('[id]')
    .evaluateAll((all) => all.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index));
}

/** Changes the HTML of the shop's page on its way to the browser, as a theme or a merchant might. */
async function inTheme(page: Page, change: (html: string) => string): Promise<void> {
  await page.route('**/pages/about', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

withAndWithoutJavaScript((javaScript) => {
  for (const theme of THEMES) {
    for (const { together, first, placed } of PAIRS) {
      test(`of two blocks ${together}, ${first} first, the first shows the guide, on ${theme}`, async ({
        page,
        shop,
      }) => {
        await place(shop, { theme, addedBlocks: { page: placed } });
        await page.goto(shop.url('/pages/about'));
        await quiet(page);

        await expect(page.locator('latchkey-sign-in')).toHaveCount(2);
        await expect(guide(page)).toHaveCount(1);
        await expect(guide(page).getByRole('heading')).toHaveText(first === 'way-in' ? OURS : THEIRS);
        expect(await repeatedIds(page)).toEqual([]);
        if (javaScript) expect(await violations(page)).toEqual([]);
      });
    }
  }

  test('with the embed besides, an old link still ends in one guide', async ({ page, shop }) => {
    const link = shop.mailsTo(PEOPLE.invited.email).at(-1)?.link ?? '';
    await place(shop, {
      legacyAccountUrls: 'not-found',
      // The theme has "Ask for a new link" there.
      addedBlocks: { '404': { 'more/b': 'sign-in' } },
    });
    await page.goto(link);
    await quiet(page);

    await expect(page.locator('latchkey-sign-in')).toHaveCount(3);
    await expect(guide(page)).toHaveCount(1);
    await expect(guide(page).locator('[data-lk-old]')).toBeVisible();
    expect(await repeatedIds(page)).toEqual([]);
  });

  test('a guide in a closed fold silences no other', async ({ page, shop }) => {
    await place(shop, { addedBlocks: { page: both('apps/a', 'more/b', 'sign-in') } });
    await inTheme(page, (html) =>
      html.replace(/<div id="shopify-section-[^"]*apps"[^>]*>/, '$&<details><summary>More</summary>'),
    );
    await page.goto(shop.url('/pages/about'));
    await quiet(page);

    await expect(page.locator('details latchkey-sign-in')).toHaveCount(1);
    await expect(guide(page)).toHaveCount(1);
    await expect(guide(page).getByRole('heading')).toHaveText(OURS);
  });

  test('a guide in the header silences none in the page’s own content', async ({ page, shop }) => {
    await place(shop, {
      addedBlocks: { 'sections/header-group': { 'apps/a': 'sign-in' }, page: { 'apps/b': 'way-in' } },
    });
    await page.goto(shop.url('/pages/about'));
    await quiet(page);

    await expect(page.locator('main').locator(guide(page))).toHaveCount(1);
  });
});

test('where a merchant’s own CSS hides the first block, the other shows the guide', async ({
  page,
  shop,
}) => {
  await place(shop, { addedBlocks: { page: both('apps/a', 'more/b', 'way-in') } });
  await inTheme(page, (html) =>
    html.replace('</head>', '<style>[id^="shopify-section-"][id$="apps"] { display: none }</style></head>'),
  );
  await page.goto(shop.url('/pages/about'));

  await expect(guide(page)).toHaveCount(1);
  await expect(guide(page).getByRole('heading')).toHaveText(THEIRS);
});

for (const theme of THEMES) {
  test(`nothing moves where two blocks stand, on ${theme}`, async ({ page, shop }) => {
    await drawnBeforeIslands(page);
    await watchShifts(page);
    await place(shop, { theme, addedBlocks: { page: both('apps/a', 'more/b', 'way-in') } });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      await page.goto(shop.url('/pages/about'));
      await quiet(page);
      await nextFrames(page);
      expect.soft(await shiftsOn(page), `${width} px`).toEqual([]);
    }
  });
}

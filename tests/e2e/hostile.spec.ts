import type { Locator, Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { askForHelp, linkField, openFolds } from './support/inbox.ts';
import {
  askForLink,
  expect,
  expectSignedIn,
  openWayIn,
  passwordFields,
  setPassword,
  test,
  THEMES,
  withAndWithoutJavaScript,
  type TestShop,
} from './support/shop.ts';

const PASSWORD = 'four silent otters';
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluessel';
/** WCAG 2.2, success criterion 1.4.3, for text of any size. */
const READABLE = 4.5;

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });

/** Everywhere on the page, one after the other, as a theme does it that fetches its sections. */
const refresh = (page: Page) => page.locator('[data-refresh]').click();
const refreshed = (page: Page, times: number) =>
  expect(page.locator('html')).toHaveAttribute('data-refreshed', String(times));
const ours = (page: Page) => page.locator('form latchkey-set-password .lk-input');

test.beforeEach(({ shop }) => shop.quirks({ theme: 'hostile' }));

async function openInvite(page: Page, shop: TestShop, prefix = ''): Promise<void> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link.replace('/account/', `${prefix}/account/`));
}

test.describe('a section that the theme fetches and puts in place of itself', () => {
  const PLACES = {
    'a block': { blocksPlaced: true, embedEnabled: false },
    'the app embed': { blocksPlaced: false, embedEnabled: true },
    'block and embed': { blocksPlaced: true, embedEnabled: true },
  };
  for (const [what, placed] of Object.entries(PLACES)) {
    test(`brings the password island of ${what} back, and its form still works`, async ({ page, shop }) => {
      shop.quirks(placed);
      await openInvite(page, shop);
      await refreshed(page, 1);
      await expect(ours(page)).toBeVisible();

      await refresh(page);
      await refreshed(page, 2);

      await expect(ours(page)).toBeVisible();
      await expect(page.locator('latchkey-set-password').filter({ visible: true })).toHaveCount(1);
      await expect(passwordFields(page)).toHaveCount(1);
      await setPassword(page, PASSWORD);
      await expectSignedIn(page, shop);
    });

    test(`brings the offer of ${what} back, and it gets through`, async ({ page, shop }) => {
      shop.quirks(placed);
      await page.goto(shop.url('/account/login'));
      await refreshed(page, 1);
      await refresh(page);
      await refreshed(page, 2);

      await expect(page.locator('latchkey-way-in').filter({ visible: true })).toHaveCount(1);
      await askForLink(page, PEOPLE.migrated.email);

      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
      await shop.mail(PEOPLE.migrated.email, 'account-invite');
    });
  }
});

test.describe('where the loader arrives and a module does not', () => {
  test('the theme’s password form works, its section replaced meanwhile', async ({ page, shop }) => {
    await page.route(/set-password\.js/, (route) => route.abort());
    await openInvite(page, shop);
    await refreshed(page, 1);

    await setPassword(page, PASSWORD);

    await expectSignedIn(page, shop);
  });

  test('our own password form works where the theme has none', async ({ page, shop }) => {
    await page.route(/set-password\.js/, (route) => route.abort());
    shop.quirks({ themeFormsShown: false });
    await openInvite(page, shop);

    await setPassword(page, PASSWORD);

    await expectSignedIn(page, shop);
  });

  test('the offer works as a plain form', async ({ page, shop }) => {
    await page.route(/way-in\.js/, (route) => route.abort());
    await page.goto(shop.url('/account/login'));

    await askForLink(page, PEOPLE.migrated.email);

    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
    await shop.mail(PEOPLE.migrated.email, 'account-invite');
  });
});

withAndWithoutJavaScript(() => {
  for (const themeFormsShown of [true, false]) {
    test(`two instances of a block never show two forms, theme’s form ${themeFormsShown ? 'shown' : 'hidden'}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ themeFormsShown, embedEnabled: true });
      const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
      await page.route(/\/account\/activate\//, async (route) => {
        const response = await route.fetch();
        return route.fulfill({ response, body: twice(await response.text()) });
      });

      await page.goto(link);

      await expect(page.locator('.apps latchkey-way-in')).toHaveCount(2);
      await expect(passwordFields(page)).toHaveCount(1);
      // With a script, the offer may stand among the help in the theme's form instead.
      expect(await page.locator('latchkey-way-in').filter({ visible: true }).count()).toBeLessThanOrEqual(1);
    });
  }
});
/** The block a second time behind itself, under ids of its own. */
function twice(html: string): string {
  const block = /<latchkey-set-password[\s\S]*?<\/latchkey-way-in>/.exec(html)?.[0] ?? '';
  return html.replace(block, () => block + block.replaceAll(/\b(id="|for="|"id": ")lk-/g, '$1lk-again-'));
}

test.describe('the theme’s style sheet', () => {
  test('reaches neither the look of our words nor that of our controls', async ({ page, shop }) => {
    await openInvite(page, shop);
    await refreshed(page, 1);
    const panel = page.locator('form latchkey-set-password');
    const style = (element: Locator, name: string, pseudo?: string) =>
      element.evaluate((node, [property, part]) => getComputedStyle(node, part)[property as 'color'], [
        name,
        pseudo,
      ] as const);

    const heading = panel.locator('.lk-heading');
    expect(await style(heading, 'textTransform')).toBe('none');
    expect(await style(heading, 'textAlign')).toBe('start');
    expect(Number.parseFloat(await style(heading, 'fontSize'))).toBeLessThan(30);
    const hint = panel.locator('.lk-hint').first();
    expect(await style(hint, 'textTransform', '::first-letter')).toBe('none');
    expect(await style(hint, 'maxWidth')).toBe('none');
    expect(await style(panel.locator('.lk-label').first(), 'position')).toBe('static');
    expect(await style(panel.locator('.lk-input'), 'borderTopWidth')).toBe('1px');
    const show = panel.getByRole('button', { name: 'Show' });
    expect(await show.evaluate((button) => button.scrollWidth - button.clientWidth)).toBeLessThanOrEqual(0);

    await panel.getByText('Need help?').click();
    const link = panel.getByRole('link', { name: 'Sign in instead' });
    expect(await style(link, 'textDecorationLine')).toBe('underline');
    expect(await style(link, 'content', '::after')).toBe('none');
  });

  test('cannot hide which of our controls has focus', async ({ page, shop }) => {
    await openInvite(page, shop);
    await refreshed(page, 1);
    const panel = page.locator('form latchkey-set-password');
    await panel.locator('.lk-input').focus();
    for (let stop = 0; stop < 5; stop += 1) {
      const focused = panel.locator(':focus');
      await expect(focused).toHaveCSS('outline-style', 'solid');
      await expect(focused).toHaveCSS('outline-width', '3px');
      await page.keyboard.press('Tab');
      if ((await panel.locator(':focus').count()) === 0) break;
    }
    await page.keyboard.press('Shift+Tab');
    await expect(panel.locator(':focus')).toHaveCount(1);
  });

  test('goes on clearing its floats with the pseudo element that kept our room', async ({ page, shop }) => {
    shop.quirks({ blocksPlaced: false });
    await page.goto(shop.url('/account/login'));
    await expect(page.locator('latchkey-way-in[data-lk-placed]')).toHaveCount(1);

    const form = page.locator('form[action$="/account/login"]');
    expect(await form.evaluate((node) => getComputedStyle(node, '::after').display)).toBe('table');
  });
});

for (const theme of THEMES) {
  test(`words from right to left are mirrored and fit a narrow phone, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme });
    await page.setViewportSize({ width: 320, height: 640 });
    await openInvite(page, shop, '/ar');
    await expect(ours(page)).toBeVisible();

    const field = await page.locator('form latchkey-set-password .lk-field').first().boundingBox();
    const label = await page.locator('form latchkey-set-password .lk-label').first().boundingBox();
    const show = await page.locator('form latchkey-set-password .lk-button-small').boundingBox();
    const right = (box: typeof field) => (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN);
    expect(right(label)).toBeCloseTo(right(field), 0);
    expect(show?.x ?? Number.NaN).toBeGreaterThanOrEqual(field?.x ?? Number.NaN);
    const step = page.locator('form latchkey-set-password .lk-step').first();
    const words = await step.evaluate((item) => {
      const range = document.createRange();
      range.selectNodeContents(item);
      return item.getBoundingClientRect().right - range.getBoundingClientRect().right;
    });
    expect(words, 'the number stands to the right of its step').toBeGreaterThan(20);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });

  test(`a word that is too long for the line breaks, on ${theme}`, async ({ page, shop }) => {
    const blockSettings = {
      activation: { heading: LONG_WORD },
      'account-access': { activation_heading: LONG_WORD },
    };
    shop.quirks({ theme, blockSettings });
    await page.setViewportSize({ width: 320, height: 640 });
    await openInvite(page, shop);

    await expect(page.getByRole('heading', { name: LONG_WORD }).filter({ visible: true })).toBeVisible();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });

  test(`forced colours keep borders and focus to be seen, on ${theme}`, async ({ page, shop }) => {
    shop.quirks({ theme });
    await page.emulateMedia({ forcedColors: 'active' });
    await openInvite(page, shop);
    await expect(ours(page)).toBeVisible();

    const panel = page.locator('form latchkey-set-password');
    for (const control of [panel.locator('.lk-input'), panel.locator('button[type=submit]').first()]) {
      expect(await control.evaluate(edges)).toEqual({ border: true, differs: true });
    }
    const sign = await panel
      .locator('summary')
      .first()
      .evaluate((fold) => getComputedStyle(fold, '::before').backgroundColor);
    expect(sign).toBe(await page.evaluate(() => getComputedStyle(document.body).color));
    await panel.locator('.lk-input').focus();
    await page.keyboard.press('Tab');
    await expect(panel.locator(':focus')).toHaveCSS('outline-style', 'solid');
  });

  test(`the greeting of a visitor who may have come by a dead link moves nothing, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme });
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(shop.url('/account/login'));
      const offer = page.locator('latchkey-way-in').filter({ visible: true });
      await expect(offer).toHaveCount(1);
      const quiet = await offer.boundingBox();

      await offer.evaluate((element) => element.toggleAttribute('data-lk-greeted', true));

      await expect(offer.locator('.lk-when-greeted')).toBeVisible();
      await expect(offer.locator('.lk-when-quiet')).toBeHidden();
      expect(await offer.boundingBox()).toEqual(quiet);
    }
  });

  test.describe(() => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(() => {
        test.use({ colorScheme });

        test(`our words on the password page are readable, on ${theme}, ${colorScheme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme });
          await openInvite(page, shop);
          await expect(ours(page)).toBeVisible();
          expect(await faint(page)).toEqual([]);

          await setPassword(page, 'abc');
          await expect(page.locator('.lk-problem').filter({ visible: true })).toBeVisible();
          expect(await faint(page)).toEqual([]);
        });

        test(`our words where a link is asked for are readable, on ${theme}, ${colorScheme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme });
          await page.goto(shop.url('/account/login'));
          const offer = await openWayIn(page);
          expect(await faint(page)).toEqual([]);

          await offer.evaluate((element) => {
            for (const fold of element.querySelectorAll('details')) fold.open = false;
            element.toggleAttribute('data-lk-greeted', true);
          });
          expect(await faint(page)).toEqual([]);
        });

        test(`our words while a mail is waited for are readable, on ${theme}, ${colorScheme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme });
          for (const email of ['kari.nordmann@t-online.de', 'kari.nordmann@hotmail.no']) {
            await askForHelp(page, shop, email);
            expect(await faint(page), email).toEqual([]);
          }
          await openFolds(page);
          for (const link of ['https://evil.example/', `https://${shop.shop.domain}/account`]) {
            await linkField(page).fill(link);
            expect(await faint(page), link).toEqual([]);
          }
        });

        test(`a merchant’s button is readable in any colour, on ${theme}, ${colorScheme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme });
          await openInvite(page, shop);
          await expect(ours(page)).toBeVisible();
          const element = page.locator('form latchkey-set-password');

          for (const colour of ['#000', '#777', '#767676', '#c8102e', '#ffd400', '#1f5a47', '#fff']) {
            await element.evaluate((node: HTMLElement, value) => {
              node.style.setProperty('--lk-button', value);
            }, colour);
            await expect(element.locator('button[type=submit]').first()).toHaveCSS(
              'background-image',
              'none',
            );
            expect(await faint(page), colour).toEqual([]);
          }
        });
      });
    }
  });
}

function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Has a control a border, and one that is told from what it stands on? Runs in the page. */
function edges(control: Element): { border: boolean; differs: boolean } {
  const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(control);
  return {
    border: borderTopStyle === 'solid' && Number.parseFloat(borderTopWidth) >= 1,
    differs: borderTopColor !== getComputedStyle(document.body).backgroundColor,
  };
}

/** The texts of ours that contrast too little with what they stand on, each with its ratio. */
function faint(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');

    /** What is seen where colours lie on each other, the lowest first: whatever notation they come in. */
    const paint = (layers: readonly string[]): Uint8ClampedArray => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1, 1);
      for (const layer of layers) {
        context.fillStyle = layer;
        context.fillRect(0, 0, 1, 1);
      }
      return context.getImageData(0, 0, 1, 1).data;
    };
    const luminance = ([red = 0, green = 0, blue = 0]: Iterable<number> & ArrayLike<number>): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ancestry = (element: Element | null): Element[] =>
      element ? [...ancestry(element.parentElement), element] : [];

    const problems: string[] = [];
    for (const element of document.querySelectorAll('latchkey-set-password *, latchkey-way-in *')) {
      const text = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ textContent }) => textContent?.trim())
        .join('');
      const seen = element.checkVisibility({ visibilityProperty: true });
      if (text === '' || !seen || element.matches('script, :disabled')) continue;
      const papers = ancestry(element).map((one) => getComputedStyle(one).backgroundColor);
      const ink = getComputedStyle(element).getPropertyValue('-webkit-text-fill-color');
      const [lighter = 0, darker = 0] = [
        luminance(paint(papers)),
        luminance(paint([...papers, ink])),
      ].toSorted((one, other) => other - one);
      const ratio = (lighter + 0.05) / (darker + 0.05);
      if (ratio < least) problems.push(`${ratio.toFixed(2)}: ${text} (${ink} on ${papers.at(-1)})`);
    }
    return problems;
  }, READABLE);
}

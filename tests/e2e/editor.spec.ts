import type { FrameLocator, Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { expect, test, withAndWithoutJavaScript, type TestShop } from './support/shop.ts';

const HEADING = 'Find your way back in';

function editor(shop: TestShop, query: Readonly<Record<string, string>> = {}): string {
  return `${shop.shop.origins.mailbox}/editor?${new URLSearchParams(query).toString()}`;
}

function preview(page: Page): FrameLocator {
  return page.frameLocator('iframe[title^="Preview"]');
}

/** Folded on a plain sign-in page, and there all the same. */
function wayIn(page: Page | FrameLocator): Locator {
  return page.locator('latchkey-way-in').first();
}

const LOGIN = { template: 'customers/login', block: 'way-in' };

withAndWithoutJavaScript((javaScript) => {
  test('a merchant picks template and block, words a heading, and shoppers see it once it is saved', async ({
    page,
    shop,
    browser,
  }) => {
    await page.goto(editor(shop));
    await page.getByLabel('Template').selectOption('customers/login');
    await page.getByLabel('Block', { exact: true }).selectOption('way-in');
    await page.getByRole('button', { name: 'Show' }).click();

    await page.getByRole('textbox', { name: 'Heading' }).first().fill(HEADING);
    if (!javaScript) await page.getByRole('button', { name: 'Update preview' }).click();
    await expect(wayIn(preview(page))).toContainText(HEADING);
    await expect(page.getByRole('status')).toHaveText('There are changes that shoppers do not see yet.');

    const shopper = await browser.newPage({ javaScriptEnabled: javaScript });
    await shopper.goto(shop.url('/account/login'));
    await expect(wayIn(shopper)).not.toContainText(HEADING);

    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('status')).toHaveText('Saved.');
    await shopper.reload();
    await expect(wayIn(shopper)).toContainText(HEADING);
    await shopper.close();
  });
});

test('the preview renders the section anew, without loading the page, and says so to its scripts', async ({
  page,
  shop,
}) => {
  await page.goto(editor(shop, LOGIN));
  const body = preview(page).locator('body');
  await expect(wayIn(preview(page))).toBeAttached();
  await body.evaluate(() => {
    const types = ['section:unload', 'section:load', 'section:select', 'block:select'];
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    for (const type of types) {
      document.addEventListener(`shopify:${type}`, (event) => {
        const { target, detail, bubbles, cancelable } = event as CustomEvent<{ sectionId: string }>;
        const connected = target instanceof HTMLElement && target.isConnected;
        const id = target instanceof HTMLElement ? target.id : '';
        seen.push({ type, connected, id, detail, bubbles, cancelable });
      });
    }
  });

  await page.getByRole('textbox', { name: 'Heading' }).first().fill(HEADING);
  await expect(wayIn(preview(page))).toContainText(HEADING);

  const sectionId = 'template--customers-login__apps';
  const blockId = expect.stringMatching(/^A[\da-f]{17}__account_access_way_in$/);
  const common = { connected: true, bubbles: true, cancelable: false };
  const section = { ...common, id: `shopify-section-${sectionId}`, detail: { sectionId } };
  await expect
    .poll(() => body.evaluate(() => (window as unknown as { seen: unknown }).seen))
    .toEqual([
      { ...section, type: 'section:unload' },
      { ...section, type: 'section:load' },
      { ...section, type: 'section:select', detail: { sectionId, load: true } },
      {
        ...common,
        type: 'block:select',
        id: expect.stringContaining('shopify-block-A'),
        detail: { sectionId, blockId, load: true },
      },
    ]);
});

test('an embed is rendered anew by itself, on a theme without sections', async ({ page, shop }) => {
  await page.goto(editor(shop, { theme: 'vintage', template: 'customers/login', block: 'account-access' }));
  const body = preview(page).locator('body');
  await expect(wayIn(preview(page))).toBeAttached();
  await body.evaluate(() => Object.assign(window, { sameDocument: true }));

  await page.locator('[name="settings.way_in_heading"]').fill(HEADING);
  await expect(wayIn(preview(page))).toContainText(HEADING);
  expect(await body.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('selecting and deselecting the block is told to the page', async ({ page, shop }) => {
  await page.goto(editor(shop, LOGIN));
  const events = page.locator('[data-events] li');
  await page.getByText('Events in the preview').click();
  await expect(events.filter({ hasText: 'shopify:block:select' }).first()).toContainText('"load":true');

  const toggle = page.getByRole('button', { name: 'Block selected' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect(events.filter({ hasText: 'shopify:block:deselect' })).toHaveCount(1);
  await expect(events.filter({ hasText: 'shopify:section:deselect' })).toHaveCount(1);

  await toggle.click();
  await expect(events.filter({ hasText: 'shopify:block:select' }).last()).toContainText('"load":false');
});

for (const width of [320, 1280]) {
  test(`the editor has nothing for axe to find, and fits ${width} px`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(editor(shop, { ...LOGIN, problem: 'no-template' }));
    await expect(wayIn(preview(page))).toBeAttached();

    // The page in the frame is looked at as a shopper gets it, elsewhere.
    expect(await violations(page, { rules: 'every' })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
}

test('a wrong value is explained at its field, in place, and leaves the preview as it is', async ({
  page,
  shop,
}) => {
  await page.goto(editor(shop, LOGIN));
  const address = page.locator('[name="settings.support_url"]');
  await address.fill('javascript:alert(1)');

  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expect(address).toHaveAccessibleDescription(/Write a path of the shop/);
  await address.fill('/pages/help');
  await expect(address).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByRole('status')).toHaveText('There are changes that shoppers do not see yet.');
});

test('Shopify’s deep link adds a block, once, and the shopper gets it when it is saved', async ({
  page,
  shop,
}) => {
  await page.goto(
    editor(shop, { template: 'page', addAppBlockId: 'any-key/way-in', target: 'newAppsSection' }),
  );
  await expect(preview(page).locator('latchkey-way-in')).toHaveCount(1);
  await page.reload();
  await expect(preview(page).locator('latchkey-way-in')).toHaveCount(1);
  await expect(page.getByText('This block is on this page')).toBeVisible();

  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(shop.url('/pages/about'));
  await expect(page.locator('latchkey-way-in')).toHaveCount(1);
});

test('Shopify’s deep link switches the embed on', async ({ page, shop }) => {
  shop.quirks({ embedEnabled: false });
  await page.goto(
    editor(shop, {
      context: 'apps',
      template: 'customers/register',
      activateAppId: 'any-key/account-access',
      theme: 'vintage',
    }),
  );

  await expect(page.getByText('This app embed is switched on.')).toBeVisible();
  await expect(preview(page).locator('latchkey-way-in')).toHaveCount(1);
});

for (const [query, message] of [
  [{ template: 'product', addAppBlockId: 'key/way-in' }, 'Template is not found'],
  [{ template: 'customers/login', addAppBlockId: 'key/way-in', theme: 'vintage' }, 'Template is liquid'],
  [
    { template: 'customers/login', addAppBlockId: 'key/way-in', target: 'mainSection' },
    "Section doesn't support blocks",
  ],
  [
    { template: 'customers/account', addAppBlockId: 'key/way-in' },
    'Template type is not supported in app block schema',
  ],
] as const) {
  test(`a deep link that cannot be followed says: ${message}`, async ({ page, shop }) => {
    await page.goto(editor(shop, query));

    await expect(page.getByRole('alert')).toHaveText(message);
  });
}

test('the page in the frame stays, whatever is clicked or sent in it', async ({ page, shop }) => {
  await page.goto(editor(shop, { ...LOGIN, width: 'phone', locale: 'ar' }));
  const inside = preview(page);
  await expect(inside.locator('html')).toHaveAttribute('dir', 'rtl');
  const before = page.frames()[1]?.url();

  await inside.locator('#login button').click();
  await inside.locator('.header__name').click();
  await expect(inside.locator('#login button')).toBeVisible();
  expect(page.frames()[1]?.url()).toBe(before);
});

test('the preview of a password page knows no customer and no link', async ({ page, shop, complaints }) => {
  const mails = shop.mailsTo(PEOPLE.enabled.email).length;
  for (const template of ['customers/activate_account', 'customers/reset_password']) {
    await page.goto(editor(shop, { template }));
    await expect(preview(page).locator('input[name="customer[password]"]').first()).toBeAttached();
    await expect(preview(page).locator('input[name=token]')).toHaveCount(0);
    await expect(preview(page).getByRole('alert')).toHaveCount(0);
  }
  expect(shop.mailsTo(PEOPLE.enabled.email).length).toBe(mails);
  expect(complaints).toEqual([]);
});

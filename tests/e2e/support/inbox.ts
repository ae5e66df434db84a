import type { Locator, Page, Request } from '@playwright/test';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { askForLink, expect, openWayIn, type TestShop } from './shop.ts';

/** What a merchant fills in so that shoppers know the mail, and whom to write to. */
export const SENDER = {
  sender_name: 'Fjell & Fjord',
  sender_email: 'hello@fjell.example',
  mail_subject: 'Your key to Fjell & Fjord',
  support_email: 'help@fjell.example',
} as const;

/** The same settings wherever the offer may stand. */
export function offerSettings(change: Readonly<Record<string, unknown>>): Partial<Quirks> {
  return { blockSettings: { 'account-access': change, 'way-in': change } };
}

/** The offer that the shopper sees. */
export const offer = (page: Page): Locator => page.locator('latchkey-way-in').filter({ visible: true });
/** What came after the answer. */
export const help = (page: Page): Locator => offer(page).locator('[data-lk-inbox]');
/** The one place there that speaks. */
export const spoken = (page: Page): Locator => help(page).locator('.lk-stack > output');
/** How long the shopper has waited, as the page counts it. */
export const waited = (page: Page): Locator => help(page).locator('.lk-time');

/** Asks for a link on the sign-in page. */
export async function ask(page: Page, shop: TestShop, email: string, locale = 'en'): Promise<void> {
  const root = locale === 'en' ? '' : `/${locale.toLowerCase()}`;
  await page.goto(shop.url(`${root}/account/login`));
  await openWayIn(page);
  await islandIsThere(page);
  await askForLink(page, email);
}

/**
 * Waits for the island in the open form, where scripts run: what is sent before it is there, the browser sends, and
 * another page answers.
 */
export async function islandIsThere(page: Page): Promise<void> {
  if (await page.evaluate(() => matchMedia('(scripting: enabled)').matches))
    await expect(offer(page).locator('[data-lk-server]').filter({ visible: true })).toHaveCount(0);
}

/** Asks, and waits until the help has come. */
export async function askForHelp(page: Page, shop: TestShop, email: string, locale = 'en'): Promise<void> {
  await ask(page, shop, email, locale);
  await expect(waited(page)).toBeVisible();
}

/** What the page asked our server, oldest first: everything that is asked behind the app proxy. */
export function recordRequests(page: Page) {
  const all: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  page.on('request', (request) => {
    const path = /\/(requests|mailboxes)$/.exec(new URL(request.url()).pathname)?.[1];
    if (path !== undefined && request.method() === 'POST') all.push({ path, body: bodyOf(request) });
  });
  const bodies = (path: string) => all.filter((each) => each.path === path).map(({ body }) => body);
  return { all, requests: () => bodies('requests'), mailboxes: () => bodies('mailboxes') };
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.postDataJSON();
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** Stops the page's clock a second from now; it was installed before the page was opened. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
}

/** Holds what matches back until it is let go, or dropped for good. */
export async function holdBack(page: Page, url: RegExp): Promise<{ letGo(): void; drop(): void }> {
  type Decision = 'continue' | 'abort';
  const waiting: ((decision: Decision) => void)[] = [];
  const decided = new Promise<Decision>((resolve) => waiting.push(resolve));
  const decide = (decision: Decision) => waiting[0]?.(decision);
  await page.route(url, async (route) => ((await decided) === 'abort' ? route.abort() : route.continue()));
  return { letGo: () => decide('continue'), drop: () => decide('abort') };
}

/** The number that staff can look up, without the letter for what the shopper saw. */
export async function referenceOn(page: Page): Promise<string> {
  const shown = help(page).locator('.lk-hint > [dir=ltr]');
  await expect(shown).toHaveText(/^[A-Z]-[2-9C-X]{5}-[2-9C-X]{5}$/);
  return (await shown.innerText()).slice(2);
}

/** Opens every fold of the help, and waits for the checks in them. */
export async function openFolds(page: Page): Promise<void> {
  for (const fold of await help(page).locator('summary').all()) await fold.click();
  await expect(linkField(page)).toBeVisible();
  await expect(browserSaid(page)).not.toBeEmpty();
}

/** Where a link from a mail is pasted. */
export const linkField = (page: Page): Locator => help(page).locator('details input[type=text]');
/** What the browser check found. */
export const browserSaid = (page: Page): Locator =>
  help(page).locator('details').last().locator('output').first();

import type { Locator, Page } from '@playwright/test';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { askForLink, expect, openWayIn, type TestShop } from './shop.ts';
import { inboxWordsOf, ours } from './words.ts';

/** What is said after the answer, in English: `inbox.again` and the like. */
export const words = inboxWordsOf('en');

/** Mailboxes that the browser knows by their domains. */
export const GMAIL = 'kari.nordmann@gmail.com';
export const OUTLOOK = 'kari.nordmann@hotmail.no';

/** The control that leads back to the address. */
export const CHANGE = { name: ours('way_in.check_inbox.change'), exact: true } as const;

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
/** The button that asks for the mail again. */
export const again = (page: Page): Locator =>
  help(page).getByRole('button', { name: words('inbox.again'), exact: true });

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

/** The number that staff can look up, without the letter for what the shopper saw. */
export async function referenceOn(page: Page): Promise<string> {
  const shown = help(page).locator('.lk-hint > [dir=ltr]');
  await expect(shown).toHaveText(/^[A-Z]-[2-9C-X]{5}-[2-9C-X]{5}$/);
  return (await shown.innerText()).slice(2);
}

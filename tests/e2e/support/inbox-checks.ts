import type { Locator, Page } from '@playwright/test';
import { help, words } from './inbox.ts';
import { expect } from './shop.ts';

/** The line that opens one fold of the help, by the key of its words. */
export const fold = (page: Page, key: string): Locator =>
  help(page)
    .locator('summary')
    .filter({ hasText: words(key) });
/** Where a link from a mail is pasted. */
export const linkField = (page: Page): Locator => help(page).locator('details input[type=text]');
/** What the browser check found. */
export const browserSaid = (page: Page): Locator =>
  help(page).locator('details').last().locator('output').first();
/** What is said of a pasted link. */
export const verdict = (page: Page): Locator => help(page).locator('output.lk-advice');

/** Opens every fold of the help, and waits for the checks in them. */
export async function openFolds(page: Page): Promise<void> {
  for (const summary of await help(page).locator('summary').all()) await summary.click();
  await expect(linkField(page)).toBeVisible();
  await expect(browserSaid(page)).not.toBeEmpty();
}

import type { Page } from '@playwright/test';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { expect, type TestShop } from './shop.ts';
import { ours } from './words.ts';

/** The password island, wherever it went to work. */
export const panel = (page: Page) => page.locator('latchkey-set-password').filter({ visible: true });
/** The same where it took the fields of the theme's own form over. */
export const inThemesForm = (page: Page) => page.locator('form latchkey-set-password');
/** Its password field there. */
export const fieldInThemesForm = (page: Page) => inThemesForm(page).locator('.lk-input');
/** The one line under the rules that changes. */
export const advice = (page: Page) => panel(page).locator('.lk-advice');
/** The button that hands the password in, not the one that declines. */
export const mainButton = (page: Page) => panel(page).locator('button[type=submit]:not([name])');
/** What a merchant sets wherever a password is chosen. */
export const settings = (change: Readonly<Record<string, unknown>>) => ({
  blockSettings: { 'account-access': change, activation: change, reset: change },
});

/**
 * Opens a fresh invite.
 *
 * @param prefix of a language: `/de`
 * @param query put behind the link, with its question mark
 */
export async function openInvite(page: Page, shop: TestShop, prefix = '', query = ''): Promise<void> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link.replace('/account/', `${prefix}/account/`) + query);
}

/**
 * Waits for the island: the field is ours from here on.
 *
 * @param showLabel the name of its Show button, where the page is not in English
 */
export async function islandIsThere(
  page: Page,
  showLabel = ours('set_password.show.show_label'),
): Promise<void> {
  await expect(panel(page).getByRole('button', { name: showLabel })).toBeVisible();
}

/** What the browser itself posts; a request of a script is none. */
export function recordPosts(page: Page): URLSearchParams[] {
  const posts: URLSearchParams[] = [];
  page.on('request', (request) => {
    const native = request.isNavigationRequest() && request.method() === 'POST';
    if (native) posts.push(new URLSearchParams(request.postData() ?? ''));
  });
  return posts;
}

import type { Locator, Page } from '@playwright/test';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { offer } from './inbox.ts';
import { expect, setPassword, type TestShop } from './shop.ts';
import { ours } from './words.ts';

/** What whoever has a live link sets by it. */
export const PASSWORD = 'nine patient herons';

/** The heading of a page that is about a dead link. */
export const LEAD = { name: ours('way_in.ask.heading_dead_link') };

/** The address field of the theme's sign-in form. */
export const signInAddress = (page: Page): Locator =>
  page.locator('form[action$="/account/login"] [type=email]');

/** What the offer says to a visitor who may have come by a dead link. */
export const greeting = (page: Page): Locator => offer(page).getByText(ours('way_in.offer.arrived'));

/** A page that is about a dead link: what it is about first, then why, then one form. */
export async function expectLead(page: Page, why: string): Promise<void> {
  await expect(page.getByRole('heading', LEAD)).toBeVisible();
  await expect(offer(page).getByText(ours(why))).toBeVisible();
  await expect(offer(page).locator('input[type=email]').filter({ visible: true })).toHaveCount(1);
}

/** The link of somebody who set a password by it, in this browser, and signed out since. */
export async function useLink(page: Page, shop: TestShop): Promise<string> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link);
  await setPassword(page, PASSWORD);
  await expect(page.getByRole('heading', { name: ours('done.heading') })).toBeVisible();
  await page.goto(shop.url('/account/logout'));
  return link;
}

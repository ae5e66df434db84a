import type { Locator, Page, Request } from '@playwright/test';
import { HOSTED_PATHS } from '../../../src/devstore/hosted/hosted-urls.ts';
import { hostedTexts } from '../../../src/devstore/hosted/texts.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { createStage } from '../../../src/devstore/stage.ts';
import { expect, type TestShop } from './shop.ts';

/** The languages that are first and equal. */
export const LOCALES = ['en', 'nb', 'de', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** What stands before every address of the storefront in this language. */
export const rootIn = (locale: string): string => (locale === 'en' ? '' : `/${locale}`);

/** Takes the shop over to codes; resolves once the app has heard of it and Liquid is told. */
export async function switchOver(shop: TestShop, more: Partial<Quirks> = {}): Promise<void> {
  laterThanNews(shop);
  createStage(shop.controls, shop.shop).switchOver(more);
  await heard(shop);
}

/** Takes the shop back to passwords; resolves once the app has heard of it and Liquid is told. */
export async function switchBack(shop: TestShop): Promise<void> {
  laterThanNews(shop);
  shop.quirks({ accountsVersion: 'CLASSIC' });
  await heard(shop);
}

/** Past the minute in which the webhook before leads, and an answer that says otherwise is asked for again (0023). */
export function laterThanNews(shop: TestShop): void {
  shop.controls.clock.advance(120_000);
}

/** Waits until the app, and what it tells Liquid, know the kind of accounts that the shop has now. */
export async function heard(shop: TestShop): Promise<void> {
  await shop.accountsSettled();
  const { accountsVersion: version, proxyPath } = shop.shop.quirks;
  const known = async () => {
    const answer = await fetch(shop.url(`${proxyPath}/accounts`));
    return [shop.shop.quirks.appMetafields['accounts']?.['version'], await answer.json()];
  };
  const signInWith = version === 'CLASSIC' ? 'password' : 'code';
  await expect.poll(known, { timeout: 10_000 }).toEqual([version, { v: 1, signInWith }]);
}

/** The guide that the shopper sees, whoever made it: Liquid, a script, or our server. */
export const guide = (page: Page): Locator =>
  page.locator('latchkey-sign-in, .lk-page[data-lk-state="sign-in-with-code"]').filter({ visible: true });

/** The help for a code that does not come, as a script draws it. */
export const codeHelp = (page: Page): Locator => guide(page).locator('[data-lk-code-help]');

/** The codes that were mailed to this address, oldest first. */
export function codesTo(shop: TestShop, email: string): readonly string[] {
  return shop.mailsTo(email).flatMap(({ code }) => (code === undefined ? [] : [code]));
}

/** Waits for Shopify's sign-in page, on its own origin; returns what its address says. */
export async function atSignInPage(page: Page, shop: TestShop): Promise<URLSearchParams> {
  await page.waitForURL((url) => url.pathname === HOSTED_PATHS.signIn);
  const { origin, searchParams } = new URL(page.url());
  expect(origin).toBe(shop.shop.origins.accounts);
  return searchParams;
}

/** Signs in on the sign-in page that is open: the code before the newest is refused, as at Shopify. */
export async function signInWithCode(
  page: Page,
  shop: TestShop,
  { email, locale }: { readonly email: string; readonly locale: Locale },
): Promise<void> {
  const { texts } = hostedTexts(locale);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByLabel(texts.email, { exact: true }).fill(email);
  await button(texts.next).click();
  await button(texts.newCode).click();
  await expect(page.getByText(texts.newCodeSent)).toBeVisible();

  const [older = '', newest = ''] = codesTo(shop, email).slice(-2);
  await page.getByLabel(texts.code, { exact: true }).fill(older);
  await button(texts.next).click();
  await expect(page.getByRole('alert')).toHaveText(texts.wrongCode);
  await page.getByLabel(texts.code, { exact: true }).fill(newest);
  await button(texts.next).click();
}

/** What the page asked for, and what it told about itself in doing so. */
export interface Asked {
  readonly url: string;
  readonly referrer: string;
}

/** Notes every request of the page from now on, whatever its origin. */
export function recordAll(page: Page): () => Promise<readonly Asked[]> {
  const all: Request[] = [];
  page.on('request', (request) => all.push(request));
  return () =>
    Promise.all(
      all.map(async (request) => ({
        url: request.url(),
        referrer: (await request.headerValue('referer')) ?? '',
      })),
    );
}

/** Does an address of a page have this in it, however it is written? */
export function mentions(url: string, email: string): boolean {
  return [url, decodeURIComponent(url)].some((each) => each.includes(email) || each.includes(btoa(email)));
}

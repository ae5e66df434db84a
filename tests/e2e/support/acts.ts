import type { Page } from '@playwright/test';
import type { Act, Example } from '../../../src/devstore/examples.ts';
import { createStage } from '../../../src/devstore/stage.ts';
import { heard, laterThanNews, switchOver } from './codes.ts';
import { quiet } from './quiet.ts';
import {
  askForLink,
  forgetPassword,
  haveAsked,
  openWayIn,
  setPassword,
  type TestShop,
  typePassword,
} from './shop.ts';

/**
 * Brings the page into the example's state, in a language of the shop.
 *
 * @param settle resolves once nothing more is to come
 */
export async function play(
  page: Page,
  shop: TestShop,
  example: Example,
  locale = 'en',
  settle: (page: Page) => Promise<unknown> = quiet,
): Promise<void> {
  laterThanNews(shop);
  const start = new URL(example.begin(createStage(shop.controls, shop.shop)));
  // The app has heard of a shop that went over to codes before the shopper comes.
  if (isOnCodes(shop)) await heard(shop);
  if (locale !== 'en') start.pathname = `/${locale.toLowerCase()}${start.pathname}`;
  await page.goto(start.href);
  const acts = example.acts ?? [];
  for (const [index, act] of acts.entries()) {
    const next = acts[index + 1];
    // Of the same question time and again, only the last answer is there to be looked at.
    if (act.does === 'asks-for-link' && next?.does === 'asks-for-link' && next.email === act.email) {
      await haveAsked(shop, act.email);
      continue;
    }
    const isFromBefore = acts[index - 1]?.does === 'sees-switch';
    if (index > 0 && REPEATED.includes(act.does) && !isFromBefore) await page.goto(start.href);
    await perform(page, shop, act);
    await quiet(page);
  }
  await settle(page);
}

const isOnCodes = ({ shop }: TestShop) => shop.quirks.accountsVersion === 'NEW_CUSTOMER_ACCOUNTS';

/** Acts that begin where the example begins, each time. */
const REPEATED: readonly Act['does'][] = ['asks-for-link', 'comes-back'];

async function perform(page: Page, shop: TestShop, act: Act): Promise<void> {
  switch (act.does) {
    case 'opens-way-in':
      await openWayIn(page);
      break;
    case 'asks-for-link':
      await askForLink(page, act.email);
      // Answered: by another page, or by other words on this one.
      await page
        .locator(
          ':is([data-lk-state]:not([data-lk-state="ask-address"]), .lk-problem, [data-lk-code-help], main:not(:has(latchkey-way-in)))',
        )
        .first()
        .waitFor();
      break;
    case 'leaves-address': {
      const address = (await openWayIn(page)).locator('input[type=email]');
      await address.fill(act.email);
      await quiet(page);
      await address.press('Tab');
      await page.locator('[data-lk-meant] button').waitFor();
      break;
    }
    case 'opens-help':
      for (const fold of await page.locator(':is([data-lk-inbox], .lk-page) summary').all())
        await fold.click();
      break;
    case 'sets-password':
      await setPassword(page, act.password);
      break;
    case 'types-password':
      // Advice is about what is typed once the island is there.
      await page
        .locator('latchkey-set-password .lk-button-small')
        .filter({ visible: true })
        .first()
        .waitFor();
      await typePassword(page, act.password);
      await page.locator('[data-lk-tone]').first().waitFor();
      break;
    case 'opens-decline':
      await page.getByRole('button', { name: /./ }).first().waitFor();
      for (const fold of await page.locator('.lk-decline > summary').filter({ visible: true }).all())
        await fold.click();
      break;
    case 'forgets-password':
      await forgetPassword(page, act.email);
      break;
    case 'loses-network':
      await quiet(page);
      await page.context().setOffline(true);
      break;
    case 'signs-out':
      await page.goto(shop.url('/account/logout'));
      break;
    case 'sees-switch':
      await switchOver(shop);
      break;
    case 'opens-code-help':
      await page.locator('[data-lk-code-help] > summary').first().click();
      break;
    case 'comes-back':
      break;
  }
}

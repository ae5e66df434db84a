import type { Page } from '@playwright/test';
import type { Act, Example } from '../../../src/devstore/examples.ts';
import { createStage } from '../../../src/devstore/stage.ts';
import { askForLink, openWayIn, setPassword, type TestShop } from './shop.ts';

/** Brings the page into the example's state, in a language of the shop. */
export async function play(page: Page, shop: TestShop, example: Example, locale = 'en'): Promise<void> {
  const start = new URL(example.begin(createStage(shop.controls, shop.shop)));
  if (locale !== 'en') start.pathname = `/${locale}${start.pathname}`;
  await page.goto(start.href);
  for (const [index, act] of (example.acts ?? []).entries()) {
    if (index > 0) await page.goto(start.href);
    await perform(page, act);
  }
  await page.waitForLoadState('networkidle');
}

async function perform(page: Page, act: Act): Promise<void> {
  switch (act.does) {
    case 'opens-way-in':
      await openWayIn(page);
      break;
    case 'asks-for-link':
      await askForLink(page, act.email);
      await page.getByRole('heading', { name: /./ }).first().waitFor();
      break;
    case 'sets-password':
      await setPassword(page, act.password);
      break;
  }
}

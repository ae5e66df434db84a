import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { askForLink, expect, test, type TestShop } from './support/shop.ts';
import { ours } from './support/words.ts';

test.use({ environment: { PROOF_OF_WORK: 'on', PROOF_NETWORK_ADDRESSES: '2' } });

const checkInbox = (page: Page) => page.getByRole('heading', { name: ours('way_in.check_inbox.heading') });
const throttled = (page: Page) => page.getByRole('heading', { name: ours('way_in.throttled.heading') });

/** Asks for addresses that nobody knows, from this machine, as somebody's program would. */
async function goThroughList(shop: TestShop): Promise<void> {
  const statuses: number[] = [];
  for (let number = 0; number < 4; number += 1) {
    const response = await fetch(shop.url('/apps/account-access/requests'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `list${number}@example.com` }),
    });
    statuses.push(response.status);
  }
  expect(statuses.at(-1), 'the network is suspicious').toBe(429);
}

/** What of the work the browser fetched and was answered. */
function watch(page: Page) {
  const seen: { modules: number; workers: string[]; answers: number[] } = {
    modules: 0,
    workers: [],
    answers: [],
  };
  page.on('request', (request) => {
    if (request.url().endsWith('/proof.js')) seen.modules += 1;
  });
  page.on('worker', (worker) => seen.workers.push(worker.url()));
  page.on('response', (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/requests'))
      seen.answers.push(response.status());
  });
  return seen;
}

test('a shopper of a suspicious network waits a moment, and gets the mail', async ({ page, shop }) => {
  await goThroughList(shop);
  const seen = watch(page);
  await page.goto(shop.url('/account/login#recover'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(checkInbox(page)).toBeVisible();
  expect((await shop.mail(PEOPLE.migrated.email)).kind).toBe('account-invite');
  expect(seen.answers).toEqual([429, 202]);
  expect(seen.workers).toEqual([expect.stringMatching(/^blob:/)]);
});

test('nobody else fetches what does the work', async ({ page, shop }) => {
  const seen = watch(page);
  await page.goto(shop.url('/account/login#recover'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(checkInbox(page)).toBeVisible();
  expect(seen).toEqual({ modules: 0, workers: [], answers: [202] });
});

test('where the shop allows no worker, the page does the work itself', async ({ page, shop }) => {
  await goThroughList(shop);
  const seen = watch(page);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  await page.goto(shop.url('/account/login#recover'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(checkInbox(page)).toBeVisible();
  expect(seen.answers).toEqual([429, 202]);
});

test('a browser that cannot do it says when to try again', async ({ page, shop }) => {
  await goThroughList(shop);
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Worker');
    Object.defineProperty(crypto, 'subtle', { value: undefined });
  });
  await page.goto(shop.url('/account/login#recover'));
  await askForLink(page, PEOPLE.migrated.email);

  await expect(throttled(page)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a page without scripts says when to try again', async ({ page, shop }) => {
    await goThroughList(shop);
    await page.goto(shop.url('/account/login#recover'));
    await askForLink(page, PEOPLE.migrated.email);

    await expect(throttled(page)).toBeVisible();
    expect(shop.mailsTo(PEOPLE.migrated.email)).toHaveLength(0);
  });
});

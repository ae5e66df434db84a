import { MINUTE_MS, pass, stopClock } from './support/clock.ts';
import { refreshed, refreshSections } from './support/hostile.ts';
import {
  again,
  askForHelp,
  CHANGE,
  GMAIL,
  help,
  offer,
  referenceOn,
  spoken,
  waited,
  words,
} from './support/inbox.ts';
import { recordRequests } from './support/requests.ts';
import { askForLink, expect, haveAsked, test, THEMES } from './support/shop.ts';
import { ours } from './support/words.ts';

test.beforeEach(({ page }) => page.clock.install());

for (const theme of THEMES) {
  test(`the clock counts up and the advice changes at one, five and fifteen minutes, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme });
    await askForHelp(page, shop, GMAIL);
    await expect(offer(page).getByRole('heading').first()).toBeFocused();
    await stopClock(page);

    const started = await waited(page).innerText();
    expect(started).toMatch(/^0:0\d$/);
    const advice: [seconds: number, key: string][] = [
      [0, 'advice_now'],
      [58, 'advice_now'],
      [62, 'advice_1'],
      [298, 'advice_1'],
      [302, 'advice_5'],
      [898, 'advice_5'],
      [902, 'advice_15'],
      [4_000, 'advice_15'],
    ];
    // Counted from the help's first moment, which is up to a second or two back.
    let at = Number(started.slice(2));
    for (const [seconds, key] of advice) {
      await page.clock.fastForward(Math.max(0, seconds - at) * 1_000);
      at = Math.max(at, seconds);
      await expect(spoken(page)).toHaveText(words(`inbox.${key}`));
      const [minutes = 0, rest = 0] = (await waited(page).innerText()).split(':').map(Number);
      expect(Math.abs(minutes * 60 + rest - at)).toBeLessThanOrEqual(1);
    }
    await expect(offer(page).getByRole('heading').first()).toBeFocused();
  });
}

test('a page that slept says on waking how long it really was', async ({ page, shop }) => {
  await askForHelp(page, shop, GMAIL);
  await stopClock(page);

  await page.clock.fastForward('10:00');

  await expect(waited(page)).toHaveText(/^10:0\d$/);
  await expect(spoken(page)).toHaveText(words('inbox.advice_5'));
  await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
});

test('in twenty minutes it speaks at most once a minute, and focus stays where it is', async ({
  page,
  shop,
}) => {
  await askForHelp(page, shop, GMAIL);
  await stopClock(page);
  await page.evaluate(() => {
    const said: { at: number; text: string }[] = [];
    const moved: string[] = [];
    Object.assign(globalThis, { said, moved });
    const live = 'output, [role=status], [role=alert], [role=timer], [role=log], [aria-live]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(live);
        if (region?.textContent) said.push({ at: Date.now(), text: region.textContent });
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    for (const type of ['focusin', 'focusout']) document.addEventListener(type, () => moved.push(type));
  });

  await page.clock.runFor(20 * MINUTE_MS);

  await expect(spoken(page)).toHaveText(words('inbox.advice_15'));
  const { said, moved } = await page.evaluate(() => {
    const noted = globalThis as unknown as { said: { at: number; text: string }[]; moved: string[] };
    return { said: noted.said, moved: noted.moved };
  });
  expect(said.map(({ text }) => text)).toEqual(
    ['advice_1', 'advice_5', 'advice_15'].map((key) => words(`inbox.${key}`)),
  );
  for (const [index, { at }] of said.entries())
    expect(at - (said[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS);
  expect(moved).toEqual([]);
  await expect(help(page).locator('[aria-live], [role=timer], [role=log]')).toHaveCount(0);
});

test('asking anew through the form begins a new wait, under the same number', async ({ page, shop }) => {
  await askForHelp(page, shop, GMAIL);
  const reference = await referenceOn(page);
  await stopClock(page);
  await pass(page, shop, 10 * MINUTE_MS);
  await offer(page).getByRole('button', CHANGE).first().click();
  await askForLink(page, GMAIL);

  await expect(waited(page)).toHaveText(/^0:0\d$/);
  await expect(spoken(page)).toHaveText(words('inbox.advice_now'));
  await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
  expect(await referenceOn(page)).toBe(reference);

  await offer(page).getByRole('button', CHANGE).first().click();
  await askForLink(page, 'kari.nordmann@hotmail.no');
  await expect(help(page).getByText(/Your mailbox is with Outlook/)).toBeVisible();
  expect(await referenceOn(page)).toBe(reference);
});

test('the number is the same where the shopper is told to wait', async ({ page, shop }) => {
  await askForHelp(page, shop, GMAIL);
  const reference = await referenceOn(page);
  await stopClock(page);
  await haveAsked(shop, GMAIL, 6);
  await offer(page).getByRole('button', CHANGE).first().click();
  await askForLink(page, GMAIL);

  await expect(offer(page).getByRole('heading', { name: ours('way_in.throttled.heading') })).toBeVisible();
  expect(await referenceOn(page)).toBe(reference);
  await expect(help(page)).toContainText('W-');
});

test('a section that the theme fetches anew goes on counting, and remembers what was sent', async ({
  page,
  shop,
}) => {
  shop.quirks({ theme: 'hostile' });
  const asked = recordRequests(page);
  await page.goto(shop.url('/account/login'));
  await refreshed(page, 1);
  await askForLink(page, GMAIL);
  await expect(waited(page)).toBeVisible();
  const reference = await referenceOn(page);
  await stopClock(page);
  await pass(page, shop, 2 * MINUTE_MS);
  await again(page).click();
  await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
  await pass(page, shop, 30_000);

  const island = await offer(page).elementHandle();
  await page.clock.resume();
  await refreshSections(page);
  await refreshed(page, 2);
  expect(await island?.evaluate((element) => element.isConnected)).toBe(false);

  await expect(waited(page)).toHaveText(/^2:3\d$/);
  await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);
  expect(await referenceOn(page)).toBe(reference);
  await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
  await pass(page, shop, 40_000);
  await expect(waited(page)).toHaveText(/^3:[012]\d$/);
  await again(page).click();
  await expect(help(page).getByText(words('inbox.again_enough'))).toBeVisible();
  expect(asked.requests()).toHaveLength(3);
  expect(new Set(asked.requests().map((body) => body['reference'])).size).toBe(1);
});

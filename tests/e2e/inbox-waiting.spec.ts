import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  askForHelp,
  help,
  holdBack,
  offer,
  offerSettings,
  recordRequests,
  referenceOn,
  SENDER,
  spoken,
  stopClock,
  waited,
} from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { askForLink, expect, haveAsked, openWayIn, test, THEMES, type TestShop } from './support/shop.ts';
import { ours, inboxWordsOf } from './support/words.ts';

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });
test.beforeEach(({ page }) => page.clock.install());

const words = inboxWordsOf('en');
const GMAIL = 'kari.nordmann@gmail.com';
const MINUTE_MS = 60_000;
const CHANGE = { name: ours('way_in.check_inbox.change'), exact: true } as const;

const again = (page: Page) => help(page).getByRole('button', { name: words('inbox.again'), exact: true });

/** Time passes for the page and for the shop alike: at one blow, as for a phone in a pocket. */
async function pass(page: Page, shop: TestShop, ms: number): Promise<void> {
  shop.controls.clock.advance(ms);
  await page.clock.fastForward(ms);
}

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

test.describe('asking again', () => {
  test('is possible after a minute, counted down where it is seen, and asks for a real mail', async ({
    page,
    shop,
  }) => {
    shop.quirks(offerSettings(SENDER));
    const asked = recordRequests(page);
    const { email } = PEOPLE.migrated;
    await askForHelp(page, shop, email);
    await expect.poll(() => shop.mailsTo(email).length).toBe(1);
    await stopClock(page);
    const reference = await referenceOn(page);

    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    await expect(help(page)).toContainText(/You can ask for it again in (1:00|0:5\d)\./);
    // Playwright itself would wait for a button that is not disabled; a shopper would not.
    await again(page).click({ force: true });
    await again(page).press('Enter');
    await pass(page, shop, 50_000);
    await expect(help(page)).toContainText(/You can ask for it again in 0:(0\d|10)\./);
    await again(page).click({ force: true });
    expect(asked.requests()).toHaveLength(1);

    for (const mails of [2, 3]) {
      await pass(page, shop, MINUTE_MS + 2_000);
      await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
      await expect(help(page)).not.toContainText('You can ask for it again in');
      await again(page).click();

      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
      expect(asked.requests()).toHaveLength(mails);
      await expect.poll(() => shop.mailsTo(email).length).toBe(mails);
      if (mails === 2) {
        await expect(again(page)).toBeFocused();
        await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
        await expect(help(page)).toContainText('You can ask for it again in 1:00.');
      }
    }

    // Enough: what helps now is another address, or a person.
    await expect(again(page)).toHaveCount(0);
    await expect(help(page).getByText(words('inbox.again_enough'))).toBeVisible();
    await expect(offer(page).getByRole('link', { name: SENDER.support_email })).toBeVisible();
    await pass(page, shop, 20 * MINUTE_MS);
    await expect(again(page)).toHaveCount(0);
    expect(asked.requests().map(({ email: address }) => address)).toEqual([email, email, email]);
    expect(new Set(asked.requests().map(({ reference: uuid }) => uuid)).size).toBe(1);
    expect(await referenceOn(page)).toBe(reference);

    await help(page).getByRole('button', CHANGE).click();
    await expect((await openWayIn(page)).locator('input[type=email]')).toBeFocused();
  });

  test('does not lose the focus of whoever pressed the button for the last time', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    for (const _ of [1, 2]) {
      await pass(page, shop, MINUTE_MS + 2_000);
      await again(page).press('Enter');
      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    }

    await expect(help(page).getByText(words('inbox.again_enough'))).toBeVisible();
    await expect(help(page).locator('.lk-again :focus')).toHaveText(CHANGE.name);
  });

  test('happens once for two presses in a row', async ({ page, shop }) => {
    const asked = recordRequests(page);
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await pass(page, shop, MINUTE_MS);
    const answer = await holdBack(page, /\/requests$/);

    await again(page).dblclick();
    await again(page).press('Enter');
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    answer.letGo();

    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    expect(asked.requests()).toHaveLength(2);
  });

  test('gives way to the next advice', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await pass(page, shop, 2 * MINUTE_MS);
    await again(page).click();
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));

    await pass(page, shop, 3 * MINUTE_MS);

    await expect(spoken(page)).toHaveText(words('inbox.advice_5'));
  });

  test('too often says how long to wait, and nothing else', async ({ page, shop }) => {
    await askForHelp(page, shop, GMAIL);
    await stopClock(page);
    await haveAsked(shop, GMAIL, 6);
    await pass(page, shop, MINUTE_MS);
    const answer = page.waitForResponse(/\/requests$/);
    await again(page).click();

    expect((await answer).status()).toBe(429);
    const seconds = Number((await (await answer).json()).error.retryAfterSeconds);
    expect(seconds).toBeGreaterThan(120);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    const shown = /again in (\d+):(\d\d)\./.exec(await help(page).innerText()) ?? [];
    expect(Math.abs(Number(shown[1]) * 60 + Number(shown[2]) - seconds)).toBeLessThanOrEqual(1);
    // A minute is not what it takes.
    await expect(spoken(page)).not.toContainText('in a minute');
    await expect(spoken(page)).not.toBeEmpty();

    await pass(page, shop, (seconds - 5) * 1_000);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    await pass(page, shop, 6_000);
    await again(page).click();
    await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
  });

  for (const [what, fail] of Object.entries({
    'the app fails': (page: Page) => page.route(/\/requests$/, (route) => route.fulfill({ status: 500 })),
    'nothing gets through': (page: Page) => page.route(/\/requests$/, (route) => route.abort()),
  })) {
    test(`when ${what} says so, and may be tried again`, async ({ page, shop }) => {
      await askForHelp(page, shop, GMAIL);
      await stopClock(page);
      await pass(page, shop, MINUTE_MS);
      await fail(page);
      await again(page).click();
      await expect(spoken(page)).toHaveText(words('inbox.again_failed'));
      await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);

      await page.unroute(/\/requests$/);
      await pass(page, shop, MINUTE_MS);
      await again(page).click();
      await expect(spoken(page)).toHaveText(words('inbox.again_sent'));
    });
  }
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
  const refreshes = page.locator('html');
  await page.goto(shop.url('/account/login'));
  await expect(refreshes).toHaveAttribute('data-refreshed', '1');
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
  await page.locator('[data-refresh]').click();
  await expect(refreshes).toHaveAttribute('data-refreshed', '2');
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

test.describe('nothing moves from the answer on', () => {
  const ARRIVALS = ['at once', 'late', 'not at all'] as const;
  const WIDTHS = [
    { width: 390, height: 844 },
    { width: 1280, height: 720 },
  ];
  for (const theme of THEMES) {
    for (const viewport of WIDTHS) {
      for (const arrival of ARRIVALS) {
        test(`when the help comes ${arrival}, ${viewport.width} px wide, on ${theme}`, async ({
          page,
          shop,
        }) => {
          shop.quirks({ theme, ...offerSettings(SENDER) });
          await page.setViewportSize(viewport);
          for (const [email, locale] of MOVES) {
            await page.unrouteAll();
            const module = await holdBack(page, /\/inbox-help\.js/);
            await page.goto(shop.url(`${locale === 'en' ? '' : `/${locale}`}/account/login`));
            if (theme === 'hostile')
              await expect(page.locator('html')).toHaveAttribute('data-refreshed', '1');
            await askForLink(page, email);
            await offer(page).locator('[data-lk-state=check-inbox]').waitFor();
            await drawn(page);
            await watchShifts(page);

            if (arrival !== 'at once') await waitUnseen(page, arrival === 'late' ? 1_500 : 2_000);
            if (arrival === 'not at all') module.drop();
            else module.letGo();
            if (arrival !== 'not at all') {
              await expect(waited(page)).toBeVisible();
              await quiet(page);
            }
            await drawn(page);
            for (const minutes of [1, 4, 10, 1]) {
              await page.clock.fastForward(minutes * MINUTE_MS);
              await drawn(page);
            }

            expect.soft(await shifts(page), `${email}, in ${locale}`).toEqual([]);
          }
        });
      }
    }
  }
});

/** A mailbox with a folder and a button, one that turns mail away, one that the server tells of, and a slip. */
const MOVES = [
  ['kari.nordmann@gmail.com', 'en'],
  ['kari.nordmann@t-online.de', 'de'],
  ['kari.nordmann@firma.example', 'nb'],
  ['kari.nordmann@bank.example', 'fr'],
  ['kari.nordmann@gmial.com', 'fr'],
] as const;

/** Everything that is to be drawn is; by the browser's own clock, not the page's. */
async function drawn(page: Page): Promise<void> {
  for (const _ of [1, 2]) await page.evaluate(() => document.body.getBoundingClientRect().height);
  await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
}

/** What is still to be said waits unseen for a while: puts that while to so many milliseconds. */
async function waitUnseen(page: Page, ms: number): Promise<void> {
  await page.evaluate((at) => {
    for (const animation of document.getAnimations())
      if (animation instanceof CSSAnimation && animation.animationName === 'lk-wait')
        animation.currentTime = at;
  }, ms);
  await drawn(page);
}

function watchShifts(page: Page): Promise<void> {
  return page.evaluate(() => {
    const found: string[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as {
          value: number;
          sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        const what = sources.map(
          ({ node, previousRect: from, currentRect: to }) =>
            `${node?.textContent?.trim().slice(0, 30)} ${from.y}+${from.height} → ${to.y}+${to.height}`,
        );
        found.push(`${value}: ${what.join(', ')}`);
      }
    }).observe({ type: 'layout-shift' });
    Object.assign(globalThis, { found });
  });
}

function shifts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { found: string[] }).found);
}

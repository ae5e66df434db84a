import type { Page, Route } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  advice,
  islandIsThere,
  mainButton,
  openInvite,
  panel,
  recordPosts,
} from './support/password-panel.ts';
import { ROUTED } from './support/requests.ts';
import {
  expect,
  expectSignedIn,
  passwordFields,
  setPassword,
  test,
  typePassword,
  THEMES,
} from './support/shop.ts';
import { ours } from './support/words.ts';

test.use(ROUTED);

const GOOD = 'seven quiet lakes';

for (const theme of THEMES) {
  test.describe(`handing a password in on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme }));

    test('hides what was shown once it is sent, and again when the browser brings the page back', async ({
      page,
      shop,
    }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const letGo = await holdPosts(page);
      await typePassword(page, GOOD);
      await panel(page).getByRole('button', { name: /^Show/ }).click();
      await expect(passwordFields(page)).toHaveAttribute('type', 'text');

      await passwordFields(page).press('Enter');
      await expect.poll(() => posts.length).toBe(1);
      await expect(passwordFields(page)).toHaveAttribute('type', 'password');

      // The headless browser keeps no pages for coming back, so the event that tells of it is made here.
      await panel(page).getByRole('button', { name: /^Show/ }).click();
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
      await expect(passwordFields(page)).toHaveAttribute('type', 'password');
      await letGo();
      await passwordFields(page).press('Enter');
      await expectSignedIn(page, shop);
    });

    test('answers two quick presses with one post', async ({ page, shop }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const letGo = await holdPosts(page);
      await typePassword(page, GOOD);

      await mainButton(page).dblclick();
      await expect(mainButton(page)).toHaveAttribute('aria-disabled', 'true');
      await passwordFields(page).press('Enter');
      await expect(mainButton(page)).toHaveText(ours('set_password.busy'));
      await mainButton(page).click({ force: true });
      expect(posts).toHaveLength(1);

      await letGo();
      await page.reload();
      await setPassword(page, GOOD);
      await expectSignedIn(page, shop);
    });

    test('says nothing of a short wait, something of a noticed one, and more of a long one', async ({
      page,
      shop,
    }) => {
      await page.clock.install();
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      await holdPosts(page);
      await typePassword(page, GOOD);
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));

      await mainButton(page).click();
      await expect.poll(() => posts.length).toBe(1);
      await page.clock.runFor(390);
      await expect(mainButton(page)).toHaveText(ours('set_password.activation.button'));
      await page.clock.runFor(10);
      await expect(mainButton(page)).toHaveText(ours('set_password.busy'));
      await expect(panel(page).getByRole('status').getByText(ours('set_password.busy'))).toHaveCount(1);
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
      await page.clock.runFor(7_590);
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
      await page.clock.runFor(10);
      await expect(advice(page)).toHaveText(ours('set_password.slow'));
    });

    test('keeps what was typed while there is no network, and goes through once there is', async ({
      page,
      shop,
      context,
    }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      await typePassword(page, GOOD);
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));

      await context.setOffline(true);
      await passwordFields(page).press('Enter');
      const summary = page.getByRole('region', { name: ours('offline.heading') });
      await expect(summary).toBeFocused();
      await expect(summary).toContainText(ours('offline.text'));
      await expect(passwordFields(page)).toHaveValue(GOOD);
      await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'false');
      expect(posts).toEqual([]);

      await context.setOffline(false);
      await passwordFields(page).press('Enter');
      await expectSignedIn(page, shop);
    });

    test('waits for a captcha that comes between, and says so', async ({ page, shop }) => {
      await page.addInitScript(challengeOnce);
      await openInvite(page, shop);
      await islandIsThere(page);
      await typePassword(page, GOOD);

      await passwordFields(page).press('Enter');
      await expect(advice(page)).toHaveText(ours('set_password.stopped'));
      await expect(passwordFields(page)).toHaveValue(GOOD);
      await passwordFields(page).press('Enter');

      await expectSignedIn(page, shop);
    });

    for (const file of ['set-password.js', 'password-advice.js', 'common-passwords.json', 'done.js']) {
      test(`lets people in where ${file} does not arrive`, async ({ page, shop }) => {
        let missed = 0;
        await page.route(`**/${file}`, (route) => {
          missed += 1;
          return route.abort();
        });
        const misses = () => expect.poll(() => missed).toBeGreaterThan(0);
        await openInvite(page, shop);
        if (file === 'set-password.js') await misses();
        else await islandIsThere(page);
        if (file === 'password-advice.js' || file === 'common-passwords.json') {
          await typePassword(page, GOOD);
          await misses();
        }
        await setPassword(page, GOOD);

        await expectSignedIn(page, shop);
        if (file === 'done.js') await misses();
      });
    }

    test('offers a page of its own for a new link where way-in.js does not arrive', async ({
      page,
      shop,
    }) => {
      await page.route('**/way-in.js', (route) => route.abort());
      await openInvite(page, shop);
      await islandIsThere(page);
      await panel(page).getByText(ours('set_password.help.summary')).click();
      await panel(page)
        .getByRole('link', { name: ours('way_in.offer.label') })
        .click();

      const form = page.locator('form[action$="/requests"]');
      await form.getByLabel(ours('way_in.ask.email_label')).fill(PEOPLE.invited.email);
      await form.getByRole('button').click();
      await expect(page.getByRole('heading', { name: ours('way_in.check_inbox.heading') })).toBeVisible();
      await expect.poll(() => shop.mailsTo(PEOPLE.invited.email).length).toBe(2);
    });
  });
}

/**
 * Holds the browser's post for as long as the test goes on, and in a frame: the page stands there as it does while a
 * slow network takes its time, where a test could ask nothing of a page that is about to go.
 *
 * @returns what lets posts go where they always go
 */
async function holdPosts(page: Page): Promise<() => Promise<void>> {
  const path = '**/account/activate';
  const held: Route[] = [];
  await page.route(path, (route) => void held.push(route));
  const aim = (target: string) =>
    passwordFields(page).evaluate((field: HTMLInputElement, name) => {
      field.form?.setAttribute('target', name);
    }, target);
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('iframe'), { name: 'held' })),
  );
  await aim('held');
  return async () => {
    await Promise.all(held.map((route) => route.abort()));
    await page.unroute(path);
    await aim('_self');
  };
}

/** hCaptcha, as far as a page sees it: stops the first post, shows a frame, and lets the next one pass. */
function challengeOnce(): void {
  let challenged = false;
  document.addEventListener('submit', (event) => {
    if (challenged) return;
    challenged = true;
    event.preventDefault();
    const frame = document.createElement('iframe');
    frame.src = 'about:blank#captcha';
    frame.title = 'captcha';
    document.body.append(frame);
  });
}

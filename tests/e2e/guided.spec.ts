import type { Page, Route } from '@playwright/test';
import { createHash } from 'node:crypto';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  expect,
  expectSignedIn,
  passwordFields,
  setPassword,
  test,
  typePassword,
  THEMES,
  withAndWithoutJavaScript,
  type TestShop,
} from './support/shop.ts';
import { ours, wordsOf } from './support/words.ts';

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });

const GOOD = 'seven quiet lakes';
/** On no list of common passwords; among those stolen from the local shop. */
const STOLEN = 'stolen-from-a-shop';
const DAY_MS = 24 * 3_600_000;

const panel = (page: Page) => page.locator('latchkey-set-password').filter({ visible: true });
const advice = (page: Page) => panel(page).locator('.lk-advice');
const mainButton = (page: Page) => panel(page).locator('button[type=submit]:not([name])');
const settings = (change: Readonly<Record<string, unknown>>) => ({
  blockSettings: { 'account-access': change, activation: change, reset: change },
});

async function openInvite(page: Page, shop: TestShop, prefix = '', query = ''): Promise<string> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  await page.goto(link.replace('/account/', `${prefix}/account/`) + query);
  return link;
}

/** With a script, the field is ours from here on. */
async function islandIsThere(page: Page): Promise<void> {
  await expect(panel(page).locator('.lk-input').first()).toBeVisible();
  await expect(panel(page).getByRole('button', { name: /^Show/ })).toBeVisible();
}

/** What the browser itself posts; a request of a script is none. */
function recordPosts(page: Page): URLSearchParams[] {
  const posts: URLSearchParams[] = [];
  page.on('request', (request) => {
    const native = request.isNavigationRequest() && request.method() === 'POST';
    if (native) posts.push(new URLSearchParams(request.postData() ?? ''));
  });
  return posts;
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

for (const theme of THEMES) {
  test.describe(`the guided page on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme }));

    test('says before anything is typed what will happen and what a password must be', async ({
      page,
      shop,
    }) => {
      await openInvite(page, shop);
      await islandIsThere(page);

      await expect(panel(page).getByRole('heading')).toHaveText(ours('set_password.activation.heading'));
      await expect(panel(page).getByRole('listitem').filter({ visible: true })).toHaveText([
        ours('set_password.activation.step_1'),
        ours('set_password.activation.step_2'),
        ours('set_password.activation.step_3'),
      ]);
      const field = panel(page).getByLabel(ours('set_password.field.label'), { exact: true });
      await expect(field).toHaveAccessibleDescription(
        `${ours('set_password.field.rules')} ${ours('set_password.field.advice')}`,
      );
      await expect(panel(page).locator('.lk-rules')).toHaveText(ours('set_password.field.rules'));
      await expect(panel(page).locator('.lk-rules')).toBeVisible();
      const [rules, input] = await Promise.all([
        panel(page).locator('.lk-rules').boundingBox(),
        field.boundingBox(),
      ]);
      expect(rules?.y ?? Number.NaN).toBeLessThan(input?.y ?? Number.NaN);
    });

    test('asks for the password once and gives Shopify both', async ({ page, shop }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);

      await expect(page.locator('main input[type=password]').filter({ visible: true })).toHaveCount(1);
      await setPassword(page, GOOD);

      await expectSignedIn(page, shop);
      expect(posts.map((post) => post.getAll('customer[password]'))).toEqual([[GOOD]]);
      expect(posts.map((post) => post.getAll('customer[password_confirmation]'))).toEqual([[GOOD]]);
    });

    test('asks twice where the merchant wants it, and says when the two differ', async ({ page, shop }) => {
      shop.quirks(settings({ two_fields: true }));
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const again = panel(page).getByLabel(ours('set_password.field.label_again'));

      await typePassword(page, GOOD);
      await again.fill('seven quiet cakes');
      await again.press('Enter');
      const summary = page.locator('.lk-summary').filter({ visible: true });
      await expect(summary).toContainText(ours('set_password.errors.mismatch'));
      await expect(summary).toBeFocused();
      expect(posts).toEqual([]);
      await expect(again).toHaveValue('seven quiet cakes');

      await again.fill(GOOD);
      await again.press('Enter');
      await expectSignedIn(page, shop);
    });

    test('welcomes password managers, long passwords and pasting', async ({ page, shop }) => {
      await openInvite(page, shop);
      await islandIsThere(page);
      const field = passwordFields(page);
      await expect(field).toHaveAttribute('autocomplete', 'new-password');
      expect(await field.getAttribute('maxlength')).toBeNull();

      // Only what is shown can be cut.
      await panel(page).getByRole('button', { name: /^Show/ }).click();
      const long = `${'a long walk '.repeat(30)}home`;
      await field.fill(long);
      await field.press('ControlOrMeta+a');
      await field.press('ControlOrMeta+x');
      await expect(field).toHaveValue('');
      await field.press('ControlOrMeta+v');
      await expect(field).toHaveValue(long);
      await field.press('Enter');

      await expectSignedIn(page, shop);
      expect(shop.shop.accounts.signIn(PEOPLE.invited.email, long).kind).toBe('done');
    });

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

    test('says that Caps Lock is on while it is', async ({ page, shop }) => {
      await openInvite(page, shop);
      await islandIsThere(page);
      await typePassword(page, 'SEVEN QUIET LAKES');
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));

      await passwordFields(page).dispatchEvent('keydown', { key: 'S', modifierCapsLock: true });
      await expect(advice(page)).toHaveText(ours('set_password.advice.caps_lock'));
      await passwordFields(page).dispatchEvent('keydown', { key: 's', modifierCapsLock: false });
      await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
    });

    test('warns of a space at the edge while it is typed, and does not send it', async ({ page, shop }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);

      await typePassword(page, `${GOOD} `);
      await expect(advice(page)).toHaveText(ours('set_password.errors.edge_space'));
      await passwordFields(page).press('Enter');
      await expect(page.locator('.lk-summary').filter({ visible: true })).toContainText(
        ours('set_password.errors.edge_space'),
      );
      await expect(passwordFields(page)).toHaveValue(`${GOOD} `);
      await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'true');
      expect(posts).toEqual([]);

      await typePassword(page, GOOD);
      await passwordFields(page).press('Enter');
      await expectSignedIn(page, shop);
    });

    test('advises against a password that many use, and leaves the choice', async ({ page, shop }) => {
      await openInvite(page, shop);
      await islandIsThere(page);

      await typePassword(page, 'password123');
      await expect(advice(page)).toHaveText(ours('set_password.advice.common'));
      await passwordFields(page).press('Enter');

      await expectSignedIn(page, shop);
      expect(shop.shop.accounts.signIn(PEOPLE.invited.email, 'password123').kind).toBe('done');
    });

    for (const [prefix, locale, inWords] of [
      ['', 'en', 'is too short (at least 5 characters).'],
      ['/de', 'de', 'ist zu kurz (mindestens 5 Zeichen).'],
    ] as const) {
      test(`leads from Shopify’s own refusal to the field, in ${locale}`, async ({ page, shop }) => {
        const words = wordsOf(locale);
        await openInvite(page, shop, prefix);
        await islandIsThereIn(page, words('set_password.show.show_label'));
        // Shopify may refuse what our own check lets pass: on its way the password becomes such a one.
        await page.route('**/account/activate', (route) => {
          const body = new URLSearchParams(route.request().postData() ?? '');
          body.set('customer[password]', 'abc');
          body.set('customer[password_confirmation]', 'abc');
          return route.continue({ postData: body.toString() });
        });
        await typePassword(page, GOOD);
        await passwordFields(page).press('Enter');

        const summary = page.getByRole('region', { name: words('set_password.errors.heading') });
        await expect(summary).toBeFocused();
        await expect(summary.getByRole('listitem')).toHaveCount(1);
        await expect(summary.getByRole('link')).toContainText(inWords);
        await expect(passwordFields(page)).toHaveAccessibleDescription(new RegExp(escaped(inWords)));
        await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'true');
        // Told once: the theme's own copy is out of sight.
        await expect(page.getByText(inWords).filter({ visible: true })).toHaveCount(2);

        const before = page.url();
        await summary.getByRole('link').click();
        await expect(passwordFields(page)).toBeFocused();
        expect(page.url()).toBe(before);

        await page.unroute('**/account/activate');
        await setPassword(page, GOOD);
        await expectSignedIn(page, shop);
      });
    }

    test('keeps “This isn’t you?” shut, says what declining means, and posts it once', async ({
      page,
      shop,
    }) => {
      const posts = recordPosts(page);
      await openInvite(page, shop);
      await islandIsThere(page);
      const decline = page.locator('[name=decline]').filter({ visible: true });
      await expect(decline).toHaveCount(0);

      await panel(page).getByText(ours('set_password.decline.summary')).click();
      await expect(panel(page).getByText(ours('set_password.decline.text'))).toBeVisible();
      await expect(decline).toHaveCount(1);
      expect(shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('INVITED');
      await decline.dblclick();

      await expect.poll(() => shop.shop.accounts.find(PEOPLE.invited.id)?.state).toBe('DECLINED');
      await expect(page).toHaveURL(shop.url('/'));
      expect(posts.map((post) => post.has('decline'))).toEqual([true]);
    });

    test('says on the account page what works now, and leads on', async ({ page, shop }) => {
      shop.quirks({
        blockSettings: {
          'account-access': { benefits: 'See all your orders\n\nReorder <in> two clicks' },
        },
      });
      await openInvite(page, shop, '', '?return_to=/pages/about');
      await setPassword(page, GOOD);
      await expectSignedIn(page, shop);

      const done = page.getByRole('region', { name: ours('done.heading') });
      await expect(done.getByRole('status')).toContainText(ours('done.text'));
      await expect(done.getByRole('listitem')).toHaveText(['See all your orders', 'Reorder <in> two clicks']);
      await expect(done.getByRole('link', { name: ours('done.shop') })).toHaveAttribute('href', '/');
      await done.getByRole('link', { name: ours('done.back') }).click();
      await expect(page).toHaveURL(shop.url('/pages/about'));
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

    for (const file of [
      'set-password.js',
      'password-advice.js',
      'common-passwords.json',
      'way-in.js',
      'done.js',
    ]) {
      test(`lets people in where ${file} does not arrive`, async ({ page, shop }) => {
        let stopped = 0;
        await page.route(`**/${file}`, (route) => {
          stopped += 1;
          return route.abort();
        });
        await openInvite(page, shop);
        if (file === 'way-in.js') await panelHelp(page);
        await setPassword(page, GOOD);

        await expectSignedIn(page, shop);
        if (file !== 'way-in.js') await expect.poll(() => stopped).toBeGreaterThan(0);
      });
    }
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  // Sections can be hidden by a merchant; what a `.liquid` template says always shows.
  for (const theme of THEMES.filter((name) => name !== 'vintage')) {
    test(`our own form says what will happen and what a password must be, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, themeFormsShown: false });
      await openInvite(page, shop);

      for (const key of ['step_1', 'step_2', 'step_3'])
        await expect(panel(page).getByText(ours(`set_password.activation.${key}`))).toBeVisible();
      const field = passwordFields(page);
      await expect(field).toHaveAccessibleDescription(
        `${ours('set_password.field.rules')} ${ours('set_password.field.advice')}`,
      );
      await expect(field).toHaveAttribute('autocomplete', 'new-password');
      expect(await field.getAttribute('maxlength')).toBeNull();
      await expect(panel(page).getByLabel(ours('set_password.field.label_again'))).toBeVisible();
    });

    test(`our own form leads from Shopify’s refusal to the field, in German too, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme, themeFormsShown: false });
      await openInvite(page, shop, '/de');
      await setPassword(page, 'abc');

      const words = wordsOf('de');
      const summary = page.getByRole('region', { name: words('set_password.errors.heading') });
      const link = summary.getByRole('link', { name: /ist zu kurz \(mindestens 5 Zeichen\)/ });
      await expect(link).toHaveAttribute('href', `#${await passwordFields(page).getAttribute('id')}`);
      await expect(passwordFields(page)).toHaveAttribute('aria-invalid', 'true');
      await expect(passwordFields(page)).toHaveAccessibleDescription(/^Passwort ist zu kurz/);
      await setPassword(page, GOOD);
      await expectSignedIn(page, shop);
    });
  }
});

withAndWithoutJavaScript(() => {
  test('a link that looks too old and still works says so as a hint, and lets the shopper in', async ({
    page,
    shop,
  }) => {
    // Liquid's "now" is the real one; where the shop's own clock is behind, a link lives longer.
    shop.controls.clock.advance(-31 * DAY_MS);
    shop.shop.accounts.invite(PEOPLE.migrated.id);
    const { link = '' } = await shop.mail(PEOPLE.migrated.email, 'account-invite');
    await page.goto(link);

    const note = page.getByText(ours('set_password.old_link')).filter({ visible: true });
    await expect(note).toHaveCount(1);
    await expect(page.getByRole('heading', { name: ours('way_in.ask.heading_dead_link') })).toBeHidden();
    await setPassword(page, GOOD);
    await expectSignedIn(page, shop);
  });

  test('a link that is young says nothing of age', async ({ page, shop }) => {
    await openInvite(page, shop);

    await expect(passwordFields(page)).toHaveCount(1);
    await expect(page.getByText(ours('set_password.old_link'))).toHaveCount(0);
  });
});

test.describe('where the link says to go on to', () => {
  for (const elsewhere of [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
  ]) {
    test(`${elsewhere} leads nowhere`, async ({ page, shop }) => {
      await openInvite(page, shop, '', `?return_to=${elsewhere}`);
      await setPassword(page, GOOD);

      const done = page.getByRole('region', { name: ours('done.heading') });
      await expect(done).toBeVisible();
      await expect(done.locator('[data-lk-back]')).toBeHidden();
      await expect(done.locator('[data-lk-back]')).toHaveAttribute('href', '/');
    });
  }

  test('a way back is also kept by a new password, and comes in the language of the page', async ({
    page,
    shop,
  }) => {
    shop.shop.accounts.recover(PEOPLE.enabledGerman.email);
    const { link = '' } = await shop.mail(PEOPLE.enabledGerman.email, 'password-reset');
    await page.goto(`${link}?return_to=/de/pages/about`);
    await setPassword(page, GOOD);

    const words = wordsOf('de');
    const done = page.getByRole('region', { name: words('done.heading') });
    await expect(done.getByRole('link', { name: words('done.shop') })).toHaveAttribute('href', '/de');
    await expect(done.getByRole('link', { name: words('done.back') })).toHaveAttribute(
      'href',
      '/de/pages/about',
    );
  });
});

test.describe('what typing a password sends', () => {
  test('nothing of the advice is fetched before the first letter', async ({ page, shop }) => {
    const asked = watchRequests(page);
    await openInvite(page, shop);
    await islandIsThere(page);
    await passwordFields(page).focus();
    await page.waitForLoadState('networkidle');
    expect(asked.filter(({ file }) => ADVICE_FILES.includes(file))).toEqual([]);

    await passwordFields(page).press('s');
    await expect.poll(() => asked.map(({ file }) => file)).toEqual(expect.arrayContaining(ADVICE_FILES));
  });

  test('two files of ours and nothing else, as long as the merchant wants no look-up', async ({
    page,
    shop,
  }) => {
    await page.clock.install();
    await openInvite(page, shop);
    await islandIsThere(page);
    await page.waitForLoadState('networkidle');
    const asked = watchRequests(page);

    await passwordFields(page).pressSequentially(STOLEN);
    await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
    await page.clock.runFor(60_000);
    await page.waitForLoadState('networkidle');

    expect(asked.map(({ file }) => file).toSorted()).toEqual(ADVICE_FILES.toSorted());
    expect(asked.every(({ origin }) => origin === shop.shop.origins.cdn)).toBe(true);
    expect(asked.every(({ referrer }) => !referrer.includes('/account/'))).toBe(true);
  });

  for (const proxyPath of ['/apps/account-access', '/tools/hello-again']) {
    test(`five characters of its hash to the shop’s own ${proxyPath}, where the merchant wants the look-up`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ proxyPath, ...settings({ breached_passwords: true, proxy_path: proxyPath }) });
      await openInvite(page, shop);
      await islandIsThere(page);
      await page.waitForLoadState('networkidle');
      const asked = watchRequests(page);

      await passwordFields(page).pressSequentially(STOLEN);
      await expect(advice(page)).toHaveText(ours('set_password.advice.breached'));
      await page.waitForLoadState('networkidle');

      const hash = createHash('sha1').update(STOLEN).digest('hex').toUpperCase();
      const lookUps = asked.filter(({ file }) => !ADVICE_FILES.includes(file));
      expect(
        lookUps.map(({ url, method, referrer, cookie, body }) => ({ url, method, referrer, cookie, body })),
      ).toContainEqual({
        url: shop.url(`${proxyPath}/breached-passwords/${hash.slice(0, 5)}`),
        method: 'GET',
        referrer: '',
        cookie: '',
        body: '',
      });
      // A pause while typing may ask about less than the whole; never in another way.
      for (const { url, body } of lookUps) {
        expect(url).toMatch(new RegExp(`^${shop.url(proxyPath)}/breached-passwords/[0-9A-F]{5}$`));
        expect(body).toBe('');
      }
      await passwordFields(page).press('Enter');
      await expectSignedIn(page, shop);
    });
  }

  test('a look-up that fails says nothing, and stands in nobody’s way', async ({ page, shop }) => {
    shop.quirks(settings({ breached_passwords: true }));
    shop.shop.faults.set('app-proxy', { kind: 'status', status: 503 });
    const failed = page.waitForResponse(/\/breached-passwords\//);
    await openInvite(page, shop);
    await islandIsThere(page);

    await typePassword(page, STOLEN);
    expect((await failed).status()).toBe(503);
    await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
    await passwordFields(page).press('Enter');
    await expectSignedIn(page, shop);
  });
});

const ADVICE_FILES = ['password-advice.js', 'common-passwords.json'];

interface Asked {
  readonly url: string;
  readonly origin: string;
  readonly file: string;
  readonly method: string;
  readonly referrer: string;
  readonly cookie: string;
  readonly body: string;
}

function watchRequests(page: Page): readonly Asked[] {
  const asked: Asked[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const headers = request.headers();
    asked.push({
      url: request.url(),
      origin,
      file: pathname.split('/').at(-1) ?? '',
      method: request.method(),
      referrer: headers['referer'] ?? '',
      cookie: headers['cookie'] ?? '',
      body: request.postData() ?? '',
    });
  });
  return asked;
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

/** Opens what helps below the form, where the offer of a new link would be. */
async function panelHelp(page: Page): Promise<void> {
  await islandIsThere(page);
  await panel(page).getByText(ours('set_password.help.summary')).click();
  await expect(panel(page).getByRole('link', { name: ours('way_in.offer.label') })).toBeVisible();
}

async function islandIsThereIn(page: Page, showLabel: string): Promise<void> {
  await expect(panel(page).getByRole('button', { name: showLabel })).toBeVisible();
}

function escaped(text: string): string {
  return text.replaceAll(/[.()]/g, String.raw`\$&`);
}

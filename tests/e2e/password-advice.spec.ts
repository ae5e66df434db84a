import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { advice, islandIsThere, openInvite, recordPosts, settings } from './support/password-panel.ts';
import { quiet } from './support/quiet.ts';
import { expect, expectSignedIn, passwordFields, test, typePassword, THEMES } from './support/shop.ts';
import { ours } from './support/words.ts';

const GOOD = 'seven quiet lakes';
/** On no list of common passwords; among those stolen from the local shop. */
const STOLEN = 'stolen-from-a-shop';

for (const theme of THEMES) {
  test.describe(`advice about a password on the ${theme} theme`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme }));

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
  });
}

test.describe('what typing a password sends', () => {
  test('nothing of the advice is fetched before the first letter', async ({ page, shop }) => {
    const asked = watchRequests(page);
    await openInvite(page, shop);
    await islandIsThere(page);
    await passwordFields(page).focus();
    await quiet(page);
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
    await quiet(page);
    const asked = watchRequests(page);

    await passwordFields(page).pressSequentially(STOLEN);
    await expect(advice(page)).toHaveText(ours('set_password.advice.good'));
    await page.clock.runFor(60_000);
    await quiet(page);

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
      await quiet(page);
      const asked = watchRequests(page);

      await passwordFields(page).pressSequentially(STOLEN);
      await expect(advice(page)).toHaveText(ours('set_password.advice.breached'));
      await quiet(page);

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

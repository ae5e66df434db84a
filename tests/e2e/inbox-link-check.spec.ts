import { askForHelp, help, offerSettings, OUTLOOK, SENDER, waited, words } from './support/inbox.ts';
import { browserSaid, fold, linkField, verdict } from './support/inbox-checks.ts';
import { quiet } from './support/quiet.ts';
import { holdBack, ROUTED } from './support/requests.ts';
import { expect, test, THEMES } from './support/shop.ts';
import { filled } from './support/words.ts';

test.use(ROUTED);

for (const theme of THEMES) {
  test(`a link from a mail is told from a stranger’s while it is typed, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme, ...offerSettings(SENDER) });
    await askForHelp(page, shop, OUTLOOK);
    await fold(page, 'inbox.real').click();
    await expect(help(page).getByText(words('inbox.real_never'))).toBeVisible();
    const field = help(page).getByLabel(words('inbox.check_label'));
    await expect(field).toHaveAccessibleDescription(words('inbox.check_hint'));
    await quiet(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    const own = shop.shop.domain;
    const LINKS: readonly [pasted: string, kind: 'ours' | 'foreign' | 'unreadable', host?: string][] = [
      [`https://${own}/account/activate/6100000000001/abcdef`, 'ours', own],
      [`  <https://${own}/account/reset/1/x>. `, 'ours', own],
      [`https://${own}.evil.example/account/activate/1/x`, 'foreign', `${own}.evil.example`],
      [`https://${own}@evil.example/account`, 'foreign', 'evil.example'],
      [`https://evil.example/?to=https://${own}/account`, 'foreign', 'evil.example'],
      [`https://evil-${own}/account`, 'foreign', `evil-${own}`],
      // Browsers and mail programs disagree on where that leads.
      [`https://evil.example\\@${own}/`, 'unreadable'],
      ['https://xn--fjll-gra.example/', 'foreign', 'xn--fjll-gra.example'],
      [
        `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://${own}/account`)}&data=05`,
        'ours',
        own,
      ],
      [
        `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://evil.example/')}`,
        'foreign',
        'evil.example',
      ],
      ['javascript:alert(1)', 'unreadable'],
      ['click here', 'unreadable'],
    ];
    for (const [pasted, kind, host = ''] of LINKS) {
      await field.fill(pasted);
      await expect.soft(verdict(page), pasted).toHaveText(filled(words(`inbox.check_${kind}`), { host }));
    }
    await field.fill('');
    await expect(verdict(page)).toBeEmpty();
    await field.pressSequentially(`https://${own}/account`);
    await expect(verdict(page)).toContainText('That is this shop.');

    expect(asked).toEqual([]);
    expect(page.url()).not.toContain('evil');
    const kept = await page.evaluate(() => [localStorage, sessionStorage].map((all) => JSON.stringify(all)));
    expect(kept.join('')).not.toContain('account/activate');
  });
}

test('Enter in the field of a link sends nothing and leads nowhere', async ({ page, shop }) => {
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.real').click();
  await linkField(page).fill('https://evil.example/');
  let navigated = false;
  page.on('framenavigated', () => (navigated = true));
  await linkField(page).press('Enter');

  await expect(verdict(page)).toContainText('evil.example');
  await expect(waited(page)).toBeVisible();
  expect(navigated).toBe(false);
});

test('checks are fetched when they are opened, once', async ({ page, shop }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    const name = /inbox-checks[^/]*$/.exec(request.url())?.[0];
    if (name !== undefined) fetched.push(name);
  });
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.places').click();
  await quiet(page);
  expect(fetched).toEqual([]);

  await fold(page, 'inbox.real').click();
  await linkField(page).fill('https://evil.example/');
  await fold(page, 'inbox.real').click();
  await fold(page, 'inbox.real').click();
  await expect(linkField(page)).toHaveValue('https://evil.example/');
  await expect(linkField(page)).toHaveCount(1);
  await fold(page, 'inbox.browser').click();
  await expect(browserSaid(page)).not.toBeEmpty();

  expect(fetched.filter((name) => name === 'inbox-checks.js')).toHaveLength(1);
});

test('a fold opened, shut and opened while its check is on the way has one check', async ({ page, shop }) => {
  await askForHelp(page, shop, OUTLOOK);
  const module = await holdBack(page, /inbox-checks\.js/);
  for (const _ of [1, 2, 3]) await fold(page, 'inbox.real').click();
  module.letGo();

  await expect(linkField(page)).toBeVisible();
  await quiet(page);
  await expect(linkField(page)).toHaveCount(1);
});

test('where a check does not arrive, the rest of its fold is there, and another try may bring it', async ({
  page,
  shop,
}) => {
  await page.route(/inbox-checks-en\.json/, (route) => route.abort());
  await askForHelp(page, shop, OUTLOOK);
  await fold(page, 'inbox.real').click();
  await expect(help(page).getByText(words('inbox.real_never'))).toBeVisible();
  await quiet(page);
  await expect(linkField(page)).toHaveCount(0);

  await page.unrouteAll();
  await fold(page, 'inbox.real').click();
  await fold(page, 'inbox.real').click();
  await expect(linkField(page)).toBeVisible();
});

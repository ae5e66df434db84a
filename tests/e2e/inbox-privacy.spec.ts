import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { askForHelp, help, offer, offerSettings, referenceOn, SENDER, words } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { recordRequests } from './support/requests.ts';
import { expect, test, THEMES } from './support/shop.ts';

test('the page and what it asks are the same for a known, an unknown and a blocked customer', async ({
  page,
  shop,
}) => {
  const pages = new Set<string>();
  const asked = new Set<string>();
  const answers = new Set<string>();
  for (const email of [
    PEOPLE.enabled.email,
    PEOPLE.migrated.email,
    PEOPLE.blocked.email,
    PEOPLE.enabledBlocked.email,
    PEOPLE.declined.email,
    'nobody.here@example.com',
  ]) {
    const recorded = recordRequests(page);
    const answered = [page.waitForResponse(/\/requests$/), page.waitForResponse(/\/mailboxes$/)];
    await askForHelp(page, shop, email);
    for (const answer of answered) {
      const response = await answer;
      answers.add(`${response.status()} ${await response.text()}`);
    }
    await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();
    const reference = await referenceOn(page);
    pages.add(
      (await offer(page).innerHTML())
        .replaceAll(email, 'ADDRESS')
        .replaceAll(reference, 'REFERENCE')
        .replaceAll(/\b\d:\d\d\b/g, 'TIME'),
    );
    for (const { path, body } of recorded.all)
      asked.add(JSON.stringify([path, { ...body, email: 'email' in body, reference: 'reference' in body }]));
    await page.evaluate(() => sessionStorage.clear());
  }

  expect([...pages]).toHaveLength(1);
  expect([...asked]).toHaveLength(2);
  expect(answers).toEqual(
    new Set(['202 {"v":1,"state":"check-inbox"}', '200 {"v":1,"mailbox":{"kind":"unknown"}}']),
  );
});

for (const theme of THEMES) {
  test(`nobody else is asked anything, and no address is in any address, on ${theme}`, async ({
    page,
    shop,
  }) => {
    shop.quirks({ theme, ...offerSettings(SENDER) });
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    page.on('request', (request) => urls.push(request.headers()['referer'] ?? ''));
    for (const email of ['kari.nordmann@gmial.com', 'kari.nordmann@firma.example']) {
      await askForHelp(page, shop, email);
      for (const fold of await help(page).locator('summary').all()) await fold.click();
      await quiet(page);
    }

    const { storefront, cdn } = shop.shop.origins;
    expect(urls.filter((url) => url !== '' && !url.startsWith(storefront) && !url.startsWith(cdn))).toEqual(
      [],
    );
    expect(urls.filter((url) => /nordmann|gmial|firma\.example|%40/i.test(url))).toEqual([]);
    expect(page.url()).toBe(shop.url('/account/login'));
  });
}

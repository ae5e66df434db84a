import { GMAIL, help, offer, waited, words } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { recordRequests } from './support/requests.ts';
import { expect, openWayIn, test } from './support/shop.ts';
import { filled, ours } from './support/words.ts';

test.describe('an address that looks misspelt', () => {
  const TYPED = 'kari.nordmann@gmial.com';
  const meant = filled(ours('way_in.ask.typo'), { address: GMAIL });

  test('is offered as it was meant when its field is left, and taken with one press', async ({
    page,
    shop,
  }) => {
    const asked = recordRequests(page);
    await page.goto(shop.url('/account/login'));
    const field = (await openWayIn(page)).locator('input[type=email]');
    await field.fill(TYPED);
    await expect(offer(page).getByRole('button', { name: meant })).toHaveCount(0);
    await quiet(page);
    await field.press('Tab');

    await offer(page).getByRole('button', { name: meant }).click();
    await expect(field).toHaveValue(GMAIL);
    await expect(field).toBeFocused();
    await expect(offer(page).getByRole('button', { name: meant })).toHaveCount(0);
    expect(asked.all).toEqual([]);

    await field.press('Enter');
    await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);
    expect(asked.requests()).toEqual([expect.objectContaining({ email: GMAIL })]);
  });

  test('is sent as it stands by whoever wants that, and offered again after the answer', async ({
    page,
    shop,
  }) => {
    const asked = recordRequests(page);
    await page.goto(shop.url('/account/login'));
    const field = (await openWayIn(page)).locator('input[type=email]');
    await field.fill(TYPED);
    await quiet(page);
    await field.press('Tab');
    await expect(offer(page).getByRole('button', { name: meant })).toBeVisible();
    await offer(page).locator('button[type=submit]').click();

    await expect(offer(page).locator('.lk-address')).toHaveText(TYPED);
    const note = help(page).locator('.lk-note');
    await expect(note).toContainText(meant);
    await note.getByRole('button', { name: words('inbox.typo_use') }).click();

    await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);
    await expect(help(page).getByText(/Your mailbox is with Gmail/)).toBeVisible();
    await expect(help(page).locator('.lk-note')).toHaveCount(0);
    await expect(waited(page)).toHaveText(/^0:0\d$/);
    expect(asked.requests().map(({ email }) => email)).toEqual([TYPED, GMAIL]);
  });

  test('is told at once where the shopper presses Enter and leaves no field', async ({ page, shop }) => {
    await page.goto(shop.url('/account/login'));
    const field = (await openWayIn(page)).locator('input[type=email]');
    await field.fill(TYPED);
    await field.press('Enter');

    await expect(help(page).locator('.lk-note')).toContainText(meant);
  });

  test('is not doubted where it is right', async ({ page, shop }) => {
    await page.goto(shop.url('/account/login'));
    const field = (await openWayIn(page)).locator('input[type=email]');
    await field.fill('kari.nordmann@firma.example');
    await quiet(page);
    await field.press('Tab');
    await field.press('Shift+Tab');
    await expect(offer(page).locator('[data-lk-meant]')).toBeEmpty();
    await field.press('Enter');

    await expect(waited(page)).toBeVisible();
    await expect(help(page).locator('.lk-note')).toHaveCount(0);
  });
});

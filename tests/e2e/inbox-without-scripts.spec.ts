import type { Page } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { FOLDERS } from './support/folders.ts';
import { ask, CHANGE, GMAIL, words } from './support/inbox.ts';
import { expect, test, THEMES } from './support/shop.ts';
import { filled, inboxWordsOf, ours, wordsOf } from './support/words.ts';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  const answer = (page: Page) => page.locator('[data-lk-state=check-inbox]');
  const again = (page: Page) => answer(page).getByRole('button', { name: words('inbox.again'), exact: true });
  const reference = (page: Page) => answer(page).locator('.lk-reference').innerText();

  for (const theme of THEMES) {
    test(`the page knows the mailbox, and asks again until another mail is not what helps, on ${theme}`, async ({
      page,
      shop,
    }) => {
      shop.quirks({ theme });
      const { email } = PEOPLE.migrated;
      await ask(page, shop, email);
      await expect(answer(page).getByText(email)).toBeVisible();
      await expect(answer(page)).toContainText(shop.shop.name);
      await expect(answer(page)).toContainText(words('inbox.folder_unknown'));
      await expect.poll(() => shop.mailsTo(email).length).toBe(1);
      const number = await reference(page);
      expect(number).toMatch(/^C-[2-9C-X]{5}-[2-9C-X]{5}$/);

      for (const mails of [2, 3]) {
        shop.controls.clock.advance(61_000);
        await again(page).click();
        await expect(answer(page)).toContainText(words('inbox.again_sent'));
        await expect.poll(() => shop.mailsTo(email).length).toBe(mails);
        expect(await reference(page)).toBe(number);
      }
      await expect(again(page)).toHaveCount(0);
      await expect(answer(page)).toContainText(words('inbox.again_enough'));
      // A theme may put an arrow behind every link.
      await answer(page).getByRole('link', { name: CHANGE.name }).click();
      await expect(page.getByLabel(ours('way_in.ask.email_label')).filter({ visible: true })).toBeVisible();
      expect(page.url()).not.toContain('%40');
    });
  }

  for (const [email, { provider, ...names }] of Object.entries(FOLDERS)) {
    test(`${provider}: the page names the folder as the mailbox does in the shopper’s language`, async ({
      page,
      shop,
    }) => {
      for (const [locale, [certain, folder]] of Object.entries(names)) {
        await ask(page, shop, email, locale);

        const text = inboxWordsOf(locale)(certain === 'seen' ? 'inbox.folder' : 'inbox.folder_often');
        await expect.soft(answer(page), locale).toContainText(filled(text, { provider, folder }));
        const open = filled(inboxWordsOf(locale)('inbox.open'), { provider });
        await expect
          .soft(answer(page).getByRole('link', { name: open }))
          .toHaveAttribute('href', /^https:\/\//);
      }
    });
  }

  test('the page of a mailbox that turns mail away offers another address and another way', async ({
    page,
    shop,
  }) => {
    await ask(page, shop, 'kari.nordmann@t-online.de', 'de');

    const note = answer(page).locator('.lk-note');
    await expect(note).toContainText('Direkt abweisen');
    await expect(note.getByRole('link', { name: wordsOf('de')('way_in.check_inbox.change') })).toBeVisible();
    await note.getByRole('link', { name: inboxWordsOf('de')('inbox.no_mailbox') }).click();
    await expect(page.locator('[data-lk-state=no-mailbox]')).toBeVisible();
  });

  test('a slip in the domain is offered as it was meant, and taken with one press', async ({
    page,
    shop,
  }) => {
    await ask(page, shop, 'kari.nordmann@gmial.com');
    await expect(answer(page)).toContainText(filled(ours('way_in.ask.typo'), { address: GMAIL }));
    const number = await reference(page);
    await answer(page)
      .getByRole('button', { name: words('inbox.typo_use') })
      .click();

    await expect(answer(page).getByText(GMAIL)).toBeVisible();
    await expect(answer(page).getByRole('link', { name: 'Open Gmail' })).toBeVisible();
    await expect(answer(page).getByRole('button', { name: words('inbox.typo_use') })).toHaveCount(0);
    expect(await reference(page)).toBe(number);
  });

  test('an address that reads like Liquid or HTML is echoed as it was typed', async ({ page, shop }) => {
    for (const email of ['{{shop.name}}@firma.example', "o'neill&{%raw%}@firma.example"]) {
      await ask(page, shop, email);

      await expect(answer(page).getByText(email, { exact: true })).toBeVisible();
    }
  });

  test('the page is the same for a known, an unknown and a blocked customer', async ({ page, shop }) => {
    const pages = new Set<string>();
    for (const email of [PEOPLE.enabled.email, PEOPLE.blocked.email, 'nobody.here@example.com']) {
      await ask(page, shop, email);
      const number = await reference(page);
      const uuid = await answer(page).locator('input[name=reference]').first().inputValue();
      pages.add(
        (await answer(page).innerHTML())
          .replaceAll(email, 'ADDRESS')
          .replaceAll(number, 'REFERENCE')
          .replaceAll(uuid, 'UUID'),
      );
    }

    expect(pages.size).toBe(1);
  });
});

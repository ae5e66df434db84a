import { FOLDERS } from './support/folders.ts';
import { askForHelp, CHANGE, GMAIL, help, offer, offerSettings, SENDER, words } from './support/inbox.ts';
import { expect, openWayIn, test, THEMES } from './support/shop.ts';
import { filled, inboxWordsOf, ours, wordsOf } from './support/words.ts';

for (const theme of THEMES) {
  test.describe(`what to look for, on ${theme}`, () => {
    test.beforeEach(({ shop }) => shop.quirks({ theme }));

    test('the address is echoed, and goes back into the form to be changed', async ({ page, shop }) => {
      await askForHelp(page, shop, GMAIL);

      await expect(offer(page).locator('.lk-address')).toHaveText(GMAIL);
      await offer(page).getByRole('button', CHANGE).first().click();
      const field = (await openWayIn(page)).getByLabel(ours('way_in.ask.email_label'));
      await expect(field).toHaveValue(GMAIL);
      await expect(field).toBeFocused();
      await expect(help(page)).toHaveCount(0);
    });

    test('the sender and the subject are the merchant’s', async ({ page, shop }) => {
      shop.quirks(offerSettings(SENDER));
      await askForHelp(page, shop, GMAIL);

      const mail = help(page).getByText(filled(words('inbox.subject'), { subject: SENDER.mail_subject }));
      await expect(mail.first()).toContainText(`${SENDER.sender_name} (${SENDER.sender_email})`);
      await expect(help(page)).not.toContainText(words('inbox.subject_reset'));
      // Said better now: where it was said first, it is gone.
      await expect(offer(page).locator('.lk-meanwhile')).toBeHidden();
    });

    test('with nothing filled in it is the shop’s name, and the subject is what it often is', async ({
      page,
      shop,
    }) => {
      await askForHelp(page, shop, GMAIL);

      const often = filled(words('inbox.subject_often'), {
        invite: words('inbox.subject_invite'),
        reset: words('inbox.subject_reset'),
      });
      const sender = filled(ours('way_in.check_inbox.sender'), { sender: shop.shop.name });
      await expect(help(page).getByText(`${sender} ${often}`)).toBeVisible();
    });

    test('the mailbox opens in another tab, searched for the sender', async ({ page, shop }) => {
      shop.quirks(offerSettings(SENDER));
      await askForHelp(page, shop, GMAIL);

      const open = help(page).getByRole('link', { name: 'Open Gmail' });
      await expect(open).toHaveAttribute(
        'href',
        'https://mail.google.com/mail/u/0/#search/from%3A(hello%40fjell.example)+in%3Aanywhere+newer_than%3A1d',
      );
      await expect(open).toHaveAttribute('target', '_blank');
      await expect(open).toHaveAttribute('rel', 'noopener noreferrer');
      await expect(help(page).getByRole('link', { name: words('inbox.open_web') })).toHaveCount(0);
    });

    test('where mail is turned away, another address and another way are offered at once', async ({
      page,
      shop,
    }) => {
      await askForHelp(page, shop, 'kari.nordmann@t-online.de');

      const note = help(page).locator('.lk-note');
      await expect(note).toContainText(
        filled(words('inbox.rejected_standard'), {
          setting: 'Direkt abweisen',
          provider: 'Telekom Mail (T-Online)',
        }),
      );
      await expect(note.getByRole('link', { name: words('inbox.no_mailbox') })).toHaveAttribute(
        'href',
        '/apps/account-access/mailbox-requests',
      );
      await note.getByRole('button', CHANGE).click();
      await expect((await openWayIn(page)).getByLabel(ours('way_in.ask.email_label'))).toHaveValue(
        'kari.nordmann@t-online.de',
      );
    });
  });
}

for (const [email, { provider, ...names }] of Object.entries(FOLDERS)) {
  test(`${provider}: its folder has the name that the mailbox shows in the shopper’s language`, async ({
    page,
    shop,
  }) => {
    for (const [locale, [certain, folder]] of Object.entries(names)) {
      await askForHelp(page, shop, email, locale);

      const text = inboxWordsOf(locale)(certain === 'seen' ? 'inbox.folder' : 'inbox.folder_often');
      const look = filled(text, { provider, folder });
      await expect.soft(help(page).getByText(look, { exact: true }), locale).toBeVisible();
    }
  });
}

test('Telenor deletes what the shopper once chose to have deleted: said, with a way out', async ({
  page,
  shop,
}) => {
  await askForHelp(page, shop, 'kari.nordmann@online.no', 'nb');

  const note = help(page).locator('.lk-note');
  await expect(note).toContainText('Slett');
  await expect(note.getByRole('button', { name: wordsOf('nb')('way_in.check_inbox.change') })).toBeVisible();
  await expect(note.getByRole('link')).toHaveAttribute('href', '/nb/apps/account-access/mailbox-requests');
});

const PHONES = {
  'an iPhone': {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    gmail: /^googlegmail:\/\//,
    outlook: 'ms-outlook://search?querytext=hello%40fjell.example',
  },
  'an Android phone': {
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    gmail: /^intent:.*package=com\.google\.android\.gm;S\.browser_fallback_url=https%3A%2F%2Fmail\.google/,
    outlook:
      /^intent:.*package=com\.microsoft\.office\.outlook;S\.browser_fallback_url=https%3A%2F%2Foutlook/,
  },
} as const;

for (const [phone, { userAgent, gmail, outlook }] of Object.entries(PHONES)) {
  test.describe(() => {
    test.use({ userAgent });

    test(`on ${phone} the button opens the app, with the browser beside it`, async ({ page, shop }) => {
      shop.quirks(offerSettings(SENDER));
      await askForHelp(page, shop, GMAIL);
      await expect(help(page).getByRole('link', { name: 'Open Gmail' })).toHaveAttribute('href', gmail);
      await expect(help(page).getByRole('link', { name: words('inbox.open_web') })).toHaveAttribute(
        'href',
        /^https:\/\/mail\.google\.com\/mail\/u\/0\/#search/,
      );

      await askForHelp(page, shop, 'kari.nordmann@hotmail.no');
      await expect(help(page).getByRole('link', { name: /^Open Outlook/ })).toHaveAttribute('href', outlook);
      await expect(help(page).getByRole('link', { name: words('inbox.open_web') })).toHaveAttribute(
        'href',
        'https://outlook.live.com/mail/0/',
      );

      // No app of its own that we know: the page alone.
      await askForHelp(page, shop, 'kari.nordmann@t-online.de');
      await expect(help(page).getByRole('link', { name: /^Open / })).toHaveAttribute('href', /^https:/);
      await expect(help(page).getByRole('link', { name: words('inbox.open_web') })).toHaveCount(0);
    });
  });
}

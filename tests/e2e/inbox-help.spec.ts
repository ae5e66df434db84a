import type { Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import {
  ask,
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
import { askForLink, expect, openWayIn, test, THEMES } from './support/shop.ts';
import { filled, inboxWordsOf, ours, wordsOf } from './support/words.ts';

// A document that went through a route counts as one from the open network, and our files are on this machine.
test.use({ permissions: ['local-network-access'] });

const words = inboxWordsOf('en');
const GMAIL = 'kari.nordmann@gmail.com';
const CHANGE = { name: ours('way_in.check_inbox.change'), exact: true } as const;

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

/** The folder as each mailbox shows it; `often` where nobody has seen it there. */
const FOLDERS = {
  'kari.nordmann@gmail.com': {
    provider: 'Gmail',
    en: ['often', 'Spam'],
    nb: ['often', 'Søppelpost'],
    de: ['often', 'Spam'],
    fr: ['often', 'Spam'],
  },
  'kari.nordmann@hotmail.no': {
    provider: 'Outlook.com (Hotmail)',
    en: ['often', 'Junk Email'],
    nb: ['seen', 'Søppelpost'],
    de: ['often', 'Junk-E-Mail'],
    fr: ['often', 'Courrier indésirable'],
  },
  'kari.nordmann@t-online.de': {
    provider: 'Telekom Mail (T-Online)',
    en: ['seen', 'Spam'],
    nb: ['seen', 'Spam'],
    de: ['seen', 'Spam'],
    fr: ['seen', 'Spam'],
  },
  'kari.nordmann@online.no': {
    provider: 'Telenor (online.no)',
    en: ['often', 'Spam'],
    nb: ['often', 'Spam'],
    de: ['often', 'Spam'],
    fr: ['often', 'Spam'],
  },
  'kari.nordmann@icloud.com': {
    provider: 'iCloud Mail',
    en: ['often', 'Junk'],
    nb: ['often', 'Uønsket'],
    de: ['seen', 'Spam'],
    fr: ['often', 'Indésirables'],
  },
} as const;

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

test.describe('a domain that the browser does not know', () => {
  const DOMAINS = {
    'firma.example': filled(words('inbox.folder_often'), {
      provider: 'Gmail (Google Workspace)',
      folder: 'Spam',
    }),
    'bank.example': filled(words('inbox.filter'), { gateway: 'Proofpoint' }),
    'videre.example': words('inbox.forwarded'),
    'ingen.example': filled(words('inbox.no_mail'), { domain: 'ingen.example' }),
    'delt.example': words('inbox.folder_unknown'),
    'egen.example': words('inbox.folder_unknown'),
    'syk.example': words('inbox.folder_unknown'),
  };
  for (const [domain, look] of Object.entries(DOMAINS)) {
    test(`${domain} is asked for by itself, and what is said fits`, async ({ page, shop }) => {
      const asked = recordRequests(page);
      await askForHelp(page, shop, `kari.nordmann@${domain}`);

      await expect(help(page).getByText(look, { exact: true })).toBeVisible();
      expect(asked.mailboxes()).toEqual([{ domain, locale: 'en' }]);
    });
  }

  test('it is asked for after the answer, never before', async ({ page, shop }) => {
    const asked = recordRequests(page);
    const answer = await holdBack(page, /\/requests$/);
    await ask(page, shop, 'kari.nordmann@firma.example');
    await expect(offer(page).getByText(ours('way_in.ask.sending'))).toBeVisible();
    expect(asked.all.map(({ path }) => path)).toEqual(['requests']);

    answer.letGo();
    await expect(
      help(page)
        .getByText(/Google Workspace/)
        .first(),
    ).toBeVisible();
    expect(asked.all.map(({ path }) => path)).toEqual(['requests', 'mailboxes']);
  });

  test('what the browser knows is asked of nobody', async ({ page, shop }) => {
    const asked = recordRequests(page);
    for (const email of [GMAIL, 'kari@hotmail.no', 'kari@t-online.de', 'kari@online.no']) {
      await askForHelp(page, shop, email);
      await quiet(page);
    }

    expect(asked.mailboxes()).toEqual([]);
    expect(asked.requests()).toHaveLength(4);
  });

  test('a name server that never answers costs a second and nothing else', async ({ page, shop }) => {
    const answered = page.waitForResponse(/\/mailboxes$/);
    await askForHelp(page, shop, 'kari.nordmann@tregt.example');
    await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();

    expect((await answered).request().timing().responseStart).toBeLessThan(2_500);
    await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();
  });

  for (const [what, respond] of Object.entries({
    'never comes back': undefined,
    'is cut off': { abort: true },
    'comes back as a server’s error': { status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' },
    'comes back as a page': { status: 200, body: '<!doctype html>', contentType: 'text/html' },
    'comes back empty': { status: 200, body: '{"v":1}', contentType: 'application/json' },
  } as const)) {
    test(`a look-up that ${what} leaves the page useful`, async ({ page, shop }) => {
      await page.clock.install();
      await page.route(/\/mailboxes$/, (route) => {
        if (respond === undefined) return undefined;
        return 'abort' in respond ? route.abort() : route.fulfill(respond);
      });
      await askForHelp(page, shop, 'kari.nordmann@firma.example');

      await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();
      await expect(spoken(page)).toHaveText(words('inbox.advice_now'));
      await stopClock(page);
      await page.clock.runFor(61_000);
      await expect(spoken(page)).toHaveText(words('inbox.advice_1'));
      await expect(waited(page)).toHaveText(/^1:0\d$/);
      await expect(help(page).getByRole('button', { name: words('inbox.again') })).toBeEnabled();
      await referenceOn(page);
    });
  }
});

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

test.describe('what it costs', () => {
  for (const locale of ['en', 'nb', 'de', 'fr', 'th', 'ar']) {
    test(`nothing of it before the answer, and 10,000 bytes at most after it, in ${locale}`, async ({
      page,
      shop,
    }) => {
      const loaded: string[] = [];
      page.on('request', (request) => {
        if (request.url().startsWith(shop.shop.origins.cdn)) loaded.push(request.url());
      });
      const root = locale === 'en' ? '' : `/${locale}`;
      await page.goto(shop.url(`${root}/account/login`));
      const field = (await openWayIn(page)).locator('input[type=email]');
      await field.pressSequentially('kari.nordmann@gmial.com');
      await field.press('Tab');
      await quiet(page);
      const before = loaded.splice(0);
      expect(before.filter((url) => url.includes('inbox-'))).toEqual([]);

      await askForLink(page, 'kari.nordmann@firma.example');
      await expect(
        help(page)
          .getByText(/Google Workspace/)
          .first(),
      ).toBeVisible();
      await quiet(page);

      // What corrects slips came with the first letter.
      const after = [...new Set(loaded)];
      expect(new Set(after.map((url) => /[^/]+$/.exec(url)?.[0]))).toEqual(
        new Set([`inbox-help-${locale}.json`, 'inbox-help.js']),
      );
      const sizes = await Promise.all(
        after.map(async (url) => gzipSync(await (await fetch(url)).bytes(), { level: 9 }).length),
      );
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(10_000);
    });
  }
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

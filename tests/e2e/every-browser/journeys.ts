import { hostedTexts } from '../../../src/devstore/hosted/texts.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { codesTo, LOCALES, rootIn, switchOver } from '../support/codes.ts';
import { ALL_THEMES, expect, THEMES, test as base, type TestShop } from '../support/shop.ts';
import { filled, inboxWordsOf, ours, wordsOf, wordsOfTheme } from '../support/words.ts';
import { createPageShopper } from './page-shopper.ts';
import type { Shopper } from './shopper.ts';

/** A test with a shopper at a browser: of Playwright, unless whoever extends it brings another. */
export const journeyTest = base.extend<{ shopper: Shopper }>({
  shopper: ({ page, javaScriptEnabled: scripts }, use) => use(createPageShopper(page, { scripts })),
});

const afterTheAnswer = inboxWordsOf('en');
const PASSWORD = 'nine patient herons';
const LANDINGS: readonly Quirks['deadActivationLink'][] = [
  'sign-in',
  'invalid-token',
  'not-found',
  'form-error',
];

/** So many addresses of one network are suspicious: more than any other journey asks for. */
const SUSPICIOUS = 20;

/** The journeys that must work in every engine, with scripts and without, on every theme. */
export function defineJourneys(test: typeof journeyTest): void {
  test.use({ environment: { PROOF_OF_WORK: 'on', PROOF_NETWORK_ADDRESSES: String(SUSPICIOUS) } });

  test('a shopper whose network is suspicious gets the mail after a moment of work, or is told when to ask again', async ({
    shop,
    shopper,
    javaScriptEnabled: scripts,
  }) => {
    const { email } = PEOPLE.migrated;
    await goThroughList(shop, SUSPICIOUS + 1);

    await shopper.open(shop.url('/account/login'));
    await sendAddress(shopper, email);

    await shopper.seesHeading(ours(scripts ? 'way_in.check_inbox.heading' : 'way_in.throttled.heading'));
    await shop.settled();
    expect(shop.mailsTo(email)).toHaveLength(scripts ? 1 : 0);
  });

  for (const theme of THEMES) {
    test(`J1: an invited shopper sets a password by the link and is in the account, on ${theme}`, async ({
      shop,
      shopper,
      javaScriptEnabled: scripts,
    }) => {
      shop.quirks({ theme });
      const invite = await shop.mail(PEOPLE.invited.email, 'account-invite');

      await shopper.open(invite.link ?? '');
      await setPassword(shopper, { page: 'activation', theme, scripts });

      await expectInAccount(shopper);
      if (scripts) await shopper.seesHeading(ours('done.heading'));
      expect(shop.shop.accounts.signIn(PEOPLE.invited.email, PASSWORD).kind).toBe('done');
    });

    for (const landing of LANDINGS) {
      test(`J2: a dead invite that lands on ${landing} leads to a new mail and in, on ${theme}`, async ({
        shop,
        shopper,
        javaScriptEnabled: scripts,
      }) => {
        shop.quirks({ theme, deadActivationLink: landing });
        const { email } = PEOPLE.inviteExpired;
        const dead = await shop.mail(email, 'account-invite');

        await shopper.open(dead.link ?? '');
        await askForLink(shopper, email);

        await shopper.open(await nextLink(shop, email, 2));
        await setPassword(shopper, { page: 'activation', theme, scripts });
        await expectInAccount(shopper);
      });
    }

    test(`J3: a shopper who never had a password asks on the sign-in page and gets in, on ${theme}`, async ({
      shop,
      shopper,
      javaScriptEnabled: scripts,
    }) => {
      shop.quirks({ theme });
      const { email } = PEOPLE.migrated;

      await shopper.open(shop.url('/account/login'));
      await askForLink(shopper, email);

      await shopper.open(await nextLink(shop, email, 1));
      await setPassword(shopper, { page: 'activation', theme, scripts });
      await expectInAccount(shopper);
    });

    test(`J4: a shopper who waits is led to their mailbox, and can ask again, on ${theme}`, async ({
      shop,
      shopper,
    }) => {
      shop.quirks({ theme });

      await shopper.open(shop.url('/account/login'));
      await askForLink(shopper, 'kari.nordmann@gmail.com');

      await shopper.seesLink(filled(afterTheAnswer('inbox.open'), { provider: 'Gmail' }));
      await shopper.seesButton(afterTheAnswer('inbox.again'));
    });

    test(`J7: a shopper without their mailbox asks the shop, on ${theme}`, async ({ shop, shopper }) => {
      shop.quirks({ theme });

      await shopper.open(shop.url('/apps/account-access/mailbox-requests'));
      await shopper.fill(afterTheAnswer('no_mailbox.order_number'), '#1001');
      await shopper.fill(afterTheAnswer('no_mailbox.postcode'), '0150');
      await shopper.fill(afterTheAnswer('no_mailbox.old_email'), PEOPLE.migrated.email);
      await shopper.fill(afterTheAnswer('no_mailbox.new_email'), 'kari.nordmann@example.com');
      await shopper.press(afterTheAnswer('no_mailbox.button'));

      await shopper.seesHeading(afterTheAnswer('no_mailbox.kept_heading'));
    });

    test(`J5: an active shopper chooses a new password by the reset link and is in, on ${theme}`, async ({
      shop,
      shopper,
      javaScriptEnabled: scripts,
    }) => {
      shop.quirks({ theme });
      shop.shop.accounts.recover(PEOPLE.enabled.email);
      const { link = '' } = await shop.mail(PEOPLE.enabled.email, 'password-reset');

      await shopper.open(link);
      await setPassword(shopper, { page: 'reset', theme, scripts });

      await expectInAccount(shopper);
      expect(shop.shop.accounts.signIn(PEOPLE.enabled.email, PASSWORD).kind).toBe('done');
    });
  }

  for (const [index, theme] of ALL_THEMES.entries()) {
    // Every theme in every language is for codes.spec; here each engine sees each theme and each language.
    const locale = LOCALES[index % LOCALES.length] ?? 'en';
    test(`J6: an old invite in a shop on codes leads to the guide, and a code leads in, on ${theme} in ${locale}`, async ({
      shop,
      shopper,
    }) => {
      const { email } = PEOPLE.invited;
      const mailed = new URL((await shop.mail(email, 'account-invite')).link ?? '');
      await switchOver(shop, { theme, legacyAccountUrls: 'not-found' });
      const inShop = wordsOf(locale);
      const hosted = hostedTexts(locale).texts;

      await shopper.open(shop.url(rootIn(locale) + mailed.pathname));
      await shopper.seesHeading(inShop('codes.heading'));
      await shopper.follow(inShop('codes.button'));
      await shopper.fill(hosted.email, email);
      await shopper.press(hosted.next);
      await shopper.seesHeading(hosted.enterCode);
      await shopper.fill(hosted.code, codesTo(shop, email).at(-1) ?? '');
      await shopper.press(hosted.next);

      // The account itself speaks the customer's language, whatever the page was in.
      await shopper.seesHeading(hostedTexts('en').texts.orders);
      expect(await shopper.path()).toBe('/account/orders');
    });
  }
}

/** Sets a password in the one form there is: ours with scripts, the theme's own without. */
async function setPassword(
  shopper: Shopper,
  { page, theme, scripts }: { page: 'activation' | 'reset'; theme: string; scripts: boolean },
): Promise<void> {
  if (scripts) {
    await shopper.seesHeading(ours(`set_password.${page}.heading`));
    // Only the island has it, so what follows meets no form that is about to be replaced.
    await shopper.seesButton(ours('set_password.show.show_label'));
    await shopper.fill(ours('set_password.field.label'), PASSWORD);
    await shopper.press(ours(`set_password.${page}.button`));
    return;
  }
  const theirs = wordsOfTheme(theme);
  await shopper.fill(theirs('customer.password'), PASSWORD);
  await shopper.fill(theirs('customer.confirm'), PASSWORD);
  await shopper.press(theirs(page === 'reset' ? 'customer.reset.submit' : 'customer.activate.submit'));
}

/** Asks for a new link wherever the offer stands: first on the page, or folded beside the theme's forms. */
async function askForLink(shopper: Shopper, email: string): Promise<void> {
  await sendAddress(shopper, email);
  await shopper.seesHeading(ours('way_in.check_inbox.heading'));
}

async function sendAddress(shopper: Shopper, email: string): Promise<void> {
  const address = ours('way_in.ask.email_label');
  await shopper.unfold([ours('way_in.offer.summary'), ours('way_in.offer.arrived')], address);
  await shopper.fill(address, email);
  await shopper.press([ours('way_in.ask.button'), ours('way_in.ask.button_dead_link')]);
}

/** Asks for addresses that nobody knows, from this machine, as somebody's program would. */
async function goThroughList(shop: TestShop, addresses: number): Promise<void> {
  let status = 0;
  for (let number = 0; number <= addresses; number += 1) {
    const response = await fetch(shop.url('/apps/account-access/requests'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `list${number}@example.com` }),
    });
    ({ status } = response);
  }
  expect(status, 'the network is suspicious').toBe(429);
}

/** The link of the newest invite, once this address has had so many mails. */
async function nextLink(shop: TestShop, email: string, mails: number): Promise<string> {
  await expect.poll(() => shop.mailsTo(email).length).toBe(mails);
  const { link = '' } = await shop.mail(email, 'account-invite');
  return link;
}

async function expectInAccount(shopper: Shopper): Promise<void> {
  await expect.poll(() => shopper.path(), { timeout: 10_000 }).toMatch(/^(\/[a-z]{2})?\/account$/);
}

import type { Page } from '@playwright/test';
import { textDirection } from '../../src/devstore/shopify/locale-paths.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { SHOP_LOCALES, type Quirks } from '../../src/devstore/shopify/types.ts';
import { expect, test, THEMES, type TestShop } from './support/shop.ts';
import { misfits } from './support/misfits.ts';

test.use({ viewport: { width: 320, height: 640 } });

/** Something to read in every language of the shop. */
interface Place {
  readonly name: string;
  /** Where the shop is before it. */
  readonly quirks?: Partial<Quirks>;
  /** Without origin and language. */
  readonly path: (shop: TestShop) => string;
  /** Stands on the page once our scripts have done their part. */
  readonly ready: string;
}

const FILLED_IN = {
  sender_name: 'Fjell & Fjord',
  sender_email: 'post@fjell-fjord.example',
  support_url: '/pages/about',
  support_email: 'help@fjell-fjord.example',
  support_phone: '+47 22 33 44 55',
};

const withSettings = (change: Readonly<Record<string, unknown>>): Partial<Quirks> => {
  const settings = { ...FILLED_IN, ...change };
  return {
    blockSettings: { 'account-access': settings, activation: settings, reset: settings, 'way-in': settings },
  };
};
const inviteOf =
  ({ email }: { readonly email: string }, kind: 'account-invite' | 'password-reset' = 'account-invite') =>
  (shop: TestShop) =>
    new URL(shop.mailsTo(email).findLast((mail) => mail.kind === kind)?.link ?? '').pathname;
const ISLAND = 'latchkey-set-password .lk-button-small';
const OFFER = 'latchkey-way-in [data-lk-state]';

const KEY_PLACES: readonly Place[] = [
  { name: 'the activation page', path: inviteOf(PEOPLE.invited), ready: `form ${ISLAND}` },
  { name: 'the sign-in page', path: () => '/account/login', ready: OFFER },
  {
    name: 'a dead link',
    quirks: { deadActivationLink: 'not-found' },
    path: inviteOf(PEOPLE.inviteExpired),
    ready: OFFER,
  },
];

const MORE_PLACES: readonly Place[] = [
  {
    name: 'our own form with two fields',
    quirks: { themeFormsShown: false, ...withTwoFields() },
    path: inviteOf(PEOPLE.invited),
    ready: ISLAND,
  },
  {
    name: 'the reset page',
    path: (shop) => {
      shop.shop.accounts.recover(PEOPLE.enabled.email);
      return inviteOf(PEOPLE.enabled, 'password-reset')(shop);
    },
    ready: `form ${ISLAND}`,
  },
  { name: 'the register page', path: () => '/account/register', ready: OFFER },
  { name: 'the page of the app', path: () => '/apps/account-access', ready: '[data-lk-state]' },
  {
    name: 'a dead link that nobody knows of',
    quirks: { deadActivationLink: 'invalid-token' },
    path: inviteOf(PEOPLE.inviteExpired),
    ready: OFFER,
  },
  preview('address_problem', `${OFFER} .lk-problem`),
  preview('link_superseded', OFFER),
  preview('link_used', '[data-lk-state=already-active]'),
  preview('link_cut_off', OFFER),
  preview('signed_in', 'latchkey-way-in .lk-button-main'),
  preview('recovered', OFFER),
  preview('check_inbox', '[data-lk-state=check-inbox]'),
  preview('throttled', '[data-lk-state=throttled]'),
  preview('service_degraded', '[data-lk-state=service-degraded]'),
  preview('sign_in_with_code', 'latchkey-sign-in [data-lk-code-room] .lk-text'),
  {
    name: 'the preview of password_problem',
    quirks: { blockSettings: { activation: { preview_state: 'password_problem' } } },
    path: (shop) => `${inviteOf(PEOPLE.invited)(shop)}?design_mode=1`,
    ready: `form ${ISLAND}`,
  },
  {
    name: 'the preview of done',
    quirks: { blockSettings: { 'account-access': { preview_state: 'done', benefits: 'One\nTwo' } } },
    path: () => '/account/login?design_mode=1',
    ready: 'latchkey-done:not([hidden]) .lk-heading',
  },
];

for (const theme of THEMES) {
  for (const locale of SHOP_LOCALES) {
    test(`every word in ${locale} has room on a narrow phone, on ${theme}`, async ({ page, shop }) => {
      for (const place of theme === 'plain' ? [...KEY_PLACES, ...MORE_PLACES] : KEY_PLACES) {
        shop.controls.reset();
        shop.quirks({ theme, ...withSettings({}), ...place.quirks });
        const root = locale === 'en' ? '' : `/${locale.toLowerCase()}`;
        await page.goto(shop.url(root + place.path(shop)), { waitUntil: 'domcontentloaded' });
        await unfold(page);
        await page.locator(place.ready).filter({ visible: true }).first().waitFor();

        expect.soft(await misfits(page), `${place.name} in ${locale}`).toEqual([]);
        if (place.ready === OFFER)
          expect.soft(await startsOfWords(page), place.name).toEqual(STARTS[textDirection(locale)]);
      }
    });
  }
}

test('what has no room is noticed', async ({ page, shop }) => {
  await page.goto(shop.url('/account/login'));
  await unfold(page);
  await page.locator(OFFER).filter({ visible: true }).first().waitFor();
  expect(await misfits(page)).toEqual([]);

  await page
    .locator('latchkey-way-in')
    .filter({ visible: true })
    .evaluate((offer) => {
      const add = (words: string, style: string) => {
        const button = Object.assign(document.createElement('button'), { textContent: words });
        button.style.cssText = `all: unset; display: block; inline-size: 60px; ${style}`;
        offer.append(button);
      };
      add('unpronounceable', '');
      add('nowhere to go', 'white-space: nowrap; overflow: hidden; text-overflow: ellipsis');
      add('above', 'inline-size: 100px; block-size: 40px');
      add('below', 'inline-size: 100px; block-size: 40px; margin-block-start: -30px');
      add('far away', 'inline-size: 400px; text-align: end');
    });

  const said = (await misfits(page)).map((line) => line.replaceAll(/\s+/g, ' '));
  expect(said).toEqual(
    expect.arrayContaining([
      'too wide: unpronounceable',
      'shortened: nowhere to go',
      'cut off: nowhere to go',
      'on one another: above / below',
      'outside the window: far away',
      expect.stringMatching(/^to scroll sideways: \d+ px$/),
    ]),
  );
});

/** Everything that is folded away, so that all words of a page are looked at in one visit. */
function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>(
      ':is(latchkey-set-password, latchkey-way-in, latchkey-sign-in, latchkey-done) details',
    ))
      fold.open = true;
  });
}

/** Where words begin that name a field: at its left edge, or mirrored at its right one. */
const STARTS = {
  ltr: { direction: 'ltr', left: true, right: false },
  rtl: { direction: 'rtl', left: false, right: true },
} as const;

function startsOfWords(page: Page) {
  return page
    .locator('latchkey-way-in .lk-label')
    .filter({ visible: true })
    .evaluate((label) => {
      const words = document.createRange();
      words.selectNodeContents(label);
      const [line, field] = [words.getBoundingClientRect(), label.parentElement?.getBoundingClientRect()];
      const near = (one: number, other = Number.NaN) => Math.abs(one - other) <= 1;
      return {
        direction: getComputedStyle(label).direction,
        left: near(line.left, field?.left),
        right: near(line.right, field?.right),
      };
    });
}

function withTwoFields(): Partial<Quirks> {
  return { blockSettings: { activation: { ...FILLED_IN, two_fields: true } } };
}

/** A state of the offer, as the theme editor shows it on the sign-in page. */
function preview(state: string, ready: string): Place {
  return {
    name: `the preview of ${state}`,
    quirks: { blockSettings: { 'way-in': { ...FILLED_IN, preview_state: state } } },
    path: () => '/account/login?design_mode=1',
    ready,
  };
}

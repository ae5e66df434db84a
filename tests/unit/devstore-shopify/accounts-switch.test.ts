import { describe, expect, it } from 'vitest';
import { createControls } from '../../../src/devstore/controls/controls.ts';
import { createControlsPage } from '../../../src/devstore/controls/page.ts';
import { createStage } from '../../../src/devstore/stage.ts';
import { createLocalShop } from '../../../src/devstore/shopify/shop.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { DAY, openShop } from './support.ts';

const CODES = { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' } as const;

/** A shop whose webhooks are written down. */
function open(quirks: Partial<Quirks> = {}) {
  const { shop, clock } = openShop(quirks);
  shop.origins.accounts = 'http://127.0.0.1:4404';
  const told: unknown[] = [];
  shop.webhooks.connect({
    secret: 'a secret',
    deliver: async (request) => {
      if (request.headers.get('X-Shopify-Topic') === 'customer_account_settings/update')
        told.push(await request.json());
      return new Response(null);
    },
  });
  return { shop, clock, told, idle: () => shop.webhooks.idle() };
}

const settings = (version: string, url: string | null) => ({
  url,
  customer_accounts_version: version,
  login_required_at_checkout: false,
  login_links_visible_on_storefront_and_checkout: true,
});

describe('a shop that goes over to codes, and back', () => {
  it('tells the app each time, and of nothing else', async () => {
    const { shop, told, idle } = open();
    shop.setQuirks({ captcha: true });
    shop.setQuirks(CODES);
    shop.setQuirks(CODES);
    shop.setQuirks({ accountsVersion: 'CLASSIC' });
    await idle();

    expect(told).toEqual([
      settings('new_customer_accounts', 'http://127.0.0.1:4404'),
      settings('classic', null),
    ]);
  });

  it('tells it as often as the quirk says', async () => {
    const { shop, told, idle } = open({ webhookCopies: 2 });
    shop.setQuirks(CODES);
    await idle();

    expect(told).toHaveLength(2);
  });

  it('tells it when it is put back to the seed', async () => {
    const { shop, told, idle } = open();
    shop.setQuirks(CODES);
    await idle();
    shop.reset();
    await idle();

    expect(told.at(-1)).toEqual(settings('classic', null));
    shop.reset();
    await idle();
    expect(told).toHaveLength(2);
  });

  it('tells of the switch alone where it is put back and goes over again at once', async () => {
    const { shop, told, idle } = open();
    shop.setQuirks(CODES);
    await idle();
    shop.reset();
    shop.setQuirks(CODES);
    await idle();

    expect(told).toEqual(
      Array.from({ length: 2 }, () => settings('new_customer_accounts', 'http://127.0.0.1:4404')),
    );
  });

  it('can go back for 30 days by its clock, and not a moment longer', () => {
    const { shop, clock } = open();
    shop.setQuirks(CODES);
    clock.advance(30 * DAY);
    shop.setQuirks({ accountsVersion: 'CLASSIC' });
    shop.setQuirks(CODES);
    clock.advance(30 * DAY + 1);

    expect(() => shop.setQuirks({ accountsVersion: 'CLASSIC', captcha: true })).toThrow(/30 days/);
    expect(shop.quirks).toMatchObject({ ...CODES, captcha: false });
  });

  it('says on the controls page why it cannot go back, and goes back by a reset', async () => {
    const { shop, clock } = open();
    const page = createControlsPage(createControls(shop, clock));
    const post = (body: object) =>
      page(
        new Request('http://127.0.0.1:4402/controls', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    await post({ quirks: CODES });
    clock.advance(31 * DAY);
    const refused = await post({ quirks: { accountsVersion: 'CLASSIC' } });

    expect(refused.status).toBe(422);
    expect(await refused.json()).toEqual({
      error: { field: 'quirks.accountsVersion', message: expect.stringContaining('30 days') },
    });
    expect((await post({ reset: true, quirks: { accountsVersion: 'CLASSIC' } })).status).toBe(200);
    expect(shop.quirks.accountsVersion).toBe('CLASSIC');
  });
});

describe('a theme without account templates', () => {
  it('takes the shop over to codes, and the app hears of it', async () => {
    const { shop, told, idle } = open();
    shop.setQuirks({ theme: 'passwordless' });
    await idle();

    expect(shop.quirks.accountsVersion).toBe('NEW_CUSTOMER_ACCOUNTS');
    expect(told).toHaveLength(1);
    shop.setQuirks({ theme: 'plain' });
    expect(shop.quirks.accountsVersion).toBe('NEW_CUSTOMER_ACCOUNTS');
  });

  it('does so from the beginning', () => {
    const clock = { now: () => 0 };

    expect(createLocalShop({ clock, quirks: { theme: 'passwordless' } }).quirks).toMatchObject(CODES);
  });

  it('does not where the quirk says so', () => {
    const { shop } = open();
    shop.setQuirks({ theme: 'passwordless', themeUpgradesAccounts: false });

    expect(shop.quirks.accountsVersion).toBe('CLASSIC');
  });
});

it('a stage takes the shop over with what the app keeps for Liquid', () => {
  const { shop, clock } = open();
  createStage(createControls(shop, clock), shop).switchOver({ hintEnabled: true });

  expect(shop.quirks).toMatchObject({
    ...CODES,
    hintEnabled: true,
    appMetafields: { accounts: { codes: true, version: 'NEW_CUSTOMER_ACCOUNTS' } },
  });
});

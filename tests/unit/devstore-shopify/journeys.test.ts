import { describe, expect, it } from 'vitest';
import { createControls } from '../../../src/devstore/controls/controls.ts';
import { createJourneys, JOURNEYS } from '../../../src/devstore/journeys.ts';
import { openShop } from './support.ts';

function open() {
  const { shop, clock } = openShop();
  shop.origins.storefront = 'http://storefront.example';
  shop.origins.mailbox = 'http://mailbox.example';
  const handle = createJourneys(createControls(shop, clock), shop);
  return { shop, get: (path: string) => handle(new Request(`http://mailbox.example${path}`)) };
}

/** 1 for the first journey whose title begins so. */
const numberOf = (name: string) => 1 + JOURNEYS.findIndex(({ title }) => title.startsWith(`${name} `));

describe('a journey', () => {
  it.each(['J1', 'J2', 'J3', 'J4', 'J5', 'J6', 'J7', 'J8', 'M1'])('%s is listed', async (name) => {
    expect(numberOf(name)).toBeGreaterThan(0);
    expect(await (await open().get('/journeys')).text()).toContain(`href="/journeys/${numberOf(name)}"`);
  });

  it.each(JOURNEYS.map(({ title }, index) => [title, index + 1] as const))(
    '%s begins somewhere',
    async (_, number) => {
      const { get } = open();
      const answer = await get(`/journeys/${number}`);

      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^http:\/\/(storefront|mailbox)\.example\/./);
    },
  );

  it('J4 begins where a link is asked for, with a sender to look for', async () => {
    const { shop, get } = open();
    const answer = await get(`/journeys/${numberOf('J4')}`);

    expect(answer.headers.get('location')).toBe('http://storefront.example/account/login');
    expect(shop.quirks.blockSettings['way-in']).toMatchObject({ sender_email: 'hello@fjell.example' });
  });

  it('J7 begins at the form for a lost mailbox, and names an order that the shop has', async () => {
    const { shop, get } = open();
    const number = numberOf('J7');
    const answer = await get(`/journeys/${number}`);

    expect(answer.headers.get('location')).toBe(
      'http://storefront.example/apps/account-access/mailbox-requests',
    );
    const [, email, order, postcode] =
      /\((\S+), order (#\d+), postcode (.+)\)$/.exec(JOURNEYS[number - 1]?.title ?? '') ?? [];
    const customer = shop.customers.find((each) => each.email === email);
    expect(shop.orders).toContainEqual(
      expect.objectContaining({ name: order, customerId: customer?.id, shippingZip: postcode }),
    );
  });

  it('J6 begins in a shop on codes, and tells the app so after everything else', async () => {
    const { shop, get } = open();
    const told: unknown[] = [];
    shop.webhooks.connect({
      secret: 'a secret',
      deliver: async (request) => {
        const at = Date.parse(request.headers.get('X-Shopify-Triggered-At') ?? '');
        const { customer_accounts_version: version } = Object(await request.json());
        told.push([version, at]);
        return new Response(null);
      },
    });
    await get(`/journeys/${numberOf('J6')}`);
    expect(shop.quirks.accountsVersion).toBe('NEW_CUSTOMER_ACCOUNTS');
    expect(shop.quirks.appMetafields).toMatchObject({ accounts: { codes: true } });
    await shop.webhooks.idle();
    await get(`/journeys/${numberOf('J1')}`);
    await shop.webhooks.idle();

    const [last, before] = told.toReversed() as [string, number][];
    expect(last?.[0]).toBe('classic');
    expect(last?.[1]).toBeGreaterThanOrEqual(before?.[1] ?? Infinity);
  });

  it('that there is not is not found', async () => {
    expect((await open().get(`/journeys/${JOURNEYS.length + 1}`)).status).toBe(404);
  });
});

import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Controls } from './controls/controls.ts';
import { EXAMPLES, FILLED_IN, FILLED_IN_FOR_CODES } from './examples.ts';
import { htmlResponse } from './shopify/html-page.ts';
import { ORDERS } from './shopify/orders.ts';
import { PEOPLE } from './shopify/seed.ts';
import { toolsHeader } from './shopify/tools-header.ts';
import type { LocalShop, Quirks } from './shopify/types.ts';
import { createStage, type Stage } from './stage.ts';

export interface Journey {
  readonly title: string;
  /** Sets the shop up and says where the shopper, or the merchant, starts. */
  readonly begin: (stage: Stage) => string;
}

/** The block that tells how to sign in, on a page of the shop. */
const SIGN_IN_ON_PAGE: Partial<Quirks> = {
  addedBlocks: { page: { 'apps/sign_in': 'sign-in' } },
  blockSettings: { 'sign-in': FILLED_IN_FOR_CODES },
};

/** Where a person can start clicking; each is fresh every time it is opened. */
export const JOURNEYS: readonly Journey[] = [
  {
    title: `J1  An invited shopper opens the link (${PEOPLE.invited.email})`,
    begin: ({ link }) => link(PEOPLE.invited, 'account-invite'),
  },
  {
    title: `J2  A dead invite lands on the sign-in page, without a word (${PEOPLE.inviteExpired.email})`,
    begin: deadInvite('sign-in'),
  },
  { title: 'J2  … lands on /account/invalid_token', begin: deadInvite('invalid-token') },
  { title: 'J2  … lands on a 404', begin: deadInvite('not-found') },
  { title: 'J2  … shows the activation page with a form error', begin: deadInvite('form-error') },
  {
    title: `J3  Never activated, on the sign-in page (${PEOPLE.migrated.email})`,
    begin: ({ page }) => page('/account/login'),
  },
  {
    title: `J4  Waiting for a mail that comes (${PEOPLE.migrated.email}), or at hotmail.com, where to look for it`,
    begin: (stage) => {
      // Whom to look for and whom to ask, as a merchant fills it in.
      stage.quirks({ blockSettings: { 'account-access': FILLED_IN, 'way-in': FILLED_IN } });
      return stage.page('/account/login');
    },
  },
  {
    title: `J5  An active shopper opens the reset link (${PEOPLE.enabled.email})`,
    begin: ({ accounts, link }) => {
      accounts.recover(PEOPLE.enabled.email);
      return link(PEOPLE.enabled, 'password-reset');
    },
  },
  {
    title: `J7  No way into the mailbox (${PEOPLE.migrated.email}, ${ordersOf(PEOPLE.migrated.id)})`,
    begin: ({ page }) => page('/apps/account-access/mailbox-requests'),
  },
  {
    title: `J8  A blocked customer asks for a link (${PEOPLE.blocked.email})`,
    begin: ({ page }) => page('/account/login'),
  },
  {
    title: 'J1  The same invite on the old theme, where only the embed can be',
    begin: ({ quirks, link }) => {
      quirks({ theme: 'vintage' });
      return link(PEOPLE.invited, 'account-invite');
    },
  },
  {
    title: 'J2  A dead invite on the old theme',
    begin: (stage) => {
      stage.quirks({ theme: 'vintage' });
      return deadInvite('sign-in')(stage);
    },
  },
  {
    title: `J6  The shop has gone over to codes: an old invite (${PEOPLE.invited.email})`,
    begin: (stage) => {
      stage.switchOver({ legacyAccountUrls: 'not-found' });
      return stage.link(PEOPLE.invited, 'account-invite');
    },
  },
  {
    title: `J6  … on the old theme in the middle of the switch, still on its sign-in page (${PEOPLE.enabled.email})`,
    begin: (stage) => {
      stage.switchOver({ theme: 'vintage', legacyAccountUrls: 'theme' });
      return stage.page('/account/login');
    },
  },
  {
    title: `J6  … on a theme that never had passwords, from a page of the shop (${PEOPLE.migrated.email})`,
    begin: (stage) => {
      stage.switchOver({ theme: 'passwordless', ...SIGN_IN_ON_PAGE });
      return stage.page('/pages/about');
    },
  },
  {
    title: 'J6  … and the code does not come',
    begin: (stage) => {
      stage.switchOver({ theme: 'passwordless', codesArrive: false, ...SIGN_IN_ON_PAGE });
      return stage.page('/pages/about');
    },
  },
  {
    title: `J6  The shop goes over while a shopper waits for a mail (${PEOPLE.migrated.email}): switch it under Controls`,
    begin: ({ page }) => page('/account/login'),
  },
  {
    title: 'M1  A merchant words the activation page in the theme editor',
    begin: ({ tool }) => tool('/editor?template=customers/activate_account&block=activation'),
  },
  {
    title: 'M1  A merchant follows the deep link that adds a block to the sign-in page',
    begin: ({ quirks, tool }) => {
      quirks({ blocksPlaced: false });
      return tool('/editor?template=customers/login&addAppBlockId=local/way-in&target=newAppsSection');
    },
  },
];

/** What somebody without their mailbox is asked for. */
function ordersOf(customerId: number): string {
  const orders = ORDERS.filter((order) => order.customerId === customerId);
  return orders.map(({ name, shippingZip }) => `order ${name}, postcode ${shippingZip}`).join('; ');
}

const AN_HOUR_AND_A_BIT_MS = 61 * 60_000;

function deadInvite(landing: Quirks['deadActivationLink']): Journey['begin'] {
  return ({ quirks, link }) => {
    quirks({ deadActivationLink: landing });
    return link(PEOPLE.inviteExpired, 'account-invite');
  };
}

/**
 * `/journeys` of the mailbox origin lists where to start; `/journeys/3` and `/journeys/examples/activation` put the
 * shop back to its seed, set it up and go there. They answer GET so that a terminal can print them as links: this is
 * a tool for one person on one machine, never a page of the product.
 */
export function createJourneys(controls: Controls, shop: LocalShop): (request: Request) => Promise<Response> {
  const stage = createStage(controls, shop);
  const app = new Hono();
  let started = 0;
  const start = (begin: Journey['begin'] | undefined): Response => {
    if (begin === undefined) return new Response('There is no such journey.', { status: 404 });
    controls.reset();
    // The app does not know that its shop is new again: an hour later it has no limit or recent mail to mind.
    started += 1;
    controls.clock.advance(started * AN_HOUR_AND_A_BIT_MS);
    // Nor which kind of accounts it has; told after the time was moved, it is the latest news.
    controls.shop.tellAccounts();
    return new Response(null, { status: 303, headers: { location: begin(stage) } });
  };

  app.get('/journeys', async () => htmlResponse({ title: 'Journeys', body: listOfStarts() }));
  app.get('/journeys/:number{[0-9]+}', (c) => start(JOURNEYS[Number(c.req.param('number')) - 1]?.begin));
  app.get('/journeys/examples/:name', (c) =>
    start(EXAMPLES.find(({ name }) => name === c.req.param('name'))?.begin),
  );
  return async (request) => app.fetch(request);
}

function listOfStarts() {
  return html`${toolsHeader()}
    <main>
      <h1>Journeys</h1>
      <p>Each link puts the shop back to its seed, sets it up and takes you to where it starts.</p>
      <ol>
        ${JOURNEYS.map(({ title }, index) => html`<li><a href="/journeys/${index + 1}">${title}</a></li>`)}
      </ol>
      <h2>Page states</h2>
      <ul>
        ${EXAMPLES.map(
          ({ name, state }) => html`<li><a href="/journeys/examples/${name}">${name}</a> (${state})</li>`,
        )}
      </ul>
    </main>`;
}

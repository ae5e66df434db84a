import type { Controls } from './controls/controls.ts';
import { PEOPLE } from './shopify/seed.ts';
import type { LocalShop, Quirks } from './shopify/types.ts';
import { createStage, type Stage } from './stage.ts';

export interface Journey {
  readonly title: string;
  /** Sets the shop up and says where the shopper starts. */
  readonly begin: (stage: Stage) => string;
}

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
    title: `J5  An active shopper opens the reset link (${PEOPLE.enabled.email})`,
    begin: ({ accounts, link }) => {
      accounts.recover(PEOPLE.enabled.email);
      return link(PEOPLE.enabled, 'password-reset');
    },
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
];

function deadInvite(landing: Quirks['deadActivationLink']): Journey['begin'] {
  return ({ quirks, link }) => {
    quirks({ deadActivationLink: landing });
    return link(PEOPLE.inviteExpired, 'account-invite');
  };
}

/** `GET /journeys/3` of the mailbox origin: puts the shop back to its seed, begins, and goes there. */
export function createJourneys(controls: Controls, shop: LocalShop): (request: Request) => Promise<Response> {
  const stage = createStage(controls, shop);
  return async (request) => {
    const journey = JOURNEYS[Number(new URL(request.url).pathname.split('/')[2]) - 1];
    if (journey === undefined) return new Response('There is no such journey.', { status: 404 });
    controls.reset();
    return new Response(null, { status: 303, headers: { location: journey.begin(stage) } });
  };
}

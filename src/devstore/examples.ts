import type { PageState } from '../contracts/page-states.ts';
import { PEOPLE } from './shopify/seed.ts';
import type { Quirks } from './shopify/types.ts';
import type { Stage } from './stage.ts';

/** What the shopper does on the page, in the words of the page. */
export type Act =
  | { readonly does: 'opens-way-in' }
  | { readonly does: 'asks-for-link'; readonly email: string }
  | { readonly does: 'sets-password'; readonly password: string };

/** One state of one page. Axe, screenshots and the checks on layout and console run over all of them. */
export interface Example {
  readonly name: string;
  readonly state: PageState;
  readonly begin: (stage: Stage) => string;
  readonly acts?: readonly Act[];
  /** States that only a script can bring about. */
  readonly needsJavaScript?: true;
}

const invite = ({ link }: Stage) => link(PEOPLE.invited, 'account-invite');
const signIn = ({ page }: Stage) => page('/account/login');
const deadInvite =
  (landing: Quirks['deadActivationLink']) =>
  ({ quirks, link }: Stage) => {
    quirks({ deadActivationLink: landing });
    return link(PEOPLE.inviteExpired, 'account-invite');
  };

export const EXAMPLES: readonly Example[] = [
  { name: 'activation', state: 'set-password', begin: invite },
  {
    name: 'activation-own-form',
    state: 'set-password',
    begin: (stage) => {
      stage.quirks({ themeFormsShown: false });
      return invite(stage);
    },
  },
  {
    name: 'activation-refused',
    state: 'set-password',
    begin: invite,
    acts: [{ does: 'sets-password', password: 'abc' }],
  },
  {
    name: 'reset',
    state: 'set-password',
    begin: ({ accounts, link }) => {
      accounts.recover(PEOPLE.enabled.email);
      return link(PEOPLE.enabled, 'password-reset');
    },
  },
  {
    name: 'done',
    state: 'done',
    begin: invite,
    acts: [{ does: 'sets-password', password: 'three green boats' }],
    needsJavaScript: true,
  },
  { name: 'sign-in', state: 'ask-address', begin: signIn },
  { name: 'sign-in-opened', state: 'ask-address', begin: signIn, acts: [{ does: 'opens-way-in' }] },
  { name: 'register', state: 'ask-address', begin: ({ page }) => page('/account/register') },
  { name: 'proxy-page', state: 'ask-address', begin: ({ page }) => page('/apps/account-access') },
  {
    name: 'address-slip',
    state: 'ask-address',
    begin: signIn,
    acts: [{ does: 'asks-for-link', email: 'ann@example' }],
  },
  { name: 'dead-link-sign-in', state: 'link-expired', begin: deadInvite('sign-in') },
  { name: 'dead-link-invalid-token', state: 'link-expired', begin: deadInvite('invalid-token') },
  { name: 'dead-link-not-found', state: 'link-expired', begin: deadInvite('not-found') },
  { name: 'dead-link-form-error', state: 'link-expired', begin: deadInvite('form-error') },
  {
    name: 'check-inbox',
    state: 'check-inbox',
    begin: signIn,
    acts: [{ does: 'asks-for-link', email: PEOPLE.migrated.email }],
  },
  {
    name: 'throttled',
    state: 'throttled',
    begin: signIn,
    acts: Array.from({ length: 7 }, () => ({ does: 'asks-for-link', email: PEOPLE.enabled.email }) as const),
  },
  {
    name: 'service-degraded',
    state: 'service-degraded',
    begin: (stage) => {
      stage.fault('database', { kind: 'refuse' });
      return signIn(stage);
    },
    acts: [{ does: 'asks-for-link', email: PEOPLE.migrated.email }],
  },
];

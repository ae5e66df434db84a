import type { PageState } from '../contracts/page-states.ts';
import { PEOPLE } from './shopify/seed.ts';
import type { Quirks } from './shopify/types.ts';
import type { Stage } from './stage.ts';

/** What the shopper does on the page, in the words of the page. */
export type Act =
  | { readonly does: 'opens-way-in' }
  | { readonly does: 'asks-for-link'; readonly email: string }
  /** Types an address and goes on to the next thing, without sending. */
  | { readonly does: 'leaves-address'; readonly email: string }
  /** Opens every fold of the page that waits for a mail. */
  | { readonly does: 'opens-help' }
  | { readonly does: 'sets-password'; readonly password: string }
  | { readonly does: 'types-password'; readonly password: string }
  | { readonly does: 'opens-decline' }
  | { readonly does: 'forgets-password'; readonly email: string }
  | { readonly does: 'loses-network' }
  | { readonly does: 'signs-out' }
  /** The merchant takes the shop over to codes while the page stays as it is. */
  | { readonly does: 'sees-switch' }
  /** Opens "The code does not come?". */
  | { readonly does: 'opens-code-help' }
  /** Opens the page where the example begins once more, and reads. */
  | { readonly does: 'comes-back' };

/** One state of one page. Axe, screenshots and the checks on layout and console run over all of them. */
export interface Example {
  readonly name: string;
  readonly state: PageState;
  readonly begin: (stage: Stage) => string;
  readonly acts?: readonly Act[];
  /** States that only a script can bring about. */
  readonly needsJavaScript?: true;
  /** What only an app block shows: themes of `.liquid` templates have no place for one. */
  readonly needsAppBlocks?: true;
  /** What only a theme with the templates of legacy accounts shows. */
  readonly needsAccountTemplates?: true;
}

const invite = ({ link }: Stage) => link(PEOPLE.invited, 'account-invite');
const signIn = ({ page }: Stage) => page('/account/login');
const used = { does: 'sets-password', password: 'three green boats' } as const;
/** Contact and sender of the block "Sign in with a code": nobody knows which address Shopify sends codes from. */
export const FILLED_IN_FOR_CODES = {
  sender_name: 'Fjell & Fjord',
  support_url: '/pages/about',
  support_email: 'help@fjell.example',
  support_phone: '+47 22 33 44 55',
};
/** Contact and sender: what a merchant fills in on every other block. */
export const FILLED_IN = { ...FILLED_IN_FOR_CODES, sender_email: 'hello@fjell.example' };
const BENEFITS = { benefits: 'See all your orders\nKeep your addresses\nReorder in two clicks' };
type Settings = Readonly<Record<string, unknown>>;
const onEvery = (settings: Settings, embed: Settings = {}, password: Settings = {}) => ({
  blockSettings: {
    'account-access': { ...settings, ...password, ...embed },
    activation: { ...settings, ...password },
    reset: { ...settings, ...password },
    'way-in': settings,
  },
});
/** The questions on a page of the shop's own. */
const faq = (settings: Settings) => ({
  addedBlocks: { page: { 'apps/faq': 'faq' } },
  blockSettings: { faq: settings },
});
const helpPage = (stage: Stage) => {
  stage.quirks(faq(FILLED_IN));
  return stage.page('/pages/about');
};
/** The way to sign in with a code, on a page of the shop's own. */
const codesPage = (stage: Stage) => {
  stage.switchOver({
    addedBlocks: { page: { 'apps/sign_in': 'sign-in' } },
    blockSettings: { 'sign-in': FILLED_IN_FOR_CODES },
  });
  return stage.page('/pages/about');
};
/** An invite that works once, and after that is a page not found. */
const inviteThenNotFound = (stage: Stage) => {
  stage.quirks({ deadActivationLink: 'not-found' });
  return invite(stage);
};
const deadInvite =
  (landing: Quirks['deadActivationLink']) =>
  ({ quirks, link }: Stage) => {
    quirks({ deadActivationLink: landing });
    return link(PEOPLE.inviteExpired, 'account-invite');
  };

const waitsFor = (name: string, email: string): Example => ({
  name: `check-inbox-${name}`,
  state: 'check-inbox',
  begin: (stage) => {
    stage.quirks(onEvery(FILLED_IN));
    return signIn(stage);
  },
  acts: [{ does: 'asks-for-link', email }],
});

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
    name: 'activation-two-fields',
    state: 'set-password',
    begin: (stage) => {
      stage.quirks(onEvery(FILLED_IN, {}, { two_fields: true }));
      return invite(stage);
    },
  },
  {
    name: 'activation-own-colours',
    state: 'set-password',
    begin: (stage) => {
      const colours = {
        color_text: '#1d1b2e',
        color_background: '#f4f0ff',
        color_button: '#5b21b6',
        color_button_text: '#ffffff',
      };
      stage.quirks({
        themeFormsShown: false,
        ...onEvery({ ...colours, font: 'serif', corners: 'round', spacing: 'wide' }),
      });
      return invite(stage);
    },
  },
  {
    name: 'activation-common-password',
    state: 'set-password',
    begin: invite,
    acts: [{ does: 'types-password', password: 'password123' }],
    needsJavaScript: true,
  },
  {
    name: 'activation-good-password',
    state: 'set-password',
    begin: invite,
    acts: [{ does: 'types-password', password: 'seven quiet lakes' }],
    needsJavaScript: true,
  },
  { name: 'activation-decline', state: 'set-password', begin: invite, acts: [{ does: 'opens-decline' }] },
  {
    name: 'activation-offline',
    state: 'set-password',
    begin: invite,
    acts: [{ does: 'loses-network' }, { does: 'sets-password', password: 'three green boats' }],
    needsJavaScript: true,
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
    begin: (stage) => {
      stage.quirks(onEvery(FILLED_IN, BENEFITS));
      return invite(stage);
    },
    acts: [used],
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
    name: 'dead-link-cut-off',
    state: 'link-expired',
    begin: (stage) => deadInvite('not-found')(stage).slice(0, -20),
  },
  {
    name: 'dead-link-superseded',
    state: 'link-superseded',
    begin: deadInvite('not-found'),
    acts: [{ does: 'asks-for-link', email: PEOPLE.inviteExpired.email }, { does: 'comes-back' }],
    needsJavaScript: true,
  },
  {
    name: 'dead-link-used',
    state: 'already-active',
    begin: inviteThenNotFound,
    acts: [used, { does: 'signs-out' }, { does: 'comes-back' }],
    needsJavaScript: true,
  },
  {
    name: 'dead-link-signed-in',
    state: 'already-active',
    begin: inviteThenNotFound,
    acts: [used, { does: 'comes-back' }],
  },
  {
    name: 'forgot-password',
    state: 'ask-address',
    begin: signIn,
    acts: [{ does: 'forgets-password', email: PEOPLE.migrated.email }],
  },
  {
    name: 'check-inbox',
    state: 'check-inbox',
    begin: (stage) => {
      stage.quirks(onEvery(FILLED_IN));
      return signIn(stage);
    },
    acts: [{ does: 'asks-for-link', email: PEOPLE.migrated.email }],
  },
  // A mailbox by its domain, one that turns mail away, one behind a company's filter, a misspelt one.
  waitsFor('gmail', 'kari.nordmann@gmail.com'),
  waitsFor('rejecting', 'kari.nordmann@t-online.de'),
  waitsFor('company', 'kari.nordmann@bank.example'),
  waitsFor('misspelt', 'kari.nordmann@gmial.com'),
  {
    ...waitsFor('opened', 'kari.nordmann@hotmail.no'),
    acts: [{ does: 'asks-for-link', email: 'kari.nordmann@hotmail.no' }, { does: 'opens-help' }],
  },
  {
    name: 'address-misspelt',
    state: 'ask-address',
    begin: signIn,
    acts: [{ does: 'leaves-address', email: 'kari.nordmann@gmial.com' }],
    needsJavaScript: true,
  },
  {
    name: 'no-mailbox',
    state: 'no-mailbox',
    begin: ({ page }) => page('/apps/account-access/mailbox-requests'),
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
  { name: 'faq', state: 'ask-address', begin: helpPage, needsAppBlocks: true },
  {
    name: 'faq-customer-accounts',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver(faq({ ...FILLED_IN, accounts: 'customer_accounts' }));
      return stage.page('/pages/about');
    },
    needsAppBlocks: true,
  },
  { name: 'codes-block', state: 'sign-in-with-code', begin: codesPage, needsAppBlocks: true },
  {
    name: 'codes-help-open',
    state: 'sign-in-with-code',
    begin: codesPage,
    acts: [{ does: 'opens-code-help' }],
    needsAppBlocks: true,
  },
  {
    name: 'codes-old-link',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver({ legacyAccountUrls: 'not-found' });
      return invite(stage);
    },
  },
  {
    name: 'codes-old-link-in-theme',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver({ legacyAccountUrls: 'theme' });
      return invite(stage);
    },
    needsAccountTemplates: true,
  },
  {
    name: 'codes-old-sign-in',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver({ legacyAccountUrls: 'theme' });
      return signIn(stage);
    },
    needsAccountTemplates: true,
  },
  {
    name: 'codes-proxy-page',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver();
      return stage.page('/apps/account-access/sign-in');
    },
  },
  {
    name: 'codes-form-from-before',
    state: 'sign-in-with-code',
    begin: signIn,
    acts: [{ does: 'sees-switch' }, { does: 'asks-for-link', email: PEOPLE.migrated.email }],
    needsAccountTemplates: true,
  },
  {
    name: 'codes-hint',
    state: 'sign-in-with-code',
    begin: (stage) => {
      stage.switchOver({ hintEnabled: true });
      return stage.page('/');
    },
  },
];

import type { Quirks } from '../shopify/types.ts';
import { isRecord } from '../shopify/is-record.ts';
import { THEME_NAMES } from '../theme-names.ts';

/** How a quirk is shown to a person, and which values it takes. */
export type QuirkKind =
  | { readonly kind: 'switch' }
  | Choice
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'path' }
  /** `{ count, windowMs }` or null. */
  | { readonly kind: 'limit' }
  /** A record of records, as JSON. */
  | { readonly kind: 'records' };

interface Choice {
  readonly kind: 'choice';
  readonly options: readonly string[];
}

export type QuirkInfo = QuirkKind & { readonly label: string };

type KindFor<Value> = [Value] extends [boolean]
  ? { readonly kind: 'switch' }
  : [Value] extends [number]
    ? { readonly kind: 'number'; readonly min: number; readonly max: number }
    : [Value] extends [{ readonly count: number } | null]
      ? { readonly kind: 'limit' }
      : [Value] extends [string]
        ? string extends Value
          ? { readonly kind: 'path' }
          : { readonly kind: 'choice'; readonly options: readonly Value[] }
        : { readonly kind: 'records' };

/** Every quirk, in the order of the controls page. The type lets none be missing or of the wrong kind. */
export const QUIRK_LIST: {
  readonly [Name in keyof Quirks]: (Name extends 'theme' ? Choice : KindFor<Quirks[Name]>) & {
    readonly label: string;
  };
} = {
  theme: { label: 'Theme of the shop', kind: 'choice', options: THEME_NAMES },
  embedEnabled: { label: 'The app embed is switched on', kind: 'switch' },
  hintEnabled: { label: 'The embed with the hint about signing in is switched on', kind: 'switch' },
  blocksPlaced: { label: 'The app blocks are placed in the theme', kind: 'switch' },
  themeFormsShown: { label: "The theme's own activation and reset forms are shown", kind: 'switch' },
  deadActivationLink: {
    label: 'Where a dead activation link lands',
    kind: 'choice',
    options: ['sign-in', 'invalid-token', 'not-found', 'form-error'],
  },
  deadResetLink: {
    label: 'Where a dead reset link lands',
    kind: 'choice',
    options: ['invalid-token', 'sign-in'],
  },
  appFormGetsTokens: { label: 'Forms of the app get the hidden id and token', kind: 'switch' },
  editorHasAccountLink: {
    label: 'The theme editor shows activation and reset as with a link',
    kind: 'switch',
  },
  blockFormsSeeState: { label: 'Forms of the app see errors and success of a post', kind: 'switch' },
  returnToAfterPassword: { label: 'Activation and reset lead to return_to', kind: 'switch' },
  captcha: { label: 'Sign-in, register and recover are guarded by a captcha', kind: 'switch' },
  captchaChallenges: { label: 'The captcha asks on a page of its own', kind: 'switch' },
  accountsVersion: {
    label: 'Kind of customer accounts',
    kind: 'choice',
    options: ['CLASSIC', 'NEW_CUSTOMER_ACCOUNTS'],
  },
  themeUpgradesAccounts: {
    label: 'A theme without account templates takes the shop over to customer accounts',
    kind: 'switch',
  },
  switchEndsSessions: { label: 'A change of the kind of accounts signs everybody out', kind: 'switch' },
  legacyAccountUrls: {
    label: 'Old activation and reset links in a shop on customer accounts',
    kind: 'choice',
    options: ['sign-in', 'not-found', 'theme'],
  },
  accountLoginKeepsReturnTo: {
    label: '/account/login keeps return_to in a shop on customer accounts',
    kind: 'switch',
  },
  storefrontLoginUrl: { label: 'Liquid has routes.storefront_login_url', kind: 'switch' },
  signInReturns: { label: 'The sign-in page leads back to return_to', kind: 'switch' },
  signInReadsLocale: { label: 'The sign-in page reads locale', kind: 'switch' },
  signInHint: {
    label: 'What the sign-in page does with login_hint',
    kind: 'choice',
    options: ['ignored', 'fills', 'submits'],
  },
  signInWithShop: { label: 'The sign-in page shows “Sign in with Shop”', kind: 'switch' },
  codesArrive: { label: 'Mails with sign-in codes arrive', kind: 'switch' },
  codeMailLanguage: {
    label: 'Language of a mail with a code',
    kind: 'choice',
    options: ['page', 'customer'],
  },
  codeMinutes: { label: 'How long a code is good for, minutes', kind: 'number', min: 1, max: 1_440 },
  codeTries: { label: 'Wrong codes after which an address has to wait', kind: 'limit' },
  inviteKillsOlderLink: { label: 'A new invite ends the link of the one before', kind: 'switch' },
  inviteLimit: { label: 'Most invites the shop can send', kind: 'limit' },
  recoverLimit: { label: 'Most password resets asked for from one IP address', kind: 'limit' },
  appTokensRenew: { label: 'The tokens of an installed app are renewed', kind: 'switch' },
  declinedCanBeInvited: { label: 'Customers who declined can be invited again', kind: 'switch' },
  recoverTellsUnknown: { label: '“Forgot password” tells when an address is unknown', kind: 'switch' },
  mailLinksCarryLocale: { label: "Links in mails begin with the customer's language", kind: 'switch' },
  passwordProtected: { label: 'The whole shop is behind a password', kind: 'switch' },
  proxyPath: { label: 'Path of the app proxy', kind: 'path' },
  adminRestoreRate: {
    label: 'Points the Admin API gives back each second',
    kind: 'number',
    min: 1,
    max: 10_000,
  },
  webhookDelayMs: { label: 'How late webhooks come, ms', kind: 'number', min: 0, max: 600_000 },
  webhookCopies: { label: 'How often each webhook comes (0: never)', kind: 'number', min: 0, max: 5 },
  webhookOrder: {
    label: 'Order of webhooks of what happened together',
    kind: 'choice',
    options: ['as-sent', 'reversed'],
  },
  blockSettings: { label: 'Settings of the blocks, as JSON by block and setting', kind: 'records' },
  addedBlocks: { label: 'Blocks added in the theme editor, as JSON by template and place', kind: 'records' },
  appMetafields: { label: 'Metafields of the app, as JSON by namespace and key', kind: 'records' },
};

/** Is this the name of a quirk? */
export function isQuirk(name: string): name is keyof Quirks {
  return Object.hasOwn(QUIRK_LIST, name);
}

/** Says in a sentence why a quirk cannot have this value, or undefined when it can. */
export function quirkProblem(name: keyof Quirks, value: unknown): string | undefined {
  const info: QuirkInfo = QUIRK_LIST[name];
  switch (info.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'choice':
      return typeof value === 'string' && info.options.includes(value)
        ? undefined
        : `must be one of ${info.options.join(', ')}`;
    case 'number':
      return isWhole(value, info.min, info.max)
        ? undefined
        : `must be a whole number from ${info.min} to ${info.max}`;
    case 'path':
      // The prefixes and the subpath rule of `[app_proxy]` in shopify.app.toml.
      return typeof value === 'string' && /^\/(a|apps|community|tools)\/[\w-]{1,30}$/.test(value)
        ? undefined
        : 'must look like /apps/name: a, apps, community or tools, then at most 30 letters, digits, _ or -';
    case 'limit':
      return value === null || isLimit(value)
        ? undefined
        : 'must be null or { count, windowMs }, both whole numbers';
    default:
      return isRecord(value) && Object.values(value).every(isRecord)
        ? undefined
        : 'must be an object of objects';
  }
}

function isLimit(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  return isWhole(value['count'], 0) && isWhole(value['windowMs'], 1);
}

function isWhole(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}

import type { AccountsVersion } from '../../contracts/accounts.ts';

/** Shopify behaviour that no source confirms, or that differs from shop to shop. */
export interface Quirks {
  theme: ThemeName;
  /** Is the app embed switched on, as a merchant does under "App embeds"? */
  embedEnabled: boolean;
  /** Is the embed with the hint about signing in switched on too? Each embed has a switch of its own. */
  hintEnabled: boolean;
  /** Are our app blocks placed in the Apps sections of the JSON templates? */
  blocksPlaced: boolean;
  /** Does the theme show its own activation and reset forms, or has the merchant hidden those sections? */
  themeFormsShown: boolean;
  /** What the merchant set in the theme editor, by block file name and setting id; defaults fill the rest. */
  blockSettings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * App blocks that the merchant added in the theme editor: by template, or group (`sections/header-group`), and
   * `section/block`, the block's file name. A section that is not there is a new Apps section.
   */
  addedBlocks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** App-data metafields, as `app.metafields.<namespace>.<key>` shows them to Liquid and `available_if`. */
  appMetafields: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Where a dead activation link lands. Not documented by Shopify. */
  deadActivationLink: 'sign-in' | 'invalid-token' | 'not-found' | 'form-error';
  /** Where a dead reset link lands. `/account/invalid_token` was seen live once. */
  deadResetLink: 'invalid-token' | 'sign-in';
  /** Does `{% form %}` inside an app block or embed get the hidden `id` and `token` inputs? */
  appFormGetsTokens: boolean;
  /** Does the theme editor show activation and reset as if a link had been opened, with `id` and `token`? */
  editorHasAccountLink: boolean;
  /**
   * Do `form.errors` and `form.posted_successfully?` of a post reach a `{% form %}` of the same type inside an
   * app block or embed? Not documented.
   */
  blockFormsSeeState: boolean;
  /** Do the activation and reset forms lead to their `return_to`? Documented for sign-in only. */
  returnToAfterPassword: boolean;
  /** Captcha on sign-in, register and recover: a post without its token is a bare 400. */
  captcha: boolean;
  /** With the captcha on: is a post that has its token sent to `/challenge` all the same, once? */
  captchaChallenges: boolean;
  /** Does a new invite kill the link of the one before? */
  inviteKillsOlderLink: boolean;
  /** Invites per window, or null for no limit. Seen by one app vendor: 5 in 10 minutes. */
  inviteLimit: { readonly count: number; readonly windowMs: number } | null;
  /**
   * Password resets asked for through the Storefront API, per buyer's address and window, or null for no
   * limit. That there is one is documented; how many it allows is not.
   */
  recoverLimit: { readonly count: number; readonly windowMs: number } | null;
  /** Do the links in mails begin with the customer's language, as in `/nb/account/activate/…`? Not documented. */
  mailLinksCarryLocale: boolean;
  /** Does the invite mutation work for DECLINED customers? */
  declinedCanBeInvited: boolean;
  /** Does "Forgot password" say so when the address is unknown? */
  recoverTellsUnknown: boolean;
  /** Shop-wide storefront password: the app proxy then answers with the password page. */
  passwordProtected: boolean;
  /** Another value is the day of the switch: the app is told by webhook. Back to CLASSIC for 30 days only. */
  accountsVersion: AccountsVersion;
  /** Does a theme without the templates of legacy accounts take the shop over to customer accounts? Documented. */
  themeUpgradesAccounts: boolean;
  /** Are those who signed in the old way signed out by the switch, either way? Not documented. */
  switchEndsSessions: boolean;
  /**
   * What `/account/activate/…`, `/account/reset/…` and `/account/invalid_token` do in a shop on codes: "most links …
   * will automatically redirect". `theme` shows the theme's templates, for every page of the account, as in the hours
   * of a switch.
   */
  legacyAccountUrls: 'sign-in' | 'not-found' | 'theme';
  /** Does `/account/login` of a shop on codes keep its `return_to`? One developer says that it does not. */
  accountLoginKeepsReturnTo: boolean;
  /** Have `routes.storefront_login_url` and `account_profile_url` a value? Older Shopify had neither. */
  storefrontLoginUrl: boolean;
  /** Does the sign-in page lead back to `return_to`? */
  signInReturns: boolean;
  /** Does the sign-in page read `locale`? Else it is in the language of the address it was asked at. */
  signInReadsLocale: boolean;
  /** What `login_hint` does, and with `submits` `login_hint_mode=submit`. Not documented for this address. */
  signInHint: 'ignored' | 'fills' | 'submits';
  /** Is "Sign in with Shop" shown? */
  signInWithShop: boolean;
  /** Do the mails with codes arrive? */
  codesArrive: boolean;
  /** In which language a code is mailed, for customers whose own is known: not documented. */
  codeMailLanguage: 'page' | 'customer';
  /** How long a code is good for. One merchant's help page says 15. */
  codeMinutes: number;
  /** Wrong codes after which an address has to wait, and how long: 5 and 30 minutes by the same page. */
  codeTries: { readonly count: number; readonly windowMs: number } | null;
  /** The app proxy's path in this shop; merchants can rename it. */
  proxyPath: string;
  /** Are the tokens of an installed app renewed? Off, Shopify refuses every refresh token. */
  appTokensRenew: boolean;
  /** Points per second of the Admin API bucket; its size is twenty times that (2,000 at 100, as recorded). */
  adminRestoreRate: number;
  /** How late a webhook is, in milliseconds. */
  webhookDelayMs: number;
  /** How often each webhook is delivered: 0 for none, 2 for each twice. "Deliveries can be repeated", as documented. */
  webhookCopies: number;
  /** In which order come webhooks of what happened together? No order is promised. */
  webhookOrder: 'as-sent' | 'reversed';
}

/** A folder of host themes. */
export type ThemeName = string;

export const DEFAULT_QUIRKS: Quirks = {
  theme: 'plain',
  embedEnabled: true,
  hintEnabled: false,
  blocksPlaced: true,
  themeFormsShown: true,
  blockSettings: {},
  addedBlocks: {},
  appMetafields: {},
  deadActivationLink: 'sign-in',
  deadResetLink: 'invalid-token',
  appFormGetsTokens: true,
  editorHasAccountLink: false,
  blockFormsSeeState: true,
  returnToAfterPassword: false,
  captcha: false,
  captchaChallenges: false,
  inviteKillsOlderLink: true,
  inviteLimit: { count: 5, windowMs: 10 * 60_000 },
  recoverLimit: { count: 30, windowMs: 10 * 60_000 },
  mailLinksCarryLocale: true,
  declinedCanBeInvited: true,
  recoverTellsUnknown: false,
  passwordProtected: false,
  accountsVersion: 'CLASSIC',
  themeUpgradesAccounts: true,
  switchEndsSessions: true,
  legacyAccountUrls: 'sign-in',
  accountLoginKeepsReturnTo: false,
  storefrontLoginUrl: true,
  signInReturns: true,
  signInReadsLocale: true,
  signInHint: 'ignored',
  signInWithShop: true,
  codesArrive: true,
  codeMailLanguage: 'page',
  codeMinutes: 15,
  codeTries: { count: 5, windowMs: 30 * 60_000 },
  proxyPath: '/apps/account-access',
  appTokensRenew: true,
  adminRestoreRate: 100,
  webhookDelayMs: 0,
  webhookCopies: 1,
  webhookOrder: 'as-sent',
};

import type { AccountsVersion } from '../domain/decide.ts';
import type { ShopifyProblem } from '../domain/ports.ts';
import type { Group } from '../domain/switch-over-count.ts';
import { REASONS } from './support-words.ts';

export const USAGE = `What the switch from passwords to customer accounts with codes means to a shop. Nothing is changed.

  npm run switch-over
  npm run switch-over -- --shop shop-name.myshopify.com
  npm run --silent switch-over -- --json
  npm run --silent switch-over -- --texts [--locale en|nb|de|fr] [--name NAME] [--domain DOMAIN] [--proxy-path PATH]

  --shop NAME          which shop; needed where shops install the app
  --json               for programs
  --without-addresses  ask Shopify for no address; mail providers are not counted then
  --texts              print mails and notices for customers, to copy
  --locale LOCALE      in one language instead of all four
  --name NAME          the name of the shop, in place of {shop}
  --domain DOMAIN      the domain of the storefront, for the link in them
  --proxy-path PATH    the app proxy's path, if it is not /apps/account-access

All customers are read, a page of 250 every two seconds, after everything that shoppers wait for. They are counted and
forgotten: no address is written anywhere, and none is looked up. Stop it whenever you like. docs/switch-over.md is the guide.`;

export const ACCOUNTS: Readonly<Record<AccountsVersion, string>> = {
  CLASSIC: 'passwords (legacy customer accounts)',
  NEW_CUSTOMER_ACCOUNTS: 'six-digit codes (customer accounts): the switch is done',
};

/** What the app's own pages and blocks go by. */
export const PAGES = {
  right: 'The app’s pages and blocks know it.',
  notYet: 'The app has not asked for it yet, so its pages are those for passwords, as they should be.',
  behind:
    'The app’s pages or blocks do not show it yet: a worker rights that by itself, within seconds of Shopify’s webhook or within a day.',
} as const;

export const GROUP_WORDS: Readonly<Record<Group, { readonly label: string; readonly means: string }>> = {
  active: {
    label: 'active (ENABLED)',
    means:
      'Sign in with a code. Their password is not used any more; reset links in older mails are not needed.',
  },
  invited: {
    label: 'invited (INVITED)',
    means:
      'Sign in with a code. The invite they have not opened becomes useless; its link leads to sign-in instead.',
  },
  'never-active': {
    label: 'never active (DISABLED)',
    means: 'Could not sign in without an invite; with codes they can, without one.',
  },
  declined: {
    label: 'declined an invite (DECLINED)',
    means: 'With codes there is nothing to decline: they can sign in if they want to.',
  },
  'blocked-by-tag': {
    label: 'blocked by a tag',
    means:
      'Get no mail from this app today. With codes Shopify mails the code, and nothing of this app stops it.',
  },
  'blocked-by-list': {
    label: 'blocked by your list',
    means:
      'Get no mail from this app today. With codes Shopify mails the code, and nothing of this app stops it.',
  },
  'blocked-by-disabling': {
    label: 'disabled after having been active',
    means: 'Cannot sign in today. Whether they can with a code, Shopify does not say: count on it.',
  },
};

/** Where anybody is blocked: what is known, what is not, and where it was read. */
export const ABOUT_BLOCKS = `Before you switch: blocked customers. With codes, Shopify alone decides who gets one, and this app cannot stop it.
Known: Shopify’s help says that an individual account cannot be deactivated on customer accounts, and that a deleted customer
who signs in again gets a new profile (help.shopify.com, “Setting up and managing new customer accounts”, an older page).
Its API says that the states above are only meaningful on legacy accounts. Not known: what becomes of accounts that were
disabled before the switch. Until you have tried it with an account of your own, assume that anybody who can open their
mailbox can sign in. A tag can still keep somebody from buying, by a rule or an app at checkout.`;

export const ABOUT_DISABLED =
  'Customers whom you disabled before this app was there look never active, because Shopify does not say. Give them a block tag to see them here.';

export const STATES_AFTER =
  'On customer accounts Shopify keeps these states no longer up to date; they show how things stood at the switch.';

export const ABOUT_PLACES =
  'Where your theme has them is not listed: reading themes needs the scope read_themes, which this app does not ask for.';

/** @returns why Shopify gave no figures, and what to do */
export function surveyProblem(problem: ShopifyProblem, withAddresses: boolean): string {
  if (problem === 'unauthorized' && withAddresses) {
    return 'Shopify did not let the app read customers with their address: it needs read_customers, and access to protected customer data with the email field. --without-addresses needs less.';
  }
  if (problem === 'unauthorized') {
    return 'Shopify did not let the app read customers: it needs read_customers, and access to protected customer data.';
  }
  return `The customers could not be read: ${REASONS[problem]} (${problem}).`;
}

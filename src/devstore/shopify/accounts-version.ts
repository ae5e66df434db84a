import { hasAccountTemplates } from '../theme-names.ts';
import type { Clock } from '../../contracts/clock.ts';
import type { LocalShop, Quirks } from './types.ts';

const DAY_MS = 24 * 60 * 60_000;

/** "Merchants … have 30 days to revert": several app vendors, no page of Shopify's. */
export const REVERT_MS = 30 * DAY_MS;

/**
 * The body of the webhook `customer_account_settings/update`, and what the Admin API tells in other words:
 * https://shopify.dev/changelog/introducing-a-webhook-topic-for-customer-account-settings. Its sample of a shop on
 * legacy accounts has no `url`.
 */
export function accountSettings({ quirks, origins }: Pick<LocalShop, 'quirks' | 'origins'>) {
  const hasCodes = quirks.accountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  return {
    url: hasCodes ? origins.accounts : null,
    customer_accounts_version: hasCodes ? 'new_customer_accounts' : 'classic',
    login_required_at_checkout: false,
    login_links_visible_on_storefront_and_checkout: true,
  };
}

/**
 * What a change of quirks means for the kind of accounts: "any store that is on legacy customer accounts, that
 * upgrades to a theme without the legacy files, will automatically be upgraded", unless a quirk says otherwise.
 * https://shopify.dev/changelog/posts/legacy-customer-accounts-are-deprecated
 */
export function withThemesAccounts(before: Quirks, changed: Partial<Quirks>): Quirks {
  const after = { ...before, ...changed };
  const isUpgrade =
    after.themeUpgradesAccounts && after.theme !== before.theme && !hasAccountTemplates(after.theme);
  if (!isUpgrade) return after;
  return { ...after, accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' };
}

/** When the shop went over to codes, and whether it may still go back. */
export interface AccountsSwitch {
  /** Says in a sentence why the shop cannot go back to passwords now, or undefined when it can. */
  problem(from: Quirks, to: Quirks): string | undefined;
  /** Notes that the kind changed, or that a shop was opened on codes. */
  note(quirks: Quirks): void;
}

export function createAccountsSwitch(clock: Clock): AccountsSwitch {
  let upgradedAt: number | undefined;
  return {
    problem(from, to) {
      const isBack = from.accountsVersion !== to.accountsVersion && to.accountsVersion === 'CLASSIC';
      if (!isBack || upgradedAt === undefined || clock.now() <= upgradedAt + REVERT_MS) return undefined;
      return 'cannot go back to passwords: the 30 days after the change to customer accounts are over';
    },
    note({ accountsVersion }) {
      upgradedAt = accountsVersion === 'NEW_CUSTOMER_ACCOUNTS' ? clock.now() : undefined;
    },
  };
}

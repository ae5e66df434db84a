import { ACCOUNTS_METAFIELDS } from '../contracts/accounts.ts';
import type { Controls } from './controls/controls.ts';
import type { Person } from './shopify/seed.ts';
import type { Accounts, Fault, FaultTarget, LocalShop, MailKind, Quirks } from './shopify/types.ts';

/** What may be done to the shop before a shopper starts. */
export interface Stage {
  readonly accounts: Accounts;
  readonly quirks: (change: Partial<Quirks>) => void;
  readonly fault: (target: FaultTarget, fault: Fault) => void;
  /** Takes the shop over to customer accounts, as the app's pages see it: its metafields say so at once. */
  readonly switchOver: (more?: Partial<Quirks>) => void;
  /** The link in the newest mail of this kind to this person. */
  readonly link: (person: Person, kind: MailKind) => string;
  /** A page of the storefront. */
  readonly page: (path: string) => string;
  /** A page of the merchant's tools. */
  readonly tool: (path: string) => string;
}

/** The shop on codes, and what the app keeps beside it for Liquid. */
const ON_CODES: Partial<Quirks> = {
  accountsVersion: 'NEW_CUSTOMER_ACCOUNTS',
  appMetafields: {
    [ACCOUNTS_METAFIELDS.namespace]: {
      [ACCOUNTS_METAFIELDS.codes]: true,
      [ACCOUNTS_METAFIELDS.version]: 'NEW_CUSTOMER_ACCOUNTS',
    },
  },
};

/** The stage of one shop. */
export function createStage(controls: Controls, shop: LocalShop): Stage {
  return {
    accounts: shop.accounts,
    quirks: (change) => controls.setQuirks(change),
    switchOver: (more = {}) => controls.setQuirks({ ...ON_CODES, ...more }),
    fault: (target, fault) => shop.faults.set(target, fault),
    page: (path) => shop.origins.storefront + path,
    tool: (path) => shop.origins.mailbox + path,
    link: ({ email }, kind) =>
      shop.mails.findLast((mail) => mail.to === email && mail.kind === kind)?.link ?? '',
  };
}

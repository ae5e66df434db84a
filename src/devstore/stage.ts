import type { Controls } from './controls/controls.ts';
import type { Person } from './shopify/seed.ts';
import type { Accounts, Fault, FaultTarget, LocalShop, MailKind, Quirks } from './shopify/types.ts';

/** What may be done to the shop before a shopper starts. */
export interface Stage {
  readonly accounts: Accounts;
  readonly quirks: (change: Partial<Quirks>) => void;
  readonly fault: (target: FaultTarget, fault: Fault) => void;
  /** The link in the newest mail of this kind to this person. */
  readonly link: (person: Person, kind: MailKind) => string;
  /** A page of the storefront. */
  readonly page: (path: string) => string;
  /** A page of the merchant's tools. */
  readonly tool: (path: string) => string;
}

/** The stage of one shop. */
export function createStage(controls: Controls, shop: LocalShop): Stage {
  return {
    accounts: shop.accounts,
    quirks: (change) => controls.setQuirks(change),
    fault: (target, fault) => shop.faults.set(target, fault),
    page: (path) => shop.origins.storefront + path,
    tool: (path) => shop.origins.mailbox + path,
    link: ({ email }, kind) =>
      shop.mails.findLast((mail) => mail.to === email && mail.kind === kind)?.link ?? '',
  };
}

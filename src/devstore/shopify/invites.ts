import type { Customers } from './customers.ts';
import { linkPath, type Links } from './links.ts';
import type { MailOptions, Outbox } from './mail.ts';
import type { Customer, Quirks } from './types.ts';
import type { Limit } from './window-limit.ts';

/** What an invite may change in its mail. */
export type InviteMail = Omit<MailOptions, 'path'>;

export interface Invites {
  /** Sends an invite if Shopify would, and returns the userError message if not. */
  send(customerId: number, mail?: InviteMail): string | null;
  /** Makes an activation link without sending it; kills every earlier one, as documented. */
  createLink(customerId: number): { readonly path: string } | { readonly problem: string };
  /** Sends an invite without asking whether Shopify would. */
  deliver(customer: Customer, mail?: InviteMail): void;
}

/**
 * Messages are those recorded from a real shop in airhorns/shopify-draft-proxy, fixtures/conformance:
 * customer-invite-email-validation.json and customer-outbound-side-effect-validation-parity.json. Those for
 * accounts that are enabled already come from that project's own model, and the one for customer accounts
 * from the schema's "only works when legacy customer accounts are enabled": neither was recorded.
 */
export const INVITE_PROBLEMS = {
  unknown: "Customer can't be found",
  unknownForLink: "The customer can't be found.",
  enabled: 'Account already enabled',
  enabledForLink: 'Account already enabled.',
  refused: 'Error sending account invite to customer.',
  notLegacy: 'This only works when legacy customer accounts are enabled on the shop.',
} as const;

/** Invites of one shop, within the limit that Shopify has on them. */
export function createInvites(shop: {
  readonly customers: Customers;
  readonly links: Links;
  readonly outbox: Outbox;
  /** The quirks at this moment. */
  readonly quirks: () => Quirks;
  /** Counts one more invite, or says that the limit is reached. */
  readonly mayInvite: (limit: Limit | null) => boolean;
}): Invites {
  const { customers, links, outbox } = shop;

  const deliver: Invites['deliver'] = (customer, mail = {}) => {
    const link = links.issue('activation', customer.id, { killOlder: shop.quirks().inviteKillsOlderLink });
    customers.setState(customer, 'INVITED');
    outbox.send('account-invite', customer, { ...mail, path: linkPath(link) });
  };

  return {
    deliver,
    send(customerId, mail) {
      const quirks = shop.quirks();
      if (quirks.accountsVersion !== 'CLASSIC') return INVITE_PROBLEMS.notLegacy;
      const customer = customers.find(customerId);
      if (!customer) return INVITE_PROBLEMS.unknown;
      if (customer.state === 'ENABLED') return INVITE_PROBLEMS.enabled;
      if (customer.state === 'DECLINED' && !quirks.declinedCanBeInvited) return INVITE_PROBLEMS.refused;
      if (!shop.mayInvite(quirks.inviteLimit)) return INVITE_PROBLEMS.refused;
      deliver(customer, mail);
      return null;
    },
    createLink(customerId) {
      const quirks = shop.quirks();
      if (quirks.accountsVersion !== 'CLASSIC') return { problem: INVITE_PROBLEMS.notLegacy };
      const customer = customers.find(customerId);
      if (!customer) return { problem: INVITE_PROBLEMS.unknownForLink };
      if (customer.state === 'ENABLED') return { problem: INVITE_PROBLEMS.enabledForLink };
      if (customer.state === 'DECLINED' && !quirks.declinedCanBeInvited) {
        return { problem: INVITE_PROBLEMS.refused };
      }
      return { path: linkPath(links.issue('activation', customerId, { killOlder: true })) };
    },
  };
}

import { parseEmailAddress } from '../../contracts/email-address.ts';
import type { Customers } from './customers.ts';
import type { Invites } from './invites.ts';
import { linkPath, type Links } from './links.ts';
import type { Outbox } from './mail.ts';
import { passwordProblems } from './passwords.ts';
import type { AccountLinkKind, AccountOutcome, Accounts, CustomerState, FormError, Quirks } from './types.ts';

const DEAD_LINK: AccountOutcome = { kind: 'dead-link' };

/** States in which each kind of link opens something; in the others even a fresh link is dead. */
const LINK_STATES: Readonly<Record<AccountLinkKind, readonly CustomerState[]>> = {
  activation: ['DISABLED', 'INVITED', 'DECLINED'],
  reset: ['ENABLED'],
};

/** Legacy customer accounts of one shop, as strict and as odd as Shopify's. */
export function createAccounts(shop: {
  readonly customers: Customers;
  readonly links: Links;
  readonly outbox: Outbox;
  readonly invites: Invites;
  /** The quirks at this moment. */
  readonly quirks: () => Quirks;
}): Accounts {
  const { customers, links, outbox } = shop;

  /** The customer behind a link that works, or undefined. */
  const behind = (kind: AccountLinkKind, customerId: number, token: string) => {
    const customer = customers.find(customerId);
    if (!customer || !LINK_STATES[kind].includes(customer.state)) return undefined;
    return links.isLive(kind, customerId, token) ? customer : undefined;
  };

  const usePasswordLink =
    (kind: AccountLinkKind): Accounts['activate'] =>
    (customerId, token, password, confirmation) => {
      const customer = behind(kind, customerId, token);
      if (!customer) return DEAD_LINK;
      const problems = passwordProblems(password, confirmation);
      if (problems.length > 0) return errors(...problems);
      links.consume(kind, customerId);
      customer.password = password;
      customers.setState(customer, 'ENABLED');
      if (kind === 'activation') outbox.send('account-welcome', customer, { path: '/account/login' });
      return { kind: 'done', customer };
    };

  return {
    find: (id) => customers.find(id),
    linkIsLive: (kind, customerId, token) => behind(kind, customerId, token) !== undefined,
    activate: usePasswordLink('activation'),
    reset: usePasswordLink('reset'),
    invite: (customerId) => shop.invites.send(customerId),

    signIn(email, password) {
      const customer = customers.findByEmail(email);
      return customer?.state === 'ENABLED' && customer.password === password
        ? { kind: 'done', customer }
        : errors({ field: 'form', code: 'invalid_credentials' });
    },

    register({ email, password, firstName, lastName }) {
      const address = parseEmailAddress(email);
      const problems: FormError[] = [];
      if (!address.ok)
        problems.push({ field: 'email', code: address.reason === 'missing' ? 'blank' : 'invalid' });
      else if (customers.findByEmail(email)) problems.push({ field: 'email', code: 'taken' });
      problems.push(...passwordProblems(password, password));
      if (!address.ok || problems.length > 0) return errors(...problems);

      const who = { email: address.value, firstName, lastName, locale: 'en', tags: [], password };
      const customer = customers.add({ ...who, state: 'DISABLED' });
      customers.setState(customer, 'ENABLED');
      outbox.send('account-welcome', customer, { path: '/account/login' });
      return { kind: 'done', customer };
    },

    recover(email) {
      const customer = customers.findByEmail(email);
      if (!customer) {
        return shop.quirks().recoverTellsUnknown ? [{ field: 'email', code: 'unknown_email' }] : [];
      }
      if (customer.state === 'ENABLED') {
        const link = links.issue('reset', customer.id, { killOlder: true });
        outbox.send('password-reset', customer, { path: linkPath(link) });
      }
      return [];
    },

    decline(customerId, token) {
      const customer = behind('activation', customerId, token);
      if (!customer) return DEAD_LINK;
      links.consume('activation', customerId);
      customers.setState(customer, 'DECLINED');
      return { kind: 'done', customer };
    },
  };
}

function errors(...problems: readonly FormError[]): AccountOutcome {
  return { kind: 'errors', errors: problems };
}

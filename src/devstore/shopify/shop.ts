import type { Clock } from '../../contracts/clock.ts';
import { createFaults, type WatchedFaults } from '../faults/faults.ts';
import { accountSettings, createAccountsSwitch, withThemesAccounts } from './accounts-version.ts';
import { createAccounts } from './accounts.ts';
import { createAppTokens, type AppTokens } from './app-tokens.ts';
import { createCustomers, type StateChange } from './customers.ts';
import { createInvites, type Invites } from './invites.ts';
import { createLeakyBucket, type LeakyBucket } from './leaky-bucket.ts';
import { createLinks } from './links.ts';
import { createOutbox } from './mail.ts';
import { ORDERS } from './orders.ts';
import { KNOWN_PASSWORD, seed } from './seed.ts';
import { createSignInCodes } from './sign-in-codes.ts';
import { DEFAULT_QUIRKS, type Customer, type CustomerState, type LocalShop, type Quirks } from './types.ts';
import { createWebhooks, type LocalWebhooks } from './webhooks.ts';
import { createWindowLimit, type Limit } from './window-limit.ts';

/** A shop with its switches, for the APIs, the controls and the tests. */
export interface ControlledShop extends LocalShop {
  readonly faults: WatchedFaults;
  readonly invites: Invites;
  /** Every change of an account's state, oldest first. */
  readonly history: readonly StateChange[];
  readonly webhooks: LocalWebhooks;
  /** What the shop gave an app that was installed; a custom app has tokens of its own. */
  readonly appTokens: AppTokens;
  /** The Admin API's points. */
  readonly adminBucket: LeakyBucket;
  /** Counts a password reset asked for from a buyer's IP address, or says that the limit is reached. */
  mayRecover(ip: string): boolean;
  findByEmail(email: string): Customer | undefined;
  /**
   * Says in a sentence why this change cannot be made now, or undefined when it can: back to passwords when the
   * time for it is over.
   */
  quirksProblem(quirks: Partial<Quirks>): string | undefined;
  /** Tells the app of the kind of accounts once more, as of now: for an app that outlived the shop before. */
  tellAccounts(): void;
  /** @throws {RangeError} with the sentence of `quirksProblem`; then nothing is changed */
  setQuirks(quirks: Partial<Quirks>): void;
  /**
   * Puts an account into a state, as the merchant does in the admin. Whoever becomes ENABLED without ever
   * having had a password gets the known one.
   *
   * @returns false when there is no such customer
   */
  setState(customerId: number, state: CustomerState): boolean;
  /** What a merchant does with a customer who has no orders. @returns false when there is no such customer */
  deleteCustomer(customerId: number): boolean;
  /**
   * Back to the seed: people, mail, links, history, limits, quirks and faults. Origins stay. A customer
   * taken from the shop before belongs to the old data: ask for it again.
   */
  reset(): void;
}

const SETTINGS_TOPIC = 'customer_account_settings/update';

/**
 * Opens a shop with the seed's customers.
 *
 * @param options.clock everything in the shop that asks for the time asks this
 * @param options.domain its `.myshopify.com` name
 * @param options.quirks where it differs from DEFAULT_QUIRKS; `reset` returns to these
 */
export function createLocalShop(options: {
  readonly clock: Clock;
  readonly domain?: string;
  readonly quirks?: Partial<Quirks>;
}): ControlledShop {
  const { clock, domain = 'latchkey-demo.myshopify.com' } = options;
  // The ampersand is there to be escaped, or to show who forgot.
  const name = 'Fjell & Fjord';
  const origins = { storefront: '', cdn: '', mailbox: '', app: '', accounts: '' };
  const faults = createFaults();
  const initialQuirks = (): Quirks =>
    structuredClone(withThemesAccounts(DEFAULT_QUIRKS, options.quirks ?? {}));
  let quirks = initialQuirks();
  const accountsSwitch = createAccountsSwitch(clock);
  accountsSwitch.note(quirks);
  const currentQuirks = () => quirks;

  // The past of the seed happens on the same books, with their clock put back.
  let msAgo = 0;
  const bookClock: Clock = { now: () => clock.now() - msAgo };
  const webhooks = createWebhooks({ domain, clock, quirks: currentQuirks });
  // The past was told of when it happened.
  let isPast = true;
  const customers = createCustomers(bookClock, {
    stateChanged: (customer) => (isPast ? undefined : webhooks.stateChanged(customer)),
    deleted: (customer) => webhooks.deleted(customer),
  });
  const links = createLinks(bookClock);
  const outbox = createOutbox({ name, origins, clock: bookClock, quirks: currentQuirks });
  const inviteLimit = createWindowLimit(clock);
  const recoverLimit = createWindowLimit(clock);
  const codes = createSignInCodes({ clock, customers, outbox, quirks: currentQuirks });
  const adminBucket = createLeakyBucket(clock, () => quirks.adminRestoreRate);
  const mayInvite = (limit: Limit | null) => inviteLimit.allows('the shop', limit);
  const invites = createInvites({ customers, links, outbox, mayInvite, quirks: currentQuirks });
  const accounts = createAccounts({ customers, links, outbox, invites, quirks: currentQuirks });
  const appTokens = createAppTokens(clock, () => quirks.appTokensRenew);
  const sow = () => {
    isPast = true;
    seed({ customers, links, invites }, (ms) => {
      msAgo = ms;
    });
    isPast = false;
  };
  sow();
  const tellAccounts = () => webhooks.remind(SETTINGS_TOPIC, accountSettings({ quirks, origins }));
  /** Tells the app of a kind of accounts that is not the one before. */
  const tellOfSwitch = (before: Quirks) => {
    if (quirks.accountsVersion === before.accountsVersion) return;
    accountsSwitch.note(quirks);
    codes.clear();
    webhooks.send(SETTINGS_TOPIC, accountSettings({ quirks, origins }));
  };

  return {
    domain,
    name,
    clock,
    origins,
    faults,
    accounts,
    invites,
    appTokens,
    adminBucket,
    webhooks,
    customers: customers.all,
    history: customers.history,
    orders: ORDERS,
    codes,
    mails: outbox.mails,
    get quirks() {
      return quirks;
    },
    findByEmail: (email) => customers.findByEmail(email),
    mayRecover: (ip) => recoverLimit.allows(ip, quirks.recoverLimit),
    tellAccounts,
    quirksProblem: (changed) => accountsSwitch.problem(quirks, withThemesAccounts(quirks, changed)),
    setQuirks(changed) {
      const before = quirks;
      const after = withThemesAccounts(before, changed);
      const problem = accountsSwitch.problem(before, after);
      if (problem !== undefined) throw new RangeError(`The shop ${problem}.`);
      quirks = after;
      tellOfSwitch(before);
    },
    setState(customerId, state) {
      const customer = customers.find(customerId);
      if (!customer) return false;
      if (state === 'ENABLED') customer.password ??= KNOWN_PASSWORD;
      customers.setState(customer, state);
      return true;
    },
    deleteCustomer: (customerId) => customers.remove(customerId),
    reset() {
      const before = quirks;
      quirks = initialQuirks();
      faults.clear();
      webhooks.clear();
      for (const book of [customers, links, outbox, codes, inviteLimit, recoverLimit, appTokens])
        book.clear();
      accountsSwitch.note(quirks);
      // Not something that happens to a shop: an app that hears of a switch at once need not hear of this.
      if (quirks.accountsVersion !== before.accountsVersion) tellAccounts();
      adminBucket.fill();
      sow();
    },
  };
}

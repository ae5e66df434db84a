import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createBlockList } from '../../src/server/db/block-list.ts';
import { createCustomerHistory } from '../../src/server/db/customer-history.ts';
import { createMailPace } from '../../src/server/db/mail-pace.ts';
import { createShopifyGate } from '../../src/server/db/shopify-gate.ts';
import { createAssessCustomer } from '../../src/server/domain/assess-customer.ts';
import type { Policies } from '../../src/server/domain/decide.ts';
import type { MailPace } from '../../src/server/domain/pace-ports.ts';
import type { AccessRequests, CustomerAccounts } from '../../src/server/domain/ports.ts';
import type { Outcome } from '../../src/server/domain/outcome.ts';
import { createProcessAccessRequest } from '../../src/server/domain/process-access-request.ts';
import type { Gate } from '../../src/server/domain/gate-ports.ts';
import { configuredShop } from '../../src/server/shop-access.ts';
import { createCustomerAccounts } from '../../src/server/shopify/customer-accounts.ts';
import { lookUpAnswer, type Answer, type FakeCustomer, type FakeShopify } from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import { testConfig } from '../support/service-under-test.ts';
import { keepWayIn, useFakeShopify, useWork, VAULT, type Work } from '../support/work.ts';

export const ADA = 'gid://shopify/Customer/1';
export const MINUTE = 60_000;
export const DONE: Outcome = { kind: 'done' };
/** Of a request that a shopper made. */
export const later = (afterSeconds: number): Outcome => ({
  kind: 'later',
  afterSeconds,
  lane: 'self-service',
});
export const invited: FakeCustomer = { id: ADA, state: 'INVITED' };
export const disabled: FakeCustomer = { id: ADA, state: 'DISABLED' };
export const enabled: FakeCustomer = { id: ADA, state: 'ENABLED' };

/** The decision that a customer who never activated gets. */
export const INVITE = {
  decision: 'mail',
  mail: 'invite',
  reason: 'never-activated',
  customerId: ADA,
} as const;

const POLICIES: Policies = {
  blockTags: ['blocked'],
  declined: 'review',
  unknownHistory: 'allow-if-never-enabled',
};

export interface StoredRow {
  readonly decision: string | null;
  readonly mail: string | null;
  readonly reason: string | null;
  readonly mail_state: string | null;
  readonly mail_why: string | null;
  readonly attempts: number;
}

export interface ProcessorOptions {
  readonly policies?: Partial<Policies>;
  readonly origin?: string;
  readonly pace?: MailPace;
  readonly gate?: Gate;
}

/** A database, a shop that answers as it is told, and a clock: all that processing a request needs. */
export interface Processing extends Work {
  readonly shopify: FakeShopify;
  readonly requests: () => AccessRequests;
  readonly processor: (options?: ProcessorOptions) => (requestId: string) => Promise<Outcome>;
  readonly accounts: (options?: Pick<ProcessorOptions, 'origin' | 'gate'>) => CustomerAccounts;
  /** The pace that the service has, with so many invites, and resets of one network, in ten minutes. */
  readonly paceOf: (limits: { readonly invite?: number; readonly reset?: number }) => MailPace;
  /** The gate that the service has; those who wait are not spread. */
  readonly gate: () => ReturnType<typeof createShopifyGate>;
  /** Keeps a request as the server does, and gives back its id. */
  readonly kept: (address?: string, buyerIp?: string) => Promise<string>;
  readonly row: (id: string) => Promise<StoredRow | undefined>;
  readonly invites: () => number;
  readonly resets: () => number;
  readonly answerLookUps: (customer: FakeCustomer | null, version?: string) => void;
  readonly answerInvites: (answer: Answer) => void;
}

/** Sets all of it up for the test file that calls this; each test begins with no request, no history and no pace. */
export function setUpProcessing(): Processing {
  const shop = useFakeShopify();
  const work = useWork(['access_request', 'customer_history', 'mail_pace', 'shopify_gate']);
  const { database } = work;

  const requests = () => createAccessRequests(work.pool, VAULT);
  const windowOf = (count: number | undefined) =>
    count === undefined ? undefined : { count, windowMs: 10 * MINUTE };

  const accounts: Processing['accounts'] = ({ origin = shop.shopify.origin, gate } = {}) => {
    const config = testConfig(database.url, { SHOPIFY_ORIGIN: origin });
    const shops = configuredShop(config, config.access);
    return createCustomerAccounts({ shops, fetch, gate });
  };

  return {
    database,
    get pool() {
      return work.pool;
    },
    get clock() {
      return work.clock;
    },
    get shopify() {
      return shop.shopify;
    },
    requests,
    accounts,
    processor({ policies, pace, ...calls } = {}) {
      const { pool, clock } = work;
      const assess = createAssessCustomer({
        clock,
        history: createCustomerHistory(pool),
        blockList: createBlockList(pool, VAULT),
        policies: { ...POLICIES, ...policies },
      });
      return createProcessAccessRequest({
        clock,
        log: silentLog,
        requests: requests(),
        accounts: accounts(calls),
        assess,
        repeatWindowMs: MINUTE,
        ...(pace === undefined ? {} : { pace }),
      });
    },
    paceOf: ({ invite, reset }) =>
      createMailPace({
        pool: work.pool,
        vault: VAULT,
        clock: work.clock,
        limits: { invite: windowOf(invite), reset: windowOf(reset) },
      }),
    gate: () => createShopifyGate({ pool: work.pool, clock: work.clock, log: silentLog, spread: () => 0 }),
    kept: (address, buyerIp = '203.0.113.7') => keepWayIn(work, { address, buyerIp }),
    async row(id) {
      const rows = await database.query<StoredRow & Record<string, unknown>>(
        'SELECT decision, mail, reason, mail_state, mail_why, attempts FROM access_request WHERE id = $1',
        [id],
      );
      return rows[0];
    },
    invites: () => shop.shopify.callsOf('SendAccountInvite').length,
    resets: () => shop.shopify.callsOf('RecoverCustomer').length,
    answerLookUps: (customer, version) =>
      shop.shopify.on('LookUpCustomer', () => lookUpAnswer(customer, version)),
    answerInvites: (answer) => shop.shopify.on('SendAccountInvite', () => answer),
  };
}

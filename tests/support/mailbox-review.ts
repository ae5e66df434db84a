import { beforeEach } from 'vitest';
import { parseMailboxRequest } from '../../src/contracts/mailbox-request.ts';
import { createMailboxInbox } from '../../src/server/db/mailbox-inbox.ts';
import type { Gate } from '../../src/server/domain/gate-ports.ts';
import type { Match, StoredMailboxRequest } from '../../src/server/domain/mailbox-ports.ts';
import { createMailboxReview, type MailboxReview } from '../../src/server/mailbox-review.ts';
import { configuredShop } from '../../src/server/shop-access.ts';
import type { FakeShopify } from './fake-shopify.ts';
import { ADA, fakeRecords, FIELDS, type FakeRecords } from './mailbox-requests.ts';
import { SHOP, testConfig } from './service-under-test.ts';
import { silentLog } from './silent-log.ts';
import { useFakeShopify, useWork, VAULT, type Work } from './work.ts';

export const DAY = 86_400_000;
export const KIM = { who: 'kim' };

/** The match of a request in which everything is right. */
export const ALL_WELL: Match = {
  facts: {
    accountFound: 'yes',
    orderFound: 'yes',
    postcodeMatches: 'yes',
    sameCustomer: 'yes',
    blocked: 'no',
    newAddressTaken: 'no',
  },
  customerId: ADA,
};

export interface KeptMailboxRequest {
  readonly id: string;
  readonly reference: string;
}

/** A database, a shop with Ada and her order, and a clock: all that a review needs. */
export interface MailboxReviewing extends Work {
  readonly shopify: FakeShopify;
  readonly records: FakeRecords;
  /** Ids of way-in requests that got a job. */
  readonly mails: readonly string[];
  /** While true, no job can be added. */
  jobsFail: boolean;
  /** What a process of its own would work with. */
  readonly open: (environment?: Readonly<Record<string, string>>, gate?: Gate) => MailboxReview;
  /** Keeps a request as the server does. */
  readonly kept: (fields?: Partial<typeof FIELDS>) => Promise<KeptMailboxRequest>;
  /** A request whose waiting period is over. */
  readonly ready: (fields?: Partial<typeof FIELDS>) => Promise<KeptMailboxRequest>;
  readonly load: (id: string) => Promise<StoredMailboxRequest | undefined>;
  readonly row: (id: string) => Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Of the audit log. */
  readonly stepsOf: (id: string) => Promise<string[]>;
  /** How often Shopify was asked to change an address. */
  readonly changes: () => number;
  readonly wayIns: () => Promise<{ id: string; approved: boolean }[]>;
}

/** Sets all of it up for the test file that calls this; each test begins with no request and no history. */
export function setUpMailboxReview(): MailboxReviewing {
  const shop = useFakeShopify();
  const work = useWork(['mailbox_request', 'mailbox_request_event', 'access_request', 'customer_history']);
  const { database } = work;
  let records: FakeRecords;
  let mails: string[];

  beforeEach(() => {
    records = fakeRecords(shop.shopify);
    mails = [];
    reviewing.jobsFail = false;
  });

  const reviewing: MailboxReviewing = {
    database,
    jobsFail: false,
    get pool() {
      return work.pool;
    },
    get clock() {
      return work.clock;
    },
    get shopify() {
      return shop.shopify;
    },
    get records() {
      return records;
    },
    get mails() {
      return mails;
    },
    open(environment = {}, gate) {
      const config = testConfig(database.url, { SHOPIFY_ORIGIN: shop.shopify.origin, ...environment });
      return createMailboxReview({
        config,
        shops: configuredShop(config, config.access),
        clock: work.clock,
        log: silentLog,
        pool: work.pool,
        vault: VAULT,
        fetch,
        gate,
        addMailJobs: async (ids) => {
          if (reviewing.jobsFail) throw new Error('no queue');
          mails.push(...ids);
        },
      });
    },
    async kept(fields = {}) {
      let id = '';
      const addJobs = async (ids: readonly string[]) => {
        id = ids[0] ?? '';
      };
      const parsed = parseMailboxRequest({ ...FIELDS, ...fields });
      if (!parsed.ok) throw new Error('good fields were expected');
      const inbox = createMailboxInbox({ pool: work.pool, vault: VAULT, clock: work.clock, addJobs });
      const reference = await inbox.keep({ shop: SHOP, fields: parsed.value, buyerIp: undefined });
      return { id, reference };
    },
    async ready(fields) {
      const request = await reviewing.kept(fields);
      await reviewing.open().match.process(request.id);
      work.clock.advance(DAY);
      return request;
    },
    load: (id) => reviewing.open().requests.load(id),
    async row(id) {
      const rows = await database.query('SELECT * FROM mailbox_request WHERE id = $1', [id]);
      return rows[0];
    },
    async stepsOf(id) {
      const rows = await database.query<{ what: string }>(
        'SELECT what FROM mailbox_request_event WHERE request_id = $1 ORDER BY number',
        [id],
      );
      return rows.map(({ what }) => what);
    },
    changes: () => shop.shopify.callsOf('ChangeCustomerEmail').length,
    wayIns: () => database.query('SELECT id, approved FROM access_request'),
  };
  return reviewing;
}

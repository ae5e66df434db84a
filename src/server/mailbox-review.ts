import type { Clock } from '../contracts/clock.ts';
import { createLedger } from './block-ledger.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import { createMailboxRequests } from './db/mailbox-requests.ts';
import type { Pool } from './db/pools.ts';
import { createChangeMailboxAddress } from './domain/change-mailbox-address.ts';
import { createGatherFacts, createIsBlocked } from './domain/gather-facts.ts';
import type { Gate } from './domain/gate-ports.ts';
import type { MailboxRequests } from './domain/mailbox-ports.ts';
import { createMatchMailboxRequest, type MatchMailboxRequest } from './domain/match-mailbox-request.ts';
import type { CustomerAccounts, Log } from './domain/ports.ts';
import { renderNotice } from './domain/render-notice.ts';
import { createReview, type Review } from './domain/review-mailbox-request.ts';
import { createCustomerAccounts } from './shopify/customer-accounts.ts';
import { createCustomerRecords } from './shopify/customer-records.ts';
import type { Shops } from './shopify/shops.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface MailboxReview {
  readonly requests: MailboxRequests;
  /** What the worker does with a request. */
  readonly match: MatchMailboxRequest;
  /** What the merchant does with it. */
  readonly review: Review;
}

/** Puts together what happens to requests of shoppers without their mailbox, for the worker and for the command line. */
export function createMailboxReview(deps: {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
  readonly shops: Shops;
  /** Adds the jobs of way-in requests, for the mail that follows an approval. */
  readonly addMailJobs: AddJobs;
  /** Hears with each look-up which accounts the shop has; nobody does unless given. */
  readonly telling?: (accounts: CustomerAccounts) => CustomerAccounts;
}): MailboxReview {
  const { config, clock, log, pool, vault, fetch, gate, shops, telling = (accounts) => accounts } = deps;
  const requests = createMailboxRequests({ pool, vault, addJobs: deps.addMailJobs });
  const records = createCustomerRecords({ shops, fetch, gate });
  const isBlocked = createIsBlocked(createLedger({ config, clock, pool, vault }));
  const gather = createGatherFacts({
    accounts: telling(createCustomerAccounts({ shops, fetch, gate })),
    records,
    isBlocked,
    orderHistory: config.orderHistory,
  });
  const waitMs = config.mailboxWaitHours * HOUR_MS;
  const match = createMatchMailboxRequest({ clock, log, requests, gather, renderNotice, waitMs });
  const review = createReview({
    // Where shops install the app, reviewing is for the command line, which was told a shop.
    shop: config.shopDomain ?? '',
    clock,
    requests,
    gather,
    changeAddress: createChangeMailboxAddress({ clock, requests, records, isBlocked }),
    startWaiting: (requestId) => match.startWaiting(requestId),
    expireMs: config.mailboxExpireDays * DAY_MS,
  });
  return { requests, match, review };
}

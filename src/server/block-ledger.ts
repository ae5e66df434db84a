import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import { createBlockList } from './db/block-list.ts';
import { createCustomerHistory } from './db/customer-history.ts';
import type { Pool } from './db/pools.ts';
import { createAssessCustomer, type AssessCustomer } from './domain/assess-customer.ts';

/** Puts together what tells whether a customer is blocked, and what mail they get if not. */
export function createLedger(deps: {
  readonly config: Pick<Config, 'blockTags' | 'declinedPolicy' | 'unknownHistory'>;
  readonly clock: Clock;
  readonly pool: Pool;
  readonly vault: AddressVault;
}): AssessCustomer {
  const { config, clock, pool, vault } = deps;
  return createAssessCustomer({
    clock,
    history: createCustomerHistory(pool),
    blockList: createBlockList(pool, vault),
    policies: {
      blockTags: config.blockTags,
      declined: config.declinedPolicy,
      unknownHistory: config.unknownHistory,
    },
  });
}

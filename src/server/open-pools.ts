import type { Config } from './config.ts';
import { createPool, type Pool } from './db/pools.ts';
import type { Log } from './domain/ports.ts';

/** Connections by what they are for, so that nothing waits behind something else. */
export interface Pools {
  readonly intake: Pool;
  readonly limits: Pool;
  readonly work: Pool;
  readonly mailDomains: Pool;
  readonly tokens: Pool;
  readonly webhooks: Pool;
  readonly accounts: Pool;
  end(): Promise<void>;
}

/** Opens nothing yet: connections come with the first question. */
export function openPools({ databaseUrl: url }: Config, log: Log): Pools {
  const pool = (name: string, max: number, timeoutMs: number, settings?: string) =>
    createPool({ url, name, max, timeoutMs, ...(settings === undefined ? {} : { settings }) }, log);
  // A count that a crash forgets is no loss; waiting for the disk at every count would be.
  const FORGETFUL = '-c synchronous_commit=off';
  const pools = {
    intake: pool('intake', 2, 1_200),
    limits: pool('limits', 4, 1_200, FORGETFUL),
    work: pool('work', 6, 10_000),
    // Given up early: DNS answers without it, and way-in requests must not wait behind it.
    mailDomains: pool('mail-domains', 2, 500, FORGETFUL),
    // Its connections wait while Shopify renews a token, longer than any call to Shopify takes.
    tokens: pool('tokens', 3, 15_000),
    webhooks: pool('webhooks', 2, 1_200),
    // Given up early: pages are shown without it.
    accounts: pool('accounts', 1, 500),
  };
  return {
    ...pools,
    async end() {
      await Promise.all(Object.values(pools).map((each) => each.end()));
    },
  };
}

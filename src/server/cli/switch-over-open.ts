import type { Clock } from '../../contracts/clock.ts';
import type { Config } from '../config.ts';
import { createAddressVault } from '../db/address-vault.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pools.ts';
import { createAccountsRecords } from '../db/shop-accounts.ts';
import { createShopifyGate } from '../db/shopify-gate.ts';
import { createCountOpenWork, createRecallCustomers } from '../db/switch-over.ts';
import type { Log } from '../domain/ports.ts';
import type { Timer } from '../domain/timer.ts';
import { createShopAccess } from '../shop-access.ts';
import { createReadSurveyPage } from '../shopify/survey-pages.ts';
import type { NoTool, SwitchOverTool } from './switch-over.ts';

/**
 * Which shop a report is about.
 *
 * @param asked what `--shop` named
 * @returns the shop, or a sentence that says why there is none
 */
export function shopToReport(
  { access, shopDomain }: Pick<Config, 'access' | 'shopDomain'>,
  asked: string | undefined,
): { readonly shop: string } | NoTool {
  const shop = asked ?? shopDomain;
  if (shop === undefined) return { problem: 'Shops install this app: say which one with --shop.' };
  return access.kind === 'custom-app' && shop !== shopDomain
    ? { problem: 'This is the custom app of another shop: leave --shop out.' }
    : { shop };
}

/**
 * Opens what a report needs on the database and the shop of a configuration.
 *
 * @throws Error of PostgreSQL when the database cannot be reached; nothing is left open then
 */
export async function openSwitchOver(
  config: Config,
  shop: string,
  deps: {
    readonly clock: Clock;
    readonly timer: Timer;
    readonly log: Log;
    readonly fetch?: typeof globalThis.fetch;
  },
): Promise<SwitchOverTool & { close(): Promise<void> }> {
  const { clock, timer, log, fetch = globalThis.fetch } = deps;
  const pool = createPool({ url: config.databaseUrl, name: 'switch-over', max: 3, timeoutMs: 15_000 }, log);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const gate = createShopifyGate({ pool, clock, log });
  const { shops } = createShopAccess({
    config,
    clock,
    log,
    fetch,
    pools: { quick: pool, hold: pool },
    gate,
    // Counting connects no shop, and so nothing is resumed.
    addJobs: {},
  });
  // Nothing is noted, and so nothing is asked.
  const records = createAccountsRecords({ pool, quick: pool, addJobs: async () => undefined });
  return {
    shop,
    blockTags: config.blockTags,
    readPage: createReadSurveyPage({ shops, fetch, gate }),
    recall: createRecallCustomers(pool, createAddressVault(config.addressKey)),
    countOpenWork: createCountOpenWork(pool),
    findAccounts: (asked) => records.find(asked),
    clock,
    timer,
    close: () => pool.end(),
  };
}

import type { AccountsVersion } from '../../contracts/accounts.ts';
import type { Clock } from '../../contracts/clock.ts';
import type { AccountsMemory } from './accounts-memory.ts';
import type { AccountsNews, AccountsRecords } from './accounts-ports.ts';
import { codeOf } from './error-code.ts';
import type { CustomerAccounts, Log } from './ports.ts';

/** The one who knows which accounts a shop has: whoever hears something tells it here. */
export interface FollowAccounts {
  /** @returns what holds by then, which is something else where later news is known */
  readonly tell: (shop: string, news: AccountsNews) => Promise<AccountsVersion>;
  /** Told with every look-up, so it costs next to nothing where it is no news. Never rejects. */
  readonly seen: (shop: string, version: AccountsVersion, at: number) => Promise<void>;
  /** Has Shopify asked, by a job for each shop. */
  ask(shops: readonly string[]): Promise<void>;
}

/** @param deps.startRebuild begins reading all customers: on codes nobody was enabled or disabled, so the ledger stood still */
export function createFollowAccounts(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly records: Pick<AccountsRecords, 'note' | 'ask' | 'find'>;
  readonly memory: AccountsMemory;
  readonly startRebuild: (shop: string, anew: boolean) => Promise<void>;
}): FollowAccounts {
  const { clock, log, records, memory, startRebuild } = deps;

  async function tell(shop: string, news: AccountsNews): Promise<AccountsVersion> {
    // Before it is noted: what fails after that would not be made up for.
    if (isBack((await records.find(shop))?.news, news)) await startRebuild(shop, true);
    const { before, version } = await records.note(shop, news, clock.now());
    memory.remember(shop, version);
    if (before !== version) log.info('accounts-changed', { shop, code: CODES[version] });
    return version;
  }

  return {
    tell,
    async seen(shop, version, at) {
      try {
        if ((await memory.versionOf(shop)) !== version) await tell(shop, { version, at, by: 'look-up' });
      } catch (error) {
        // The look-up itself is good, and the next one tells the same.
        log.warn('accounts-not-noted', { shop, code: codeOf(error) });
      }
    },
    ask: (shops) => records.ask(shops, clock.now()),
  };
}

/** Is the shop on passwords again? Where nothing was known, a webhook tells of a change all the same. */
function isBack(known: AccountsNews | undefined, news: AccountsNews): boolean {
  if (news.version !== 'CLASSIC') return false;
  if (known === undefined) return news.by === 'webhook';
  return known.version !== 'CLASSIC' && known.at <= news.at;
}

/** As the log has it. */
export const CODES = { CLASSIC: 'passwords', NEW_CUSTOMER_ACCOUNTS: 'codes' } as const;

/** Customers' accounts whose every look-up also tells which accounts the shop has. */
export function tellingOfAccounts(
  accounts: CustomerAccounts,
  { follow, clock }: { readonly follow: Pick<FollowAccounts, 'seen'>; readonly clock: Clock },
): CustomerAccounts {
  return {
    async lookUp(shop, email, lane) {
      const asked = clock.now();
      const found = await accounts.lookUp(shop, email, lane);
      if (found.ok) await follow.seen(shop, found.value.accounts, asked);
      return found;
    },
    sendInvite: (shop, customerId, lane) => accounts.sendInvite(shop, customerId, lane),
    sendReset: (shop, email, buyerIp, lane) => accounts.sendReset(shop, email, buyerIp, lane),
  };
}

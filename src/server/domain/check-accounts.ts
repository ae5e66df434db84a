import type { Clock } from '../../contracts/clock.ts';
import type { AccountsAtShopify, AccountsRecords, KnownAccounts, ReadAccounts } from './accounts-ports.ts';
import { CODES, type FollowAccounts } from './follow-accounts.ts';
import { again, DONE, type Outcome } from './outcome.ts';
import type { Log, ShopifyProblem } from './ports.ts';

/** For so long a webhook is believed rather than an answer that says otherwise: that may come from a copy that lags. */
const WEBHOOK_LEADS_MS = 60_000;

/** Something changed while the mirror was written. */
const AT_ONCE: Outcome = { kind: 'later', afterSeconds: 1 };

/** Whose shop it is no more, or not yet again: connecting it asks anew. */
const NOT_OURS: ReadonlySet<ShopifyProblem> = new Set<ShopifyProblem>(['shop-unknown', 'needs-reconnect']);

/**
 * Asks Shopify which accounts a shop has and what the metafields say, and rights what is wrong. Safe to run again at any
 * point, and by several workers at once: whoever wrote a mirror looks once more whether it is the right one.
 */
export function createCheckAccounts(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly records: Pick<AccountsRecords, 'load' | 'noteMirror'>;
  readonly shopify: AccountsAtShopify;
  readonly follow: Pick<FollowAccounts, 'tell'>;
}): (id: string) => Promise<Outcome> {
  const { clock, log, records, shopify, follow } = deps;

  return async (id) => {
    const known = await records.load(id);
    if (known === undefined) return DONE;
    const { shop, news } = known;
    // Pages wait for a mirror that is wrong; nobody waits for a look whether all is well.
    const lane = news !== undefined && known.mirrored === news.version ? 'bulk' : 'self-service';
    const asked = clock.now();
    const read = await shopify.read(shop, lane);
    if (!read.ok) return NOT_OURS.has(read.reason) ? DONE : again(read.reason, read.afterSeconds);

    const lead = leadOfWebhook(known, read.value, asked);
    const version =
      news !== undefined && lead > 0
        ? news.version
        : await follow.tell(shop, { version: read.value.version, at: asked, by: 'check' });
    if (read.value.mirrored !== version) {
      // Unknown from here on, should the answer be lost.
      await records.noteMirror(id, undefined);
      const failed = await shopify.mirror(shop, read.value.installationId, version, lane);
      if (failed !== undefined) {
        log.warn('accounts-not-mirrored', { shop, code: failed.problem });
        return again(failed.problem, failed.afterSeconds);
      }
      log.info('accounts-mirrored', { shop, code: CODES[version] });
    }
    await records.noteMirror(id, version);
    if (lead > 0) return { kind: 'later', afterSeconds: Math.ceil(lead / 1000) };
    const now = await records.load(id);
    return now === undefined || now.news?.version === version ? DONE : AT_ONCE;
  };
}

/** @returns for how many milliseconds yet Shopify's answer is not believed against its own webhook; 0 where it is */
function leadOfWebhook({ news }: KnownAccounts, { version }: ReadAccounts, asked: number): number {
  if (news?.by !== 'webhook' || news.version === version) return 0;
  const lead = news.at + WEBHOOK_LEADS_MS - asked;
  // Dated after now, by a clock that was wrong: no reason to wait until then.
  return lead > 2 * WEBHOOK_LEADS_MS ? 0 : Math.max(0, lead);
}

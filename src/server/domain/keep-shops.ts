import type { Clock } from '../../contracts/clock.ts';
import type { FollowUp } from './connect-shop.ts';
import { codeOf } from './error-code.ts';
import { endOverdueRequests, type ParkedRequests } from './parked-requests.ts';
import type { Log } from './ports.ts';
import type { ShopRecords } from './shop-ports.ts';
import type { ShopTokens } from './shop-tokens.ts';

/** A refusal may have been a mistake, of Shopify's or of whoever runs this: asked again for as long as this. */
const ASK_AGAIN_MS = 7 * 86_400_000;

/** Shopify is away, it seems: the others will be asked in an hour. */
const FAILURES_IN_A_ROW = 5;

/**
 * What shops need although nobody asks for anything: refresh tokens die when they are not used for 90 days; tokens
 * that an older key sealed are sealed anew; and what followed a connection may not be done. Safe to run twice at once.
 */
export function createKeepShops(deps: {
  readonly records: ShopRecords;
  readonly tokens: Pick<ShopTokens, 'keepAlive'>;
  readonly parked: Pick<ParkedRequests, 'endOverdue' | 'forgetDeleted'>;
  readonly followUp: FollowUp;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { records, tokens, parked, followUp, clock, log } = deps;

  async function keepAlive(): Promise<void> {
    const now = clock.now();
    let failures = 0;
    for (const shop of await records.dueForRenewal(now, now - ASK_AGAIN_MS)) {
      const code = await tokens
        .keepAlive(shop)
        .then(
          (renewed) => (renewed.ok || renewed.reason === 'needs-reconnect' ? undefined : renewed.reason),
          codeOf,
        );
      failures = code === undefined ? 0 : failures + 1;
      if (failures === FAILURES_IN_A_ROW) {
        log.warn('keep-alive-given-up', { code: code ?? 'unknown' });
        return;
      }
    }
  }

  return async () => {
    const { resealed, unreadable } = await records.reseal();
    if (resealed > 0) log.info('tokens-resealed', { count: resealed });
    if (unreadable > 0) log.error('tokens-unreadable', { count: unreadable });
    await keepAlive();
    await parked.forgetDeleted();
    // After it: a shop that was refused by mistake is connected again.
    for (const shop of await records.followUpsDue()) await followUp(shop);
    await endOverdueRequests(parked, clock.now(), log);
  };
}

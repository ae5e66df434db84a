import type { Clock } from '../../contracts/clock.ts';
import type { Rebuilds } from './ledger-ports.ts';
import type { Log } from './ports.ts';
import type { Privacy } from './privacy-ports.ts';
import type { Webhooks } from './webhook-ports.ts';

const DAY_MS = 86_400_000;

/** A server that was away longer than the four hours for which Shopify tries has missed webhooks, and cannot know. */
const READ_ANEW_AFTER_MS = 7 * DAY_MS;

/**
 * What webhooks and the ledger need once a day: what is over is deleted, what got stuck is taken up again, and all
 * customers are read anew every week. Safe to run twice at once.
 */
export function createKeepLedger(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly webhooks: Pick<Webhooks, 'forget' | 'takeUpAgain'>;
  readonly privacy: Pick<Privacy, 'forget'>;
  readonly rebuilds: Pick<Rebuilds, 'find'>;
  readonly startRebuild: (shop: string, anew: boolean) => Promise<void>;
  /** Every shop that can be called now. */
  readonly domains: () => Promise<readonly string[]>;
  readonly webhookKeepDays: number;
  readonly privacyKeepDays: number;
}): () => Promise<void> {
  const { clock, log, webhooks, privacy, rebuilds, startRebuild, domains } = deps;
  return async () => {
    const now = clock.now();
    await webhooks.takeUpAgain(now - DAY_MS);
    const forgotten = await webhooks.forget(now - deps.webhookKeepDays * DAY_MS);
    log.info('webhooks-deleted', { count: forgotten });
    const handedOn = await privacy.forget(now - deps.privacyKeepDays * DAY_MS);
    log.info('privacy-requests-deleted', { count: handedOn });
    for (const shop of await domains()) {
      const last = await rebuilds.find(shop);
      const isOld = last !== undefined && now - last.updatedAt > READ_ANEW_AFTER_MS;
      await startRebuild(shop, isOld || last?.state === 'given-up');
    }
  };
}

import type { Clock } from '../../contracts/clock.ts';
import { codeOf } from './error-code.ts';
import { endOverdueRequests, type ParkedRequests } from './parked-requests.ts';
import type { Log, ShopifyProblem } from './ports.ts';
import type { ShopRecords, TokenOffice } from './shop-ports.ts';

/** `refused`: Shopify does not take the session token; a fresh one may help. `failed`: asking later may help. */
export type Connected = 'connected' | 'refused' | 'failed';

/** Exchanges a merchant's session token, verified before, for tokens that work without them, and stores those. */
export type ConnectShop = (shop: string, sessionToken: string) => Promise<Connected>;

/** What is to be done once a shop is connected; done again where it failed. */
export type FollowUp = (shop: string) => Promise<void>;

/**
 * Every time the app is opened, even where the shop is connected: what is stored may be from before an uninstallation
 * that nobody told us of, and only Shopify knows.
 */
export function createConnectShop(deps: {
  readonly records: ShopRecords;
  readonly office: TokenOffice;
  readonly clock: Clock;
  readonly log: Log;
  readonly followUp: FollowUp;
}): ConnectShop {
  const { records, office, clock, log, followUp } = deps;
  // One at a time for each shop: a merchant who reloads the page takes no connection from others.
  const underWay = new Map<string, Promise<Connected>>();
  return (shop, sessionToken) => {
    const before = underWay.get(shop);
    if (before !== undefined) return before;
    const started = connect(shop, sessionToken).finally(() => underWay.delete(shop));
    underWay.set(shop, started);
    return started;
  };

  async function connect(shop: string, sessionToken: string): Promise<Connected> {
    const entered = await office.enter(shop);
    if (!entered.ok) return failed(shop, entered.reason.problem);
    // Held, so that what Shopify gave last is what is stored last.
    const outcome = await records.holding(shop, { wait: true }, async (held) => {
      const asked = clock.now();
      const given = await entered.value.exchange(sessionToken);
      if (given.kind === 'granted') await held.connect(given.grant, asked);
      return { given, before: held.state };
    });
    if (outcome === undefined || outcome.given.kind === 'failed') {
      return failed(shop, outcome?.given.kind === 'failed' ? outcome.given.problem : 'unreachable');
    }
    if (outcome.given.kind === 'refused') return 'refused';
    if (outcome.before !== 'installed') {
      log.info('shop-connected', { shop });
      await followUp(shop);
    }
    return 'connected';
  }

  function failed(shop: string, code: ShopifyProblem): Connected {
    log.warn('shop-not-connected', { shop, code });
    return 'failed';
  }
}

/**
 * Gives waiting requests their jobs back, but for those that came too long ago, and does what else is wanted. Never fails: what did is due, and tried again
 * within the hour.
 *
 * @param more anything else that a newly connected shop needs; may be called again after it was done
 */
export function createFollowUp(deps: {
  readonly records: Pick<ShopRecords, 'followUpDone'>;
  readonly parked: Pick<ParkedRequests, 'endOverdue' | 'resume'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly more: FollowUp;
}): FollowUp {
  const { records, parked, clock, log, more } = deps;
  return async (shop) => {
    try {
      await endOverdueRequests(parked, clock.now(), log);
      const count = await parked.resume(shop);
      if (count > 0) log.info('requests-resumed', { shop, count });
      await more(shop);
      await records.followUpDone(shop);
    } catch (error) {
      log.error('shop-follow-up-failed', { shop, code: codeOf(error) });
    }
  };
}

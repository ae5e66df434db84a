import type { Clock } from '../../contracts/clock.ts';
import type { AccountsNews } from './accounts-ports.ts';
import type { CustomerEvents } from './ledger-ports.ts';
import type { Log } from './ports.ts';
import type { Privacy } from './privacy-ports.ts';
import { DONE, type Outcome } from './outcome.ts';
import type { ShopLifecycle, StoredWebhook, Webhooks } from './webhook-ports.ts';

/** The next portion of a shop that is being erased. */
const SOON: Outcome = { kind: 'later', afterSeconds: 1 };

/**
 * `shop/redact` comes 48 hours after the app was removed. A shop that installed it again since then is a customer of
 * today: without its ledger, those whom it shut out would be let in.
 */
const LEFT_BEFORE_MS = 48 * 3_600_000;

/** What the ledger cannot be rebuilt without. */
const NEEDED_SCOPE = 'read_customers';

/**
 * Does what follows from a kept webhook. Safe to run again after a crash at any point, by several workers at once, and
 * in any order: what is noted of a customer is the same whichever comes first.
 *
 * @param deps.disablingImpliesEnabled does `customers/disable` prove that the account was active? Not documented; an
 *   account that never was has nothing to disable
 * @param deps.startRebuild begins reading all customers
 * @param deps.afterErasure a shop that is served all the same, as that of a custom app, begins as a new one
 */
export function createWorkWebhook(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly webhooks: Webhooks;
  readonly shops: ShopLifecycle;
  readonly events: CustomerEvents;
  readonly privacy: Privacy;
  readonly disablingImpliesEnabled: boolean;
  readonly startRebuild: (shop: string, anew: boolean) => Promise<void>;
  readonly tellAccounts: (shop: string, news: AccountsNews) => Promise<unknown>;
  readonly afterErasure: (shop: string) => Promise<void>;
}): (id: string) => Promise<Outcome> {
  const { clock, log, webhooks, shops, events, privacy, startRebuild } = deps;

  return async (id) => {
    const webhook = await webhooks.load(id);
    if (webhook === undefined || webhook.isDone) return DONE;
    if (!(await carryOut(webhook))) return SOON;
    await webhooks.finish(id, clock.now());
    log.info('webhook-done', { requestId: id, code: webhook.event.kind });
    return DONE;
  };

  /** @returns is it done? */
  async function carryOut(webhook: StoredWebhook): Promise<boolean> {
    const { id, shop, event, customerId, happenedAt } = webhook;
    switch (event.kind) {
      case 'uninstalled':
        await shops.markUninstalled(shop, happenedAt);
        return true;
      case 'scopes':
        await shops.noteScopes(shop, event.scopes, happenedAt);
        if (event.scopes.includes(NEEDED_SCOPE)) await startRebuild(shop, false);
        return true;
      case 'accounts':
        await deps.tellAccounts(shop, { version: event.version, at: happenedAt, by: 'webhook' });
        return true;
      case 'data-request':
        await privacy.exportCustomer(id, shop, webhook, webhook.receivedAt, clock.now());
        return true;
      case 'customer-redact':
        await privacy.eraseCustomer(id, shop, webhook, webhook.receivedAt, clock.now());
        return true;
      case 'shop-redact':
        return eraseShop(shop, id, happenedAt);
      default:
        if (customerId !== undefined) await note(shop, customerId, event.kind, happenedAt);
        return true;
    }
  }

  async function eraseShop(shop: string, id: string, at: number): Promise<boolean> {
    const outcome = await privacy.eraseShop(shop, id, at - LEFT_BEFORE_MS);
    if (outcome === 'more') return false;
    log.info(outcome === 'erased' ? 'shop-erased' : 'shop-connected-again', { shop });
    if (outcome === 'erased') await deps.afterErasure(shop);
    return true;
  }

  function note(
    shop: string,
    customerId: string,
    what: 'enabled' | 'disabled' | 'deleted',
    at: number,
  ): Promise<void> {
    if (what === 'enabled') return events.noteEnabled(shop, customerId, at);
    if (what === 'deleted') return events.noteDeleted(shop, customerId);
    return events.noteDisabled(shop, customerId, at, deps.disablingImpliesEnabled);
  }
}

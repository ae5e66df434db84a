import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import { createCustomerHistory } from './db/customer-history.ts';
import type { AddJobs } from './db/grouped-insert.ts';
import { createRebuilds } from './db/ledger-rebuilds.ts';
import type { Pool } from './db/pools.ts';
import { createPrivacy } from './db/privacy.ts';
import { createKeepWebhook, createWebhooks } from './db/webhooks.ts';
import type { FollowAccounts } from './domain/follow-accounts.ts';
import type { Gate } from './domain/gate-ports.ts';
import { createKeepLedger } from './domain/keep-ledger.ts';
import type { Log } from './domain/ports.ts';
import { createRebuildLedger } from './domain/rebuild-ledger.ts';
import type { KeepWebhook } from './domain/webhook-ports.ts';
import { createWorkWebhook } from './domain/work-webhook.ts';
import { LEDGER_REBUILDS, WEBHOOKS, type Queue } from './jobs/queue.ts';
import type { ShopAccess } from './shop-access.ts';
import { createReadCustomerPage } from './shopify/customer-pages.ts';

/** A queue with what a worker does with its jobs. */
interface Work {
  readonly queue: Queue;
  readonly process: ReturnType<typeof createWorkWebhook>;
  readonly giveUp: (id: string) => Promise<void>;
}

export interface WebhookService {
  /** Keeps a verified delivery. */
  readonly keep: KeepWebhook;
  readonly work: readonly Work[];
  /** Reads all customers, unless that is turned off. @param anew also those who were read before */
  readonly startRebuild: (shop: string, anew: boolean) => Promise<void>;
  /** Reads all customers of a shop that was connected just now. */
  readonly afterConnect: (shop: string) => Promise<void>;
  /** Reads all customers of a custom app's shop, which nobody connects, the first time a worker starts. */
  readonly started: () => Promise<void>;
  /** What is to be run once a day, by one process. */
  readonly daily: () => Promise<void>;
}

/** Puts together what follows from Shopify's webhooks: the block ledger, and what the law wants exported or erased. */
export function createWebhookService(deps: {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  readonly vault: AddressVault;
  /** For deliveries as they come in, which must not wait behind work; and for the work. Ended by their owner. */
  readonly pools: { readonly intake: Pool; readonly work: Pool };
  readonly shopAccess: Pick<ShopAccess, 'shops' | 'domains' | 'lifecycle'>;
  readonly addJobs: (queue: Queue) => AddJobs;
  /** A shop that is served all the same, as that of a custom app, begins as a new one. */
  readonly afterErasure: () => Promise<void>;
  /** Hears which accounts a shop has, from webhooks and with each page of customers; made with what is made here. */
  readonly accounts: () => Pick<FollowAccounts, 'seen' | 'tell'>;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
}): WebhookService {
  const { config, clock, log, fetch, vault, pools, shopAccess, addJobs, gate } = deps;
  const { shops, lifecycle } = shopAccess;
  const webhooks = createWebhooks({ pool: pools.work, addJobs: addJobs(WEBHOOKS) });
  const rebuilds = createRebuilds({ pool: pools.work, addJobs: addJobs(LEDGER_REBUILDS) });
  const privacy = createPrivacy(pools.work, vault);
  const { disabledUnseen, rebuild, webhookKeepDays, privacyKeepDays } = config.ledger;

  const startRebuild = async (shop: string, anew: boolean) => {
    if (rebuild) await rebuilds.begin(shop, clock.now(), anew);
  };
  const readPage = createReadCustomerPage({ shops, fetch, gate });
  const rebuilding = createRebuildLedger({
    clock,
    log,
    rebuilds,
    async readPage(shop, cursor) {
      const asked = clock.now();
      const page = await readPage(shop, cursor);
      if (page.ok) await deps.accounts().seen(shop, page.value.accounts, asked);
      return page;
    },
    blockTags: config.blockTags,
  });
  const work = createWorkWebhook({
    clock,
    log,
    webhooks,
    shops: lifecycle,
    events: createCustomerHistory(pools.work),
    privacy,
    disablingImpliesEnabled: disabledUnseen === 'block',
    startRebuild,
    tellAccounts: (shop, news) => deps.accounts().tell(shop, news),
    afterErasure: deps.afterErasure,
  });

  async function started(): Promise<void> {
    if (config.access.kind !== 'custom-app') return;
    for (const shop of await shopAccess.domains()) await startRebuild(shop, false);
  }

  return {
    keep: createKeepWebhook({ pool: pools.intake, vault, clock, addJobs: addJobs(WEBHOOKS) }),
    work: [
      // Not lost: the daily job takes it up again.
      { queue: WEBHOOKS, process: work, giveUp: async () => undefined },
      { queue: LEDGER_REBUILDS, process: rebuilding.process, giveUp: rebuilding.giveUp },
    ],
    startRebuild,
    afterConnect: (shop) => startRebuild(shop, true),
    started,
    daily: createKeepLedger({
      clock,
      log,
      webhooks,
      privacy,
      rebuilds,
      startRebuild,
      domains: shopAccess.domains,
      webhookKeepDays,
      privacyKeepDays,
    }),
  };
}

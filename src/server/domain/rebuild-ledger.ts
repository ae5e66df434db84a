import type { Clock } from '../../contracts/clock.ts';
import type { ReadCustomerPage, Rebuilds } from './ledger-ports.ts';
import type { Log } from './ports.ts';
import { DONE, type Outcome } from './outcome.ts';

/**
 * The pause after each page of 250 customers: a million are read in little more than two hours, and what Shopify gives
 * back in it is more than a page takes, so that mails that somebody waits for never find the bucket empty.
 */
export const PAGE_PAUSE_SECONDS = 2;

/** The pause after Shopify said that it has had enough for now. */
const THROTTLED_PAUSE_SECONDS = 60;

export interface RebuildLedger {
  readonly process: (id: string) => Promise<Outcome>;
  readonly giveUp: (id: string) => Promise<void>;
}

/**
 * Reads one page of a shop's customers and notes who is enabled; the next page is a job of its own, so that a crash, a
 * new version or a day without Shopify costs no more than a page. On customer accounts nobody is enabled, and there is
 * nothing to read.
 */
export function createRebuildLedger(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly rebuilds: Rebuilds;
  readonly readPage: ReadCustomerPage;
  /** In lower case. */
  readonly blockTags: readonly string[];
  readonly pauseSeconds?: number;
}): RebuildLedger {
  const { clock, log, rebuilds, readPage, blockTags, pauseSeconds = PAGE_PAUSE_SECONDS } = deps;
  const isTagged = (tags: readonly string[]) => tags.some((tag) => blockTags.includes(tag.toLowerCase()));

  return {
    async process(id) {
      const rebuild = await rebuilds.load(id);
      if (rebuild?.state !== 'running') return DONE;
      const page = await readPage(rebuild.shop, rebuild.cursor);
      if (!page.ok) {
        if (page.afterSeconds !== undefined) return { kind: 'later', afterSeconds: page.afterSeconds };
        return page.reason === 'throttled'
          ? { kind: 'later', afterSeconds: THROTTLED_PAUSE_SECONDS }
          : { kind: 'retry', problem: page.reason };
      }
      const { accounts, customers, next } = page.value;
      const rest = accounts === 'CLASSIC' ? next : undefined;
      const enabled = accounts === 'CLASSIC' ? customers.filter(({ state }) => state === 'ENABLED') : [];
      const noted = {
        enabledIds: enabled.map((customer) => customer.id),
        customers: customers.length,
        tagged: customers.filter(({ tags }) => isTagged(tags)).length,
      };
      await rebuilds.advance(rebuild, noted, rest, clock.now());
      if (rest !== undefined) return { kind: 'later', afterSeconds: pauseSeconds };
      log.info('ledger-rebuilt', { requestId: id, count: rebuild.customers + customers.length });
      return DONE;
    },
    giveUp: (id) => rebuilds.giveUp(id, clock.now()),
  };
}

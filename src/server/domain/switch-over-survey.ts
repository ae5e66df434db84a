import { ok, refused, type Result } from '../../contracts/result.ts';
import type { AccountsVersion } from './decide.ts';
import type { ShopifyProblem } from './ports.ts';
import { PAGE_PAUSE_SECONDS } from './rebuild-ledger.ts';
import { createSurveyCounter, type SurveyCounts } from './switch-over-count.ts';
import type { ReadSurveyPage, RecallCustomers } from './switch-over-ports.ts';
import type { Timer } from './timer.ts';

export interface Survey {
  /** As it was on the last page. */
  readonly accounts: AccountsVersion;
  readonly counts: SurveyCounts;
}

export type SurveyProblem = ShopifyProblem | 'stopped';

/** Somebody looks on. `waitSeconds`: nothing is asked for so long. */
export type OnProgress = (customers: number, waitSeconds?: number) => void;

/** Asking again would be answered the same. */
const FOR_GOOD: readonly ShopifyProblem[] = ['unauthorized', 'shop-unknown', 'needs-reconnect'];

/** How often a page is asked for in vain: with the pauses, for about three minutes. */
const TRIES = 8;
const LONGEST_PAUSE_SECONDS = 60;

/**
 * Reads all customers of a shop, a page at a time, behind everything that shoppers wait for, and counts them. Nothing
 * is written, so it can be stopped at any moment.
 *
 * @param deps.signal stops it
 */
export async function surveyCustomers(deps: {
  readonly shop: string;
  readonly withAddresses: boolean;
  /** In lower case. */
  readonly blockTags: readonly string[];
  readonly readPage: ReadSurveyPage;
  readonly recall: RecallCustomers;
  readonly timer: Timer;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}): Promise<Result<Survey, SurveyProblem>> {
  const { shop, withAddresses, readPage, recall, timer, onProgress, signal } = deps;
  const counter = createSurveyCounter(deps.blockTags);
  let read = 0;
  let cursor: string | undefined;
  let failures = 0;

  while (!signal.aborted) {
    const page = await readPage(shop, cursor, withAddresses);
    if (!page.ok) {
      // A shop that is busy is there; whoever runs this can see that it waits, and stop it.
      const isBusy = page.reason === 'throttled' && page.afterSeconds !== undefined;
      if (!isBusy) failures += 1;
      if (FOR_GOOD.includes(page.reason) || failures >= TRIES) return refused(page.reason);
      const seconds = page.afterSeconds ?? Math.min(LONGEST_PAUSE_SECONDS, 2 ** failures);
      onProgress(read, seconds);
      await pause(timer, seconds, signal);
      continue;
    }
    failures = 0;
    const { accounts, customers, next } = page.value;
    const notes = await recall(shop, customers);
    for (const customer of customers) counter.add(customer, notes.get(customer.id));
    read += customers.length;
    onProgress(read);
    if (next === undefined) return ok({ accounts, counts: counter.counts() });
    cursor = next;
    await pause(timer, PAGE_PAUSE_SECONDS, signal);
  }
  return refused('stopped');
}

/** Ends early when the signal says so. */
function pause(timer: Timer, seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const callOff = timer.after(seconds * 1000, end);
    signal.addEventListener('abort', end, { once: true });
    function end(): void {
      callOff();
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}

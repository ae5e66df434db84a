import type { Log } from './ports.ts';
import { TRIED_FOR_MS } from './request-ledger.ts';

/** Requests without a job, because their shop has to be reconnected first. */
export interface ParkedRequests {
  /** @returns whether the request is parked; false where its shop can be called by now, so that a job is right */
  readonly park: (queue: string, requestId: string) => Promise<boolean>;
  /**
   * Ends way-in requests that came before `before` and whose shop was not connected again in time, as
   * `needs-reconnect`. Those of shoppers without their mailbox stay: the merchant ends them. @returns how many
   */
  endOverdue(before: number, at: number): Promise<number>;
  /** Gives every parked request of this shop a job again. @returns how many */
  resume(shop: string): Promise<number>;
  /** Drops what is left of requests that were deleted meanwhile. */
  forgetDeleted(): Promise<void>;
}

/**
 * What a parked request may count on: its mail goes out where the shop is connected again within the two days for
 * which every request is tried; after them it ends by name.
 */
export async function endOverdueRequests(
  parked: Pick<ParkedRequests, 'endOverdue'>,
  now: number,
  log: Log,
): Promise<void> {
  const count = await parked.endOverdue(now - TRIED_FOR_MS, now);
  if (count > 0) log.error('parked-requests-ended', { count });
}

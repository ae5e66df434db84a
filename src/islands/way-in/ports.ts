import type { AccessAnswer } from '../../contracts/access-request.ts';

/** `unreachable`: the request itself did not get out, where the browser's own form post may. */
export type RequestOutcome = AccessAnswer | { readonly kind: 'unreachable' };

/** Asks the shop to mail the link that fits an address. */
export interface AccessRequests {
  /**
   * Never rejects.
   *
   * @param email as parsed
   * @param signal calls the request off
   */
  ask(email: string, signal: AbortSignal): Promise<RequestOutcome>;
}

export interface Timers {
  /** @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void;
}

export interface WayInPorts {
  readonly requests: AccessRequests;
  readonly timers: Timers;
  /** Is there a network at all? */
  readonly online: () => boolean;
}

import type { Inbox, IncomingRequest, RequestLimits } from './ports.ts';

export type Acceptance =
  { readonly kind: 'accepted' } | { readonly kind: 'limited'; readonly retryAfterSeconds: number };

/** Keeps a request for the worker, or says how long to wait. Knows nothing about the address, and asks nobody. */
export type AcceptAccessRequest = (request: IncomingRequest) => Promise<Acceptance>;

export function createAcceptAccessRequest(deps: {
  readonly limits: RequestLimits;
  readonly inbox: Inbox;
}): AcceptAccessRequest {
  return async (request) => {
    const retryAfterSeconds = await deps.limits.secondsToWait(request);
    if (retryAfterSeconds !== undefined) return { kind: 'limited', retryAfterSeconds };
    await deps.inbox.keep(request);
    return { kind: 'accepted' };
  };
}

import type { IncomingMailboxRequest, MailboxInbox } from './mailbox-ports.ts';
import type { RequestLimits } from './ports.ts';

export type MailboxAcceptance =
  | { readonly kind: 'accepted'; readonly reference: string }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number };

/** Keeps a request for the merchant, or says how long to wait. Asks nobody about the address. */
export type AcceptMailboxRequest = (request: IncomingMailboxRequest) => Promise<MailboxAcceptance>;

export function createAcceptMailboxRequest(deps: {
  readonly limits: RequestLimits;
  readonly inbox: MailboxInbox;
}): AcceptMailboxRequest {
  return async (request) => {
    const { shop, buyerIp, fields } = request;
    const retryAfterSeconds = await deps.limits.secondsToWait({ shop, buyerIp, email: fields.oldEmail });
    if (retryAfterSeconds !== undefined) return { kind: 'limited', retryAfterSeconds };
    return { kind: 'accepted', reference: await deps.inbox.keep(request) };
  };
}

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
    const counted = await deps.limits.count({ shop, buyerIp, email: fields.oldEmail });
    if (counted.kind === 'limited') return counted;
    return { kind: 'accepted', reference: await deps.inbox.keep(request) };
  };
}

import { Hono } from 'hono';
import { parseMailboxQuestion } from '../../contracts/inbox-help/mailbox-question.ts';
import { MAILBOXES_PATH } from '../../contracts/inbox-help/mailbox.ts';
import type { FindMailbox } from '../domain/find-mailbox.ts';
import { AppError } from '../http/app-error.ts';
import { asciiDomain } from '../http/ascii-domain.ts';
import { clientAddress } from '../http/client-address.ts';
import { readForm } from '../http/read-form.ts';
import { respondJson } from '../http/respond.ts';
import type { ProxyEnv } from './proxy-env.ts';

export interface MailboxDeps {
  readonly findMailbox: FindMailbox;
  readonly forwardedHops: number;
}

/**
 * Whose mailboxes a domain has: asked by the browser after the way-in answer, so that the request itself never waits
 * for DNS. A POST, because the domain belongs in no address that is kept or logged anywhere.
 */
export function mailboxRoutes({ findMailbox, forwardedHops }: MailboxDeps): Hono<ProxyEnv> {
  const routes = new Hono<ProxyEnv>({ strict: false });

  routes.post(MAILBOXES_PATH, async (c) => {
    // Only programs ask; there is no page of it.
    c.set('json', true);
    const parsed = parseMailboxQuestion(await readForm(c.req.raw), asciiDomain);
    if (!parsed.ok) throw new AppError('invalid_request');
    const found = await findMailbox({
      ...parsed.value,
      shop: c.var.query.shop,
      buyerIp: clientAddress(c.req.raw.headers, forwardedHops),
    });
    if (found.kind === 'limited') {
      throw new AppError('rate_limited', { retryAfterSeconds: found.retryAfterSeconds });
    }
    return respondJson(200, found.answer);
  });

  routes.all(MAILBOXES_PATH, () => {
    throw new AppError('method_not_allowed', { allow: 'POST' });
  });
  return routes;
}

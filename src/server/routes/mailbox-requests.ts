import { Hono } from 'hono';
import {
  MAILBOX_FIELDS,
  MAILBOX_REQUESTS_PATH,
  parseMailboxRequest,
  type MailboxField,
  type MailboxFieldProblems,
  type MailboxRequestKept,
} from '../../contracts/mailbox-request.ts';
import type { AcceptMailboxRequest } from '../domain/accept-mailbox-request.ts';
import { AppError } from '../http/app-error.ts';
import { clientAddress } from '../http/client-address.ts';
import { finished } from '../http/pages/layout.ts';
import {
  hasOwnTexts,
  noMailboxInStorefrontLanguage,
  noMailboxPage,
  requestKeptPage,
} from '../http/pages/no-mailbox.ts';
import { readForm } from '../http/read-form.ts';
import { respondJson, respondThemed } from '../http/respond.ts';
import { textsFor, type Texts, type PageTexts } from '../http/texts.ts';
import type { ProxyEnv } from './proxy-env.ts';

export interface MailboxRequestDeps {
  readonly acceptMailboxRequest: AcceptMailboxRequest;
  readonly texts: Texts;
  readonly forwardedHops: number;
}

/** The form for shoppers who cannot open their mailbox. The query was verified before any of this runs. */
export function mailboxRequestRoutes(deps: MailboxRequestDeps): Hono<ProxyEnv> {
  const { acceptMailboxRequest, texts, forwardedHops } = deps;
  const routes = new Hono<ProxyEnv>({ strict: false });

  routes.get(MAILBOX_REQUESTS_PATH, (c) =>
    respondThemed(finished(noMailboxInStorefrontLanguage(texts, c.var.query.pathPrefix))),
  );

  routes.post(MAILBOX_REQUESTS_PATH, async (c) => {
    const { shop, pathPrefix } = c.var.query;
    let typed: Typed = { fields: {}, locale: 'en' };
    c.set('problemPage', (error) => {
      const problems = problemsOf(error);
      const page = (each: MailboxFieldProblems) =>
        noMailboxPage(inOneLanguage(texts, typed.locale), {
          pathPrefix,
          typed: typed.fields,
          problems: each,
          locale: typed.locale,
        });
      return problems === undefined ? undefined : finished(page(problems));
    });

    const given = await readForm(c.req.raw);
    typed = typedIn(given);
    c.set('typed', { email: '', locale: typed.locale });
    const parsed = parseMailboxRequest(given);
    if (!parsed.ok) throw new AppError('invalid_fields', { fields: parsed.reason });

    const outcome = await acceptMailboxRequest({
      shop,
      fields: parsed.value,
      buyerIp: clientAddress(c.req.raw.headers, forwardedHops),
    });
    if (outcome.kind === 'limited') {
      throw new AppError('rate_limited', { retryAfterSeconds: outcome.retryAfterSeconds });
    }
    const { reference } = outcome;
    const kept: MailboxRequestKept = { v: 1, state: 'needs-review', reference };
    if (c.var.json) return respondJson(202, kept);
    return respondThemed(finished(requestKeptPage(inOneLanguage(texts, parsed.value.locale), reference)));
  });

  routes.all(MAILBOX_REQUESTS_PATH, () => {
    throw new AppError('method_not_allowed', { allow: 'GET, HEAD, POST' });
  });
  return routes;
}

/** What the form is shown again for; undefined where it would not help. */
function problemsOf({ code, details }: AppError): MailboxFieldProblems | undefined {
  if (code === 'invalid_fields') return details.fields ?? {};
  // Of a body that is too large nothing was read. Only the message can have made it so.
  if (code === 'body_too_large') return { message: 'too-long' };
  return code === 'invalid_request' ? { message: 'malformed' } : undefined;
}

function inOneLanguage(texts: Texts, locale: string): PageTexts {
  const found = textsFor(texts, locale);
  return hasOwnTexts(texts, found) ? found : texts[0];
}

interface Typed {
  readonly fields: Readonly<Partial<Record<MailboxField, string>>>;
  readonly locale: string;
}

/** What a page with problems gives back: only ever shown to the one who typed it. */
function typedIn(given: unknown): Typed {
  const all = new Map<string, unknown>(
    Object.entries(typeof given === 'object' && given !== null ? given : {}),
  );
  const text = (name: string) => {
    const value = all.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    fields: Object.fromEntries(
      MAILBOX_FIELDS.flatMap((name) => {
        const value = text(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    locale: text('locale') ?? 'en',
  };
}

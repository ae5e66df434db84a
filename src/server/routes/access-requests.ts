import { Hono } from 'hono';
import { ACCEPTED, ACCESS_REQUESTS_PATH, parseAccessRequest } from '../../contracts/access-request.ts';
import { SIGN_IN_PATH, SIGN_IN_WITH_CODE } from '../../contracts/accounts.ts';
import { referenceSigns } from '../../contracts/reference.ts';
import type { AcceptAccessRequest } from '../domain/accept-access-request.ts';
import type { AskSignInWith } from '../domain/accounts-memory.ts';
import { AppError } from '../http/app-error.ts';
import { clientAddress } from '../http/client-address.ts';
import { askAddressPage } from '../http/pages/ask-address.ts';
import { finished, inStorefrontLanguage } from '../http/pages/layout.ts';
import { checkInboxPage, type MailOfShop } from '../http/pages/check-inbox.ts';
import { signInPage } from '../http/pages/sign-in.ts';
import { readForm } from '../http/read-form.ts';
import { respondJson, respondThemed } from '../http/respond.ts';
import { textsFor, type PageTexts, type Texts } from '../http/texts.ts';
import type { ProxyEnv } from './proxy-env.ts';

export interface AccessRequestDeps {
  readonly accept: AcceptAccessRequest;
  /** Of a shop on codes nothing is kept: its shoppers are told how to sign in. */
  readonly signInWith: AskSignInWith;
  readonly texts: Texts;
  readonly forwardedHops: number;
  /** Whom the mail will come from. */
  readonly mail: MailOfShop;
}

const TAKES = { page: 'GET, HEAD', requests: 'GET, HEAD, POST' } as const;

/** What the shop's app proxy leads to. The query was verified before any of this runs. */
export function accessRequestRoutes({
  accept,
  signInWith,
  texts,
  forwardedHops,
  mail,
}: AccessRequestDeps): Hono<ProxyEnv> {
  const routes = new Hono<ProxyEnv>({ strict: false });
  const { senderName } = mail;

  // Opening a page changes nothing: mail scanners open links too.
  for (const path of ['/', ACCESS_REQUESTS_PATH, SIGN_IN_PATH]) {
    routes.get(path, async (c) => {
      const { shop, pathPrefix } = c.var.query;
      const onCodes = (await signInWith(shop)) === 'code';
      const page = (each: PageTexts) =>
        onCodes ? signInPage(each, { pathPrefix, senderName }) : askAddressPage(each, { pathPrefix });
      return respondThemed(finished(inStorefrontLanguage(texts, page)));
    });
  }

  routes.post(ACCESS_REQUESTS_PATH, async (c) => {
    const fields = await readForm(c.req.raw);
    c.set('typed', typedIn(fields));
    const parsed = parseAccessRequest(fields);

    // Awaited only where it is not remembered: this is asked for every request there is.
    const remembered = signInWith(c.var.query.shop);
    if ((typeof remembered === 'string' ? remembered : await remembered) === 'code') {
      c.set('outcome', SIGN_IN_WITH_CODE.state);
      if (c.var.json) return respondJson(200, SIGN_IN_WITH_CODE);
      const { locale } = typedIn(fields);
      const email = parsed.ok ? parsed.value.email : undefined;
      const told = { pathPrefix: c.var.query.pathPrefix, email, senderName };
      return respondThemed(finished(signInPage(textsFor(texts, locale), told)));
    }
    if (!parsed.ok) throw new AppError('invalid_fields', { fields: parsed.reason });

    const { query, json, reference: ownReference } = c.var;
    const { email, locale, reference = ownReference, proof } = parsed.value;
    c.set('reference', reference);

    const { shop, pathPrefix } = query;
    const outcome = await accept({
      shop,
      email,
      locale,
      reference: referenceSigns(reference),
      buyerIp: clientAddress(c.req.raw.headers, forwardedHops),
      proof,
    });
    if (outcome.kind === 'limited') {
      throw new AppError('rate_limited', { retryAfterSeconds: outcome.retryAfterSeconds });
    }
    if (outcome.kind === 'proof-required') {
      const { challenge, retryAfterSeconds } = outcome;
      throw new AppError('proof_required', { challenge, retryAfterSeconds });
    }
    if (json) return respondJson(202, ACCEPTED);
    const again = timesAsked(fields);
    const told = { pathPrefix, email, locale, reference, again, mail };
    return respondThemed(finished(checkInboxPage(textsFor(texts, locale), told)));
  });

  routes.all('/', () => {
    throw new AppError('method_not_allowed', { allow: TAKES.page });
  });
  routes.all(ACCESS_REQUESTS_PATH, () => {
    throw new AppError('method_not_allowed', { allow: TAKES.requests });
  });
  routes.all(SIGN_IN_PATH, () => {
    throw new AppError('method_not_allowed', { allow: TAKES.page });
  });
  return routes;
}

/** How often the page's own button was pressed before: it decides what the page offers, and nothing else. */
function timesAsked(fields: unknown): number {
  const again = typeof fields === 'object' && fields !== null && 'again' in fields ? fields.again : undefined;
  return typeof again === 'string' && /^[1-9]$/.test(again) ? Number(again) : 0;
}

/** What a page with a problem needs to give back: only ever shown to the one who typed it. */
function typedIn(fields: unknown): { email: string; locale: string } {
  const given = typeof fields === 'object' && fields !== null ? fields : {};
  const email = 'email' in given && typeof given.email === 'string' ? given.email : '';
  const locale = 'locale' in given && typeof given.locale === 'string' ? given.locale : 'en';
  return { email, locale };
}

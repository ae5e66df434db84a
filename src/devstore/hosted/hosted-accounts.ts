import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { parseEmailAddress } from '../../contracts/email-address.ts';
import { pageNotFound } from '../shopify/gateway-pages.ts';
import type { LocalShop } from '../shopify/types.ts';
import { field, formOf } from '../storefront/form-fields.ts';
import { isShopLocale, PRIMARY_LOCALE } from '../storefront/locales.ts';
import { createSessions } from '../storefront/sessions.ts';
import { isOurHost } from '../storefront/visit.ts';
import { createAttempts, type Attempt } from './attempts.ts';
import { codePage, ordersPage, profilePage, signInPage, type CodeNews } from './hosted-pages.ts';
import { HOSTED_PATHS, safeReturn, STOREFRONT_PATHS } from './hosted-urls.ts';

/**
 * Customer accounts, hosted by Shopify on an origin of their own: an address, a mailed code, then back to the shop or
 * to orders and profile. Works without scripts. In a shop on passwords there is nothing here.
 */
export function createHostedAccounts(shop: LocalShop): (request: Request) => Promise<Response> {
  const app = new Hono();
  const attempts = createAttempts();
  const sessions = createSessions(randomBytes(32).toString('hex'), '_hosted_session');

  const customerOf = (request: Request) => {
    const session = sessions.read(request);
    return session === undefined ? undefined : shop.accounts.find(session.customerId);
  };
  /** By way of the storefront, so that the shopper is signed in there too. */
  const letIn = (customerId: number, returnTo: string, cookies: readonly string[] = []) => {
    const query = new URLSearchParams({ grant: shop.codes.grant(customerId), return_to: returnTo });
    return go(`${shop.origins.storefront}${STOREFRONT_PATHS.signedIn}?${query.toString()}`, cookies);
  };
  const sendCode = (attempt: Attempt, news?: CodeNews): Response | Promise<Response> => {
    const until = shop.codes.ask(attempt.email, attempt.locale);
    if (until !== undefined) return codePage(shop, attempt, waitNews(until, shop));
    if (news !== undefined) return codePage(shop, attempt, news);
    return go(HOSTED_PATHS.code, [attempts.begin(attempt)]);
  };

  app.get(HOSTED_PATHS.signIn, ({ req }) => {
    const { signInHint, signInWithShop: withShop } = shop.quirks;
    const before = attempts.of(req.raw);
    const locale = localeFrom(req.query('locale') ?? before?.locale);
    const returnTo = safeReturn(req.query('return_to') ?? before?.returnTo, shop.origins);
    const customer = customerOf(req.raw);
    if (customer !== undefined) return letIn(customer.id, returnTo);
    const email = signInHint === 'ignored' ? '' : (req.query('login_hint') ?? '');
    const isSent = signInHint === 'submits' && req.query('login_hint_mode') === 'submit';
    // At Shopify a script of the page does it.
    if (isSent && parseEmailAddress(email).ok) return sendCode({ email, locale, returnTo });
    return signInPage(shop, { email, locale, returnTo, withShop });
  });

  app.post(HOSTED_PATHS.signIn, async ({ req }) => {
    const form = await formOf(req.raw);
    const typed = field(form, 'email');
    const locale = localeFrom(field(form, 'locale'));
    const returnTo = safeReturn(field(form, 'return_to'), shop.origins);
    const view = { email: typed, locale, returnTo, withShop: shop.quirks.signInWithShop };
    if (field(form, 'with') === 'shop') return signInPage(shop, { ...view, news: 'no-shop' });
    const address = parseEmailAddress(typed);
    if (!address.ok) return signInPage(shop, { ...view, news: 'bad-email' });
    return sendCode({ email: address.value, locale, returnTo });
  });

  app.get(HOSTED_PATHS.code, ({ req }) => {
    const attempt = attempts.of(req.raw);
    return attempt === undefined ? go(HOSTED_PATHS.signIn) : codePage(shop, attempt);
  });
  app.post(HOSTED_PATHS.code, async ({ req }) => {
    const attempt = attempts.of(req.raw);
    if (attempt === undefined) return go(HOSTED_PATHS.signIn);
    const code = field(await formOf(req.raw), 'code');
    const outcome = shop.codes.use(attempt.email, code, attempt.locale);
    if (outcome.kind === 'wait') return codePage(shop, attempt, waitNews(outcome.untilMs, shop));
    if (outcome.kind === 'wrong') return codePage(shop, attempt, { kind: 'wrong' });
    const { id } = outcome.customer;
    return letIn(id, attempt.returnTo, [attempts.end(req.raw), sessions.cookie(id, 'code')]);
  });
  app.post(HOSTED_PATHS.resend, ({ req }) => {
    const attempt = attempts.of(req.raw);
    return attempt === undefined ? go(HOSTED_PATHS.signIn) : sendCode(attempt, { kind: 'new-code' });
  });

  const signOut = ({ req }: { req: { raw: Request } }) =>
    go(`${shop.origins.storefront}${STOREFRONT_PATHS.signedOut}`, [
      sessions.cookie(undefined),
      attempts.end(req.raw),
    ]);
  app.get(HOSTED_PATHS.signOut, signOut);
  app.post(HOSTED_PATHS.signOut, signOut);

  app.get('/account', () => go(HOSTED_PATHS.orders));
  app.get(HOSTED_PATHS.orders, ({ req }) => {
    const customer = customerOf(req.raw);
    if (customer === undefined) return go(signInFor(HOSTED_PATHS.orders, shop));
    const orders = shop.orders.filter(({ customerId }) => customerId === customer.id);
    return ordersPage(shop, customer, orders);
  });
  app.get(HOSTED_PATHS.profile, ({ req }) => {
    const customer = customerOf(req.raw);
    return customer === undefined ? go(signInFor(HOSTED_PATHS.profile, shop)) : profilePage(shop, customer);
  });
  app.notFound(pageNotFound);

  return async (request) => {
    if (!isOurHost(request, shop.origins.accounts)) return new Response(null, { status: 421 });
    return shop.quirks.accountsVersion === 'NEW_CUSTOMER_ACCOUNTS' ? app.fetch(request) : pageNotFound();
  };
}

function signInFor(path: string, { origins }: LocalShop): string {
  const query = new URLSearchParams({ return_to: `${origins.accounts}${path}` });
  return `${HOSTED_PATHS.signIn}?${query.toString()}`;
}

function localeFrom(value: string | undefined): string {
  return isShopLocale(value) ? value : PRIMARY_LOCALE;
}

function waitNews(untilMs: number, { clock }: LocalShop): CodeNews {
  return { kind: 'wait', minutes: Math.ceil((untilMs - clock.now()) / 60_000) };
}

/** Nothing of these addresses goes on as a referrer. */
function go(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

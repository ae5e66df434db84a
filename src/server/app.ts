import { Hono, type MiddlewareHandler } from 'hono';
import { ACCESS_REQUESTS_PATH } from '../contracts/access-request.ts';
import { SIGN_IN_PATH } from '../contracts/accounts.ts';
import type { Clock } from '../contracts/clock.ts';
import type { Log } from './domain/ports.ts';
import type { KeepWebhook } from './domain/webhook-ports.ts';
import { AppError } from './http/app-error.ts';
import { problemPage } from './http/pages/problem.ts';
import { respondError, respondThemed } from './http/respond.ts';
import { wantsJson } from './http/wants-json.ts';
import { accountsRoutes } from './routes/accounts.ts';
import { accessRequestRoutes, type AccessRequestDeps } from './routes/access-requests.ts';
import { breachedPasswordRoutes, type BreachedPasswordDeps } from './routes/breached-passwords.ts';
import { appHomeRoutes, type AppHomeDeps } from './routes/app-home.ts';
import { healthRoutes } from './routes/health.ts';
import { mailboxRequestRoutes, type MailboxRequestDeps } from './routes/mailbox-requests.ts';
import { mailboxRoutes, type MailboxDeps } from './routes/mailboxes.ts';
import type { ProxyEnv } from './routes/proxy-env.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { verifyAppProxyQuery } from './shopify/app-proxy.ts';
import { createClientSecrets } from './shopify/client-secrets.ts';
import type { Shops } from './shopify/shops.ts';
import { openWebhook } from './shopify/webhook.ts';

export interface AppDeps extends AccessRequestDeps, BreachedPasswordDeps, MailboxRequestDeps, MailboxDeps {
  /** The newest first. */
  readonly apiSecrets: readonly string[];
  readonly shops: Pick<Shops, 'serves'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly isReady: () => Promise<boolean>;
  readonly keepWebhook: KeepWebhook;
  /** The page in Shopify's admin; a custom app has none. */
  readonly appHome?: AppHomeDeps | undefined;
  /** Measures each request, where somebody reads what it measures. */
  readonly watch?: MiddlewareHandler<ProxyEnv> | undefined;
}

/** The path that the app proxy of `shopify.app.toml` points to. */
const PROXY = '/proxy';

/** Where links of newsletters lead, and what such links have in their query: shown only, and the same whatever it says. */
const PAGES: ReadonlySet<string> = new Set(
  ['', ACCESS_REQUESTS_PATH, SIGN_IN_PATH].map((path) => PROXY + path),
);

/**
 * The whole server as a function of web-standard requests. Below the proxy path nothing runs before the
 * query is verified, and every problem becomes an answer in one place.
 */
export function createApp(deps: AppDeps): (request: Request) => Promise<Response> {
  const app = new Hono<ProxyEnv>({ strict: false });
  const secrets = createClientSecrets(deps.apiSecrets);

  if (deps.watch !== undefined) app.use(deps.watch);

  app.use(`${PROXY}/*`, async (c, next) => {
    const isOpened = c.req.method === 'GET' || c.req.method === 'HEAD';
    const allowsForeign = isOpened && PAGES.has(c.req.path);
    const verified = verifyAppProxyQuery(queryOf(c.req.url), secrets, deps.clock.now(), { allowsForeign });
    if (!verified.ok && verified.reason === 'parameters-changed')
      deps.log.warn('app-proxy-parameters-changed');
    if (!verified.ok || !(await deps.shops.serves(verified.value.shop))) {
      throw new AppError('invalid_signature');
    }
    c.set('query', verified.value);
    c.set('json', wantsJson(c.req.raw));
    c.set('reference', crypto.randomUUID());
    await next();
  });
  app.route(PROXY, accessRequestRoutes(deps));
  app.route(PROXY, accountsRoutes(deps));
  app.route(PROXY, breachedPasswordRoutes(deps));
  app.route(PROXY, mailboxRequestRoutes(deps));
  app.route(PROXY, mailboxRoutes(deps));
  const { keepWebhook, log } = deps;
  app.route(
    '/',
    webhookRoutes({ openWebhook: (headers, body) => openWebhook(headers, body, secrets), keepWebhook, log }),
  );
  app.route('/', healthRoutes(deps.isReady));
  if (deps.appHome !== undefined) app.route('/', appHomeRoutes(deps.appHome));
  app.notFound(() => respondError(new AppError('not_found')));

  app.onError((error, c) => {
    const known = error instanceof AppError ? error : new AppError('internal');
    // Neither message nor stack: both can repeat what was sent.
    if (known.code === 'internal') deps.log.error('request-failed-unexpectedly', { code: error.name });
    const { query, json, typed, reference, problemPage: ownPage } = c.var;
    const isThemed = query !== undefined && !json && c.req.method === 'POST';
    if (!isThemed) return respondError(known);
    const page =
      ownPage?.(known) ?? problemPage(deps.texts, known, { pathPrefix: query.pathPrefix, reference, typed });
    return page === undefined ? respondError(known) : respondThemed(page);
  });

  return async (request) => app.fetch(request);
}

function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
}

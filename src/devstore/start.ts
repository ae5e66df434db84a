import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { createLog } from '../server/logger.ts';
import { createService } from '../server/service.ts';
import { createShiftedClock } from './controls/clock.ts';
import { createControls, type Controls } from './controls/controls.ts';
import { createControlsPage } from './controls/page.ts';
import { startDnsServer } from './dns/dns-server.ts';
import { localMail } from './dns/local-mail.ts';
import { createEditor } from './editor/editor.ts';
import { openTcpGate } from './faults/tcp-gate.ts';
import { createHostedAccounts } from './hosted/hosted-accounts.ts';
import { createJourneys } from './journeys.ts';
import { listen, type Listener } from './listen.ts';
import { createMailbox } from './mailbox/page.ts';
import { PROJECT_ROOT } from './postgres.ts';
import { createAdminApi } from './shopify/admin-api.ts';
import { createAppProxy } from './shopify/app-proxy.ts';
import { createPwnedPasswords } from './shopify/breached-passwords.ts';
import { createOAuth } from './shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from './shopify/shop.ts';
import { createStorefrontApi } from './shopify/storefront-api.ts';
import { createStorefront, type Storefront } from './storefront/storefront.ts';
import { THEMES_DIR } from './theme-names.ts';

/** Where the pieces would like to listen; each takes another port when its own is taken. */
export const PREFERRED_PORTS = {
  storefront: 4400,
  cdn: 4401,
  mailbox: 4402,
  app: 4403,
  accounts: 4404,
} as const;

export interface LocalStackOptions {
  /** A database for the server; its tables are made when missing. */
  readonly databaseUrl: string;
  /** Whoever is left out takes any port. */
  readonly ports?: Readonly<Partial<Record<keyof typeof PREFERRED_PORTS, number>>>;
  /** What the server's environment says beyond what the local shop decides: limits, policies. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole product and a shop to use it in, in one process. */
export interface LocalStack {
  readonly shop: ControlledShop;
  readonly controls: Controls;
  readonly storefront: Storefront;
  /** Preferred ports that were taken, with what is used instead. */
  readonly moved: readonly string[];
  stop(): Promise<void>;
}

// Known to everyone who reads this, and good for nothing outside 127.0.0.1.
export const LOCAL_SECRETS = {
  SHOPIFY_API_SECRET: 'local-shop-app-secret',
  SHOPIFY_ADMIN_TOKEN: 'local-shop-admin-token',
  SHOPIFY_STOREFRONT_TOKEN: 'local-shop-storefront-token',
  ADDRESS_KEY: Buffer.alloc(32, 'local-shop').toString('base64'),
};

/** For a server that is started as an app that shops install: with it in `environment`, and an empty Admin token. */
export const LOCAL_API_KEY = 'local-shop-client-id';

/**
 * Starts server, worker and local shop on one clock. The server is reached the way Shopify reaches it,
 * over HTTP and through the app proxy, and reaches its database through a gate that can be shut.
 */
export async function startLocalStack({
  databaseUrl,
  ports = PREFERRED_PORTS,
  environment = {},
}: LocalStackOptions): Promise<LocalStack> {
  const clock = createShiftedClock();
  const shop = createLocalShop({ clock });
  const controls = createControls(shop, clock);

  const database = new URL(databaseUrl);
  const gate = await openTcpGate({ targetPort: Number(database.port), faults: shop.faults });
  database.port = String(gate.port);

  const listeners: Listener[] = [];
  const moved: string[] = [];
  const open = async (name: keyof typeof PREFERRED_PORTS, handle: Parameters<typeof listen>[0]) => {
    const listener = await listen(handle, ports[name] ?? 0);
    if (!listener.preferred)
      moved.push(`Port ${ports[name]} is taken: the ${name} is at ${listener.origin}.`);
    listeners.push(listener);
    shop.origins[name] = listener.origin;
  };

  const adminApi = createAdminApi(shop, { accessToken: LOCAL_SECRETS.SHOPIFY_ADMIN_TOKEN });
  const oauth = createOAuth(shop, {
    apiKey: LOCAL_API_KEY,
    apiSecret: LOCAL_SECRETS.SHOPIFY_API_SECRET,
  });
  const storefrontApi = createStorefrontApi(shop, { privateToken: LOCAL_SECRETS.SHOPIFY_STOREFRONT_TOKEN });
  const folders = { themesDir: THEMES_DIR, extensionDir: join(PROJECT_ROOT, 'extensions/account-access') };
  const editor = createEditor(controls, folders);
  const storefront = createStorefront({
    shop,
    ...folders,
    findPreview: editor.findPreview,
    appProxy: createAppProxy(shop, {
      secret: LOCAL_SECRETS.SHOPIFY_API_SECRET,
      upstream: () => shop.origins.app,
    }),
  });

  await open('storefront', async (request, meta) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/admin/api/')) return adminApi(request);
    if (pathname === '/admin/oauth/access_token') return oauth(request);
    if (pathname.startsWith('/api/')) return storefrontApi(request);
    return storefront.handle(request, meta);
  });
  await open('accounts', createHostedAccounts(shop));
  await open('cdn', (request) => storefront.cdn(request));

  // Nobody opens it in a browser, so any port will do.
  const pwnedPasswords = await listen(createPwnedPasswords(), 0);
  listeners.push(pwnedPasswords);
  const dns = await startDnsServer(localMail);
  const config = readConfig({
    ...LOCAL_SECRETS,
    SHOP_DOMAIN: shop.domain,
    SHOPIFY_ORIGIN: shop.origins.storefront,
    BREACHED_PASSWORDS_URL: pwnedPasswords.origin,
    DATABASE_URL: database.href,
    DNS_SERVERS: dns.address,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const service = createService({
    config,
    clock,
    log: createLog(config.logLevel),
    roles: ['server', 'worker'],
  });
  await service.start();
  await open('app', (request) => service.handle(request));
  shop.webhooks.connect({
    secret: LOCAL_SECRETS.SHOPIFY_API_SECRET,
    deliver: async (request) =>
      fetch(`${shop.origins.app}/webhooks`, {
        method: 'POST',
        headers: request.headers,
        body: await request.text(),
      }),
  });
  // The shop is a new one under the same name every time, and the database may remember the one before.
  shop.webhooks.send('shop/redact', { shop_domain: shop.domain });
  await shop.webhooks.idle();

  const mailbox = createMailbox(shop);
  const controlsPage = createControlsPage(controls);
  const journeys = createJourneys(controls, shop);
  await open('mailbox', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/controls')) return controlsPage(request);
    if (pathname === '/editor' || pathname.startsWith('/editor/')) return editor.handle(request);
    if (pathname.startsWith('/journeys')) return journeys(request);
    return mailbox(request);
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    shop.webhooks.clear();
    await Promise.all(listeners.map((listener) => listener.close()));
    shop.faults.set('database', undefined);
    await service.stop();
    await Promise.all([gate.close(), dns.close()]);
  };
  return { shop, controls, storefront, moved, stop: () => (stopping ??= stop()) };
}

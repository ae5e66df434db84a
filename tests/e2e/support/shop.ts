import { expect, test as base, type Locator, type Page, type Request } from '@playwright/test';
import { DatabaseError, Pool } from 'pg';
import { startLocalStack, type LocalStack } from '../../../src/devstore/start.ts';
import { createDatabase } from '../../../src/devstore/postgres.ts';
import type { Mail, MailKind, Quirks } from '../../../src/devstore/shopify/types.ts';
import { watchTraffic } from './quiet.ts';

export {
  /** Themes of shops on passwords: those with templates for accounts. */
  ACCOUNT_THEME_NAMES as THEMES,
  THEME_NAMES as ALL_THEMES,
} from '../../../src/devstore/theme-names.ts';

/** A shop of this test's own, fresh from the seed. */
export interface TestShop extends LocalStack {
  /** A page of the storefront. */
  url(path: string): string;
  quirks(change: Partial<Quirks>): void;
  /** The newest mail of this kind to this address, waited for. */
  mail(to: string, kind?: MailKind): Promise<Mail>;
  mailsTo(address: string): readonly Mail[];
  /** Resolves once the worker has nothing left to do. */
  settled(): Promise<void>;
  /** Resolves once the app has done all that there is to do about the kind of accounts, Liquid's mirror included. */
  accountsSettled(): Promise<void>;
}

export interface WorkerFixtures {
  /** What the server's environment says in the tests of one file, by `test.use`. */
  environment: Readonly<Record<string, string>>;
  stack: LocalStack & { readonly database: Pool };
}

export interface TestFixtures {
  shop: TestShop;
  /** What the browser complained about; a test that expects a complaint empties it. */
  complaints: string[];
}

const ANY_PORT = { storefront: 0, cdn: 0, mailbox: 0, app: 0, accounts: 0 } as const;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  environment: [{}, { scope: 'worker', option: true }],

  stack: [
    async ({ environment }, use, { parallelIndex, workerIndex }) => {
      const server = process.env['E2E_POSTGRES_URL'] ?? '';
      const url = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href;
      const databaseUrl = await createDatabase({ url }, `e2e_${parallelIndex}_${workerIndex}`);
      const stack = await startLocalStack({
        databaseUrl,
        ports: ANY_PORT,
        // All shoppers of a worker come from one address.
        environment: {
          LIMIT_IP_PER_10_MINUTES: '1000',
          LIMIT_MAILBOX_LOOKUP_IP_PER_10_MINUTES: '6000',
          PROOF_OF_WORK: 'off',
          // The local shop's own limits are what these tests meet.
          INVITES_PER_10_MINUTES: '0',
          RESETS_PER_10_MINUTES: '0',
          ...environment,
        },
      });
      const database = new Pool({ connectionString: databaseUrl, max: 2 });
      await use({ ...stack, database });
      await stack.stop();
      await database.end();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  shop: async ({ stack }, use) => {
    await backToSeed(stack);
    await forgetEverything(stack.database);
    await use({
      ...stack,
      url: (path) => stack.shop.origins.storefront + path,
      quirks: (change) => stack.controls.setQuirks(change),
      mailsTo: (address) => mailsTo(stack, address),
      mail: async (address, kind) => {
        const found = () =>
          mailsTo(stack, address).findLast((mail) => kind === undefined || mail.kind === kind);
        await expect
          .poll(() => found()?.subject, { message: `a mail to ${address}`, timeout: 10_000 })
          .toBeDefined();
        return found() as Mail;
      },
      settled: () => expect.poll(() => undecided(stack.database), { timeout: 10_000 }).toBe(0),
      accountsSettled: async () => {
        await stack.shop.webhooks.idle();
        await expect.poll(() => untold(stack.database), { timeout: 10_000 }).toBe(0);
      },
    });
    expect(stack.storefront.diagnostics, 'Liquid that Shopify would not take').toEqual([]);
  },

  context: async ({ context }, use) => {
    watchTraffic(context);
    await use(context);
  },

  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The browser notes every answer of 400 and above by itself; whether one was due is each test's business.
        if (!message.text().startsWith('Failed to load resource'))
          complaints.push(`${message.type()}: ${message.text()}`);
      });
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A shop that was on codes is not any more: the app hears so, and says so to Liquid before anything else begins. */
async function backToSeed({ shop, controls, database }: WorkerFixtures['stack']): Promise<void> {
  const wasOnCodes = shop.quirks.accountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  controls.reset();
  if (!wasOnCodes) return;
  await shop.webhooks.idle();
  await expect.poll(() => untold(database), { timeout: 10_000 }).toBe(0);
  await expect
    .poll(() => shop.quirks.appMetafields['accounts']?.['version'], { timeout: 10_000 })
    .toBe('CLASSIC');
  shop.setQuirks({ appMetafields: {} });
}

function mailsTo(stack: LocalStack, address: string): readonly Mail[] {
  return stack.shop.mails.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());
}

/** The server's own tables, by the catalogue: a new one cannot be forgotten. */
async function forgetEverything(database: Pool): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT LIKE '%migration%'`,
  );
  const tables = rows.map(({ name }) => name).join(', ');
  for (let deadlocks = 0; ;) {
    try {
      await database.query(`DELETE FROM pgboss.job`);
      if (tables !== '') await database.query(`TRUNCATE ${tables}`);
      return;
    } catch (error) {
      // The server goes on working meanwhile, and whoever loses a deadlock may be this: then it is cleaned once more.
      deadlocks += 1;
      if (!(error instanceof DatabaseError) || error.code !== DEADLOCK || deadlocks === 5) throw error;
    }
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: `deadlock_detected`. */
const DEADLOCK = '40P01';

/** What of the kind of accounts the app has heard and not worked off; but for what it means to ask again later. */
async function untold(database: Pool): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    `SELECT count(*) FROM pgboss.job WHERE name IN ('webhooks', 'accounts-checks')
       AND (state = 'active' OR state IN ('created', 'retry') AND start_after <= now())`,
  );
  return Number(rows[0]?.count);
}

async function undecided(database: Pool): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    `SELECT count(*) FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND data ?| '{requestId,requestIds}'`,
  );
  return Number(rows[0]?.count);
}

/** The one way-in form that the shopper sees, opened where it was folded; in whatever language it is. */
export async function openWayIn(page: Page): Promise<Locator> {
  const wayIn = page.locator('latchkey-way-in').filter({ visible: true }).first();
  const address = wayIn.locator('input[type=email]');
  if (!(await address.isVisible())) await wayIn.locator('summary').first().click();
  await expect(address).toBeVisible();
  return wayIn;
}

/** Types the address into the way-in form and sends it. */
export async function askForLink(page: Page, address: string): Promise<void> {
  const wayIn = await openWayIn(page);
  await wayIn.locator('input[type=email]').fill(address);
  await wayIn.locator('button[type=submit]').filter({ visible: true }).click();
}

/** Asks as a page would, with no page to look at; for those who are to have asked before. */
export async function haveAsked(shop: TestShop, address: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await fetch(shop.url('/apps/account-access/requests'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: address, locale: 'en' }),
    });
}

/** Sends the theme's "Forgot password" form, wherever the theme keeps it. */
export async function forgetPassword(page: Page, address: string): Promise<void> {
  const form = page.locator('form[action$="/account/recover"]');
  if (!(await form.isVisible())) await page.locator('a[href$="#recover"]').filter({ visible: true }).click();
  await form.locator('[name=email]').fill(address);
  await form.locator(':is(button:not([type=button]), input[type=submit])').first().click();
}

/** The password form that the shopper sees: there is never more than one, whoever rendered it. */
export function passwordFields(page: Page): Locator {
  return page.locator('input[name="customer[password]"]').filter({ visible: true });
}

/** Types into the one visible password field; an island that takes over in the middle of it brings another. */
export async function typePassword(page: Page, password: string): Promise<void> {
  await expect(async () => {
    await expect(passwordFields(page)).toHaveCount(1);
    await passwordFields(page).fill(password, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
}

/**
 * Fills the one visible password form, with its confirmation where there is one, and sends it; from the beginning
 * again where an island takes its place in the middle of it.
 */
export async function setPassword(page: Page, password: string): Promise<void> {
  await typePassword(page, password);
  let isSent = false;
  const notice = (request: Request) => {
    isSent ||= request.isNavigationRequest() && request.method() === 'POST';
  };
  page.on('request', notice);
  await expect(async () => {
    // A press waits for the page that it leads to, and may give up on one that is slow to come.
    if (isSent) return;
    for (const field of await passwordFields(page).or(confirmation(page)).all())
      if ((await field.inputValue(AT_ONCE)) !== password) await field.fill(password, AT_ONCE);
    const form = page.locator('form').filter({ has: passwordFields(page) });
    // Whatever the theme calls it, in whatever language: the first button that sends the form and declines nothing.
    await form
      .locator(':is(button:not([type=button]), input[type=submit]):not([name=decline])')
      .filter({ visible: true })
      .first()
      .click(AT_ONCE);
  }).toPass({ timeout: 10_000 });
  page.off('request', notice);
  await page.waitForLoadState();
}

const AT_ONCE = { timeout: 1_000 } as const;

function confirmation(page: Page): Locator {
  return page.locator('input[name="customer[password_confirmation]"]').filter({ visible: true });
}

/** One visible password form, with and without the theme's own, whether block, embed or both are there. */
export async function expectOneFormWhateverIsPlaced(page: Page, shop: TestShop, link: string): Promise<void> {
  for (const themeFormsShown of [true, false]) {
    for (const [blocksPlaced, embedEnabled] of [
      [true, true],
      [false, true],
      [true, false],
    ] as const) {
      shop.quirks({ themeFormsShown, blocksPlaced, embedEnabled });
      await page.goto(link);
      await expect(passwordFields(page)).toHaveCount(1);
    }
  }
}

export async function expectSignedIn(page: Page, shop: TestShop): Promise<void> {
  await expect(page).toHaveURL(
    new RegExp(`^${shop.shop.origins.storefront}(/[a-z]{2}(-[a-z]{2})?)?/account$`),
  );
}

/** Runs the same tests with and without JavaScript, the harder case first. */
export function withAndWithoutJavaScript(define: (javaScript: boolean) => void): void {
  for (const javaScript of [false, true]) {
    test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled: javaScript });
      define(javaScript);
    });
  }
}

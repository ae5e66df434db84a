import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../../src/devstore/postgres.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { openLoopOf, post, signedPath, target } from './load.ts';
import { ADDRESS_KEY, SECRET, SHOP, startProcess, untilReady } from './service-process.ts';
import { startStrictShopify } from './strict-shopify.ts';

export interface SwitchReport {
  readonly figures: Readonly<Record<string, number>>;
  /** What must not be; empty when all went well. */
  readonly problems: readonly string[];
}

const SERVERS = 2;
const WORKERS = 2;
/** Shopify is away right before the switch, so that there is a pile of requests which it overtakes. */
const OUTAGE_SECONDS = 3;
const ANSWERS_WITHIN_MS = 15_000;
const DRAINS_WITHIN_MS = 60_000;
const KEPT = 202;
const GUIDED = 200;

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** One answer to a way-in request; times in milliseconds of the monotonic clock. */
interface Answer {
  readonly address: string;
  readonly server: number;
  readonly askedAt: number;
  readonly status: number;
}

/**
 * A shop on passwords that switches to codes and back while shoppers ask: three phases of the same length.
 *
 * @param options.perSecond way-in requests a second, over all servers
 * @param options.phaseSeconds how long each phase takes
 * @param options.say is told what happens
 */
export async function runSwitch(options: {
  readonly perSecond: number;
  readonly phaseSeconds: number;
  readonly say: (line: string) => void;
}): Promise<SwitchReport> {
  const { perSecond, phaseSeconds, say } = options;
  const cluster = await openCluster({
    dataDir: join(PROJECT_ROOT, '.latchkey', `bench-switch-${process.pid}`),
  });
  const databaseUrl = await createDatabase(cluster, 'switch');
  // A large shop: its points are not what is measured.
  const shopify = await startStrictShopify({ most: 20_000, perSecond: 1_000 });
  const ports = await Promise.all(Array.from({ length: SERVERS }, freePort));
  const start = (role: 'server' | 'worker', port: number) =>
    startProcess(role, {
      databaseUrl,
      port,
      shopifyOrigin: shopify.origin,
      environment: { INVITES_PER_10_MINUTES: '0', RESETS_PER_10_MINUTES: '0', LEDGER_REBUILD: 'off' },
    });
  const processes = [
    ...ports.map((port) => start('server', port)),
    ...Array.from({ length: WORKERS }, () => start('worker', 0)),
  ];
  const targets = ports.map((port) => target(port, 64));
  const answers: Answer[] = [];
  const database = new Client(databaseUrl);

  async function ask(number: number): Promise<boolean> {
    const server = number % SERVERS;
    const to = targets[server];
    if (to === undefined) return false;
    const address = `shopper${number}@example.com`;
    const askedAt = performance.now();
    const status = await post(to, signedPath(), address);
    answers.push({ address, server, askedAt, status });
    return status === KEPT || status === GUIDED;
  }

  /** What Shopify does on a switch: from now on it answers so, and it tells. @returns when that was */
  async function switchTo(accounts: typeof shopify.accounts): Promise<number> {
    shopify.accounts = accounts;
    const at = performance.now();
    const status = await tell(ports[0] ?? 0, accounts);
    say(`${accounts}; the webhook was answered with ${status}`);
    return at;
  }

  try {
    await Promise.all(ports.map(untilReady));
    const load = openLoopOf(ask, perSecond, 3 * phaseSeconds);
    const [mailsBefore, switchedAt] = await (async () => {
      await pause((phaseSeconds - OUTAGE_SECONDS) * 1000);
      shopify.mood = 'unavailable';
      await pause(OUTAGE_SECONDS * 1000);
      shopify.mood = 'well';
      const mails = shopify.mails.size;
      return [mails, await switchTo('NEW_CUSTOMER_ACCOUNTS')] as const;
    })();
    await pause(phaseSeconds * 1000);
    const mirrored = shopify.mirror;
    const mailsOnCodes = shopify.mails.size - mailsBefore;
    const backAt = await switchTo('CLASSIC');
    const { p50, p99, errors } = await load;

    await database.connect();
    const drainedFrom = performance.now();
    const open = `decision IS NULL OR mail_state IN ('due', 'sending', 'unknown')`;
    while ((await count(open)) > 0 && performance.now() - drainedFrom < DRAINS_WITHIN_MS) await pause(250);

    const kept = answers.filter(({ status }) => status === KEPT);
    const rows = await endings();
    const vault = createAddressVault(ADDRESS_KEY);
    const endOf = (address: string) => rows.get(vault.hash(SHOP, address).toString('hex'));
    const overtaken = kept.filter(({ address }) => shopify.told.get(address) === 'NEW_CUSTOMER_ACCOUNTS');
    const guidedAfterMs = lastAfter(answers, KEPT, switchedAt, backAt);
    const backAfterMs = lastAfter(answers, GUIDED, backAt, Infinity);
    const must = {
      'answers that a shopper would see as an error': errors,
      lost: kept.filter(({ address }) => endOf(address) === undefined).length,
      'without an end': await count(open),
      'mails sent on codes': mailsOnCodes,
      'mails asked for although a look-up had said codes': shopify.useless.filter(
        ({ told }) => told === 'NEW_CUSTOMER_ACCOUNTS',
      ).length,
      'looked at after the switch, and ended otherwise than as codes-not-passwords': overtaken.filter(
        ({ address }) => endOf(address) !== 'codes-not-passwords',
      ).length,
    };
    const problems = Object.entries(must)
      .filter(([, number]) => number > 0)
      .map(([what, number]) => `${what}: ${number}`);
    if (overtaken.length === 0) problems.push('no request was overtaken by the switch');
    if (guidedAfterMs > ANSWERS_WITHIN_MS) problems.push(`said codes after ${guidedAfterMs} ms`);
    if (backAfterMs > ANSWERS_WITHIN_MS) problems.push(`said passwords again after ${backAfterMs} ms`);
    if (mirrored.version !== 'NEW_CUSTOMER_ACCOUNTS') problems.push('the metafields did not follow');
    if (shopify.mails.size <= mailsBefore) problems.push('no mail was sent after the way back');
    return {
      problems,
      figures: {
        'way-in requests': answers.length,
        'kept (202)': kept.length,
        'told to sign in with a code (200)': answers.filter(({ status }) => status === GUIDED).length,
        'p50 ms': round(p50),
        'p99 ms': round(p99),
        'mails sent before': mailsBefore,
        'kept before, looked at after the switch': overtaken.length,
        'mails refused, decided on a moment before the switch': shopify.useless.length,
        'ms until all servers said codes': guidedAfterMs,
        'ms until the metafields said codes': round(mirrored.at - switchedAt),
        'ms until all servers said passwords again': backAfterMs,
        'mails sent after the way back': shopify.mails.size - mailsBefore - mailsOnCodes,
        ...must,
      },
    };
  } finally {
    for (const { agent } of targets) agent.destroy();
    await database.end();
    await Promise.all(processes.map((each) => each.stop()));
    await shopify.close();
    await cluster.remove();
  }

  async function count(condition: string): Promise<number> {
    const { rows } = await database.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM access_request WHERE ${condition}`,
    );
    return rows[0]?.n ?? 0;
  }

  /** Why each request ended as it did, by the hash of its address: a mail's own reason where there is one. */
  async function endings(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await database.query<{ hash: string; why: string }>(
      `SELECT encode(address_hash, 'hex') AS hash, coalesce(mail_why, reason, 'none') AS why FROM access_request`,
    );
    return new Map(rows.map(({ hash, why }) => [hash, why]));
  }
}

/** The webhook, as Shopify's changelog shows it. @returns the status of the answer */
async function tell(port: number, accounts: string): Promise<number> {
  const body = JSON.stringify({
    customer_accounts_version: accounts === 'CLASSIC' ? 'classic' : 'new_customer_accounts',
  });
  const response = await fetch(`http://127.0.0.1:${port}/webhooks`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Shopify-Topic': 'customer_account_settings/update',
      'X-Shopify-Shop-Domain': SHOP,
      'X-Shopify-Webhook-Id': `switch-${accounts}`,
      'X-Shopify-Triggered-At': new Date().toISOString(),
      'X-Shopify-Hmac-Sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
    },
    body,
  });
  return response.status;
}

/** How long after `from` a server still gave that answer, in whole milliseconds: to requests made until `to`. */
function lastAfter(answers: readonly Answer[], status: number, from: number, to: number): number {
  const late = answers.filter((each) => each.status === status && each.askedAt >= from && each.askedAt < to);
  return late.length === 0 ? 0 : Math.round(Math.max(...late.map(({ askedAt }) => askedAt)) - from);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

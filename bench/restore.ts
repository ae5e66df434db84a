/**
 * Takes a backup in the middle of work and restores it: what was kept is the same, and what was waiting is finished
 * with no mail twice. All migrations, an app that shops install, with a shop that had to be reconnected.
 *
 *   DATABASE_URL=postgres://… node bench/restore.ts [--requests 2000]
 *
 * A PostgreSQL of your own on which databases may be made, no newer than the `pg_dump` and `pg_restore` in the PATH:
 * the one that tests use comes without them.
 */
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Client } from 'pg';
import { listen } from '../src/devstore/listen.ts';
import { freePort } from '../src/devstore/postgres.ts';
import { createKeyRing } from '../src/server/db/key-ring.ts';
import { createPool } from '../src/server/db/pools.ts';
import { createShopRecords } from '../src/server/db/shops.ts';
import { createLog } from '../src/server/logger.ts';
import { post, signedPath, target } from './support/load.ts';
import { SECRET, SHOP, startProcess, untilReady } from './support/service-process.ts';
import { startStubShopify } from './support/stub-shopify.ts';

const { values: options } = parseArgs({ options: { requests: { type: 'string', default: '2000' } } });
const REQUESTS = Number(options.requests);
const SHOPPERS = 16;
const WAIT_MS = 120_000;
const TOKEN_KEY = Buffer.alloc(32, 5);
const API_KEY = 'bench-client-id';

const run = promisify(execFile);
const server = process.env['DATABASE_URL'];
if (server === undefined) throw new Error('DATABASE_URL: a PostgreSQL on which databases may be made');
const urlOf = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href;
const NAMES = { before: `restore_${process.pid}_before`, after: `restore_${process.pid}_after` };

const stub = await startStubShopify();
/** The shop's APIs, and its token endpoint. */
const shopify = await listen(async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/admin/oauth/access_token') return Response.json({ access_token: 'new', scope: '' });
  return fetch(stub.origin, { method: 'POST', body: await request.text() });
}, 0);
const port = await freePort();
const start = (role: 'server' | 'worker', databaseUrl: string) =>
  startProcess(role, {
    databaseUrl,
    port,
    shopifyOrigin: shopify.origin,
    environment: {
      SHOPIFY_ADMIN_TOKEN: '',
      SHOPIFY_STOREFRONT_TOKEN: '',
      SHOP_DOMAIN: '',
      SHOPIFY_API_KEY: API_KEY,
      TOKEN_KEYS: TOKEN_KEY.toString('base64'),
      INVITES_PER_10_MINUTES: '0',
      RESETS_PER_10_MINUTES: '0',
      LEDGER_REBUILD: 'off',
      ACCOUNTS_CHECK: 'off',
    },
  });

/** The table of shops, as the processes have it. */
function shopsOf(url: string) {
  const pool = createPool({ url, name: 'bench', max: 2, timeoutMs: 10_000 }, createLog('silent'));
  const records = createShopRecords({ pool, holdPool: pool, ring: createKeyRing('tokens', [TOKEN_KEY]) });
  return { records, end: () => pool.end() };
}

/** What App Bridge hands over when a merchant opens the app. */
function sessionToken(): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${SHOP}/admin`,
    dest: `https://${SHOP}`,
    aud: API_KEY,
    nbf: now,
    exp: now + 60,
  };
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${unsigned}.${createHmac('sha256', SECRET).update(unsigned).digest('base64url')}`;
}

async function numberOf(client: Client, from: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${from}`);
  return rows[0]?.n ?? 0;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** Of every table that a crash does not empty, its rows as one hash. */
async function sumsOf(client: Client): Promise<Record<string, string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables JOIN pg_class ON relname = tablename
      AND relnamespace = schemaname::regnamespace WHERE schemaname IN ('public', 'pgboss') AND relpersistence = 'p'`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS sum FROM ${name} AS t`,
    );
    sums[name] = rows[0]?.sum ?? '';
  }
  return sums;
}

async function connected(url: string): Promise<Client> {
  const client = new Client(url);
  await client.connect();
  return client;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round(performance.now() - began) / 1000;
}

const admin = await connected(server);
const folder = await mkdtemp(join(tmpdir(), 'latchkey-restore-'));
const file = join(folder, 'latchkey.dump');
const running: ReturnType<typeof start>[] = [];
const undo: (() => Promise<unknown>)[] = [];
try {
  await admin.query(`CREATE DATABASE ${NAMES.before}`);
  const before = urlOf(NAMES.before);
  running.push(start('server', before));
  await untilReady(port);
  const shops = shopsOf(before);
  undo.push(() => shops.end());
  const grant = { adminToken: 'old', accessExpiresAt: undefined, refreshToken: undefined, scopes: '' };
  await shops.records.holding(SHOP, { wait: true }, (held) =>
    held.connect({ ...grant, refreshExpiresAt: undefined }, Date.now()),
  );

  let asked = 0;
  let accepted = 0;
  const to = target(port, SHOPPERS);
  const shopper = async () => {
    while (asked < REQUESTS) {
      asked += 1;
      if ((await post(to, signedPath(), `shopper${asked}@example.com`)) === 202) accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: SHOPPERS }, shopper));
  to.agent.destroy();

  const first = await connected(before);
  undo.push(() => first.end());
  const worker = start('worker', before);
  running.push(worker);
  const decided = 'access_request WHERE decision IS NOT NULL';
  await until('some mails', async () => (await numberOf(first, decided)) > REQUESTS / 4);
  await worker.killHard();
  // Shopify takes the tokens no more: what is worked on from here on is parked.
  await shops.records.holding(SHOP, { wait: true }, (held) => held.needsReconnect(Date.now()));
  running.push(start('worker', before));
  await until('some parked', async () => (await numberOf(first, 'parked_request')) > REQUESTS / 10);
  await Promise.all(running.splice(0).map((each) => each.killHard()));
  const sums = await sumsOf(first);
  const mailed = stub.mails.size;
  const parked = await numberOf(first, 'parked_request');
  const waiting = await numberOf(first, "pgboss.job WHERE name = 'access-requests' AND state < 'completed'");
  const under = await numberOf(first, "access_request WHERE mail_state = 'sending'");
  const dumped = await timed(() =>
    run('pg_dump', ['--format=custom', '--no-unlogged-table-data', `--file=${file}`, before]),
  );
  const { size } = await stat(file);
  for (const close of undo.splice(0)) await close();
  await admin.query(`DROP DATABASE ${NAMES.before} WITH (FORCE)`);

  await admin.query(`CREATE DATABASE ${NAMES.after}`);
  const after = urlOf(NAMES.after);
  const restored = await timed(() =>
    run('pg_restore', ['--exit-on-error', '--single-transaction', '--no-owner', `--dbname=${after}`, file]),
  );
  const second = await connected(after);
  undo.push(() => second.end());
  await second.query('ANALYZE');
  const changed = Object.entries(await sumsOf(second)).filter(([name, sum]) => sums[name] !== sum);
  const shopsAfter = shopsOf(after);
  undo.push(() => shopsAfter.end());
  const token = (await shopsAfter.records.find(SHOP))?.grant?.adminToken;

  const began = performance.now();
  running.push(start('server', after), start('worker', after));
  await untilReady(port);
  const connect = await fetch(`http://127.0.0.1:${port}/app/connect`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${sessionToken()}` },
  });
  const open = "access_request WHERE decision IS NULL OR mail_state = 'due'";
  await until('all to be decided', async () => (await numberOf(second, open)) === 0);
  const finished = Math.round((performance.now() - began) / 100) / 10;

  const undecided = accepted - (await numberOf(second, 'access_request WHERE decision IS NOT NULL'));
  const twice = [...stub.mails.values()].filter((mails) => mails > 1).length;
  const migrations = await numberOf(second, 'schema_migration');
  console.table({
    'requests accepted': accepted,
    'customers mailed before the backup': mailed,
    'requests parked in the backup': parked,
    'jobs waiting in the backup': waiting,
    'mails under way in the backup, left alone for ten minutes': under,
    'dump, seconds': dumped,
    'dump, MB': Math.round(size / 100_000) / 10,
    'restore, seconds': restored,
    'migrations in it': migrations,
    'reconnected (status)': connect.status,
    'everything decided after, seconds': finished,
    'customers mailed in all': stub.mails.size,
    'TABLES THAT ARE NOT THE SAME': changed.length,
    'TOKEN THAT DOES NOT OPEN': token === 'old' ? 0 : 1,
    'REQUESTS LOST': undecided,
    'CUSTOMERS WITH TWO MAILS': twice,
  });
  const isGood = changed.length + undecided + twice === 0 && token === 'old' && connect.status === 200;
  if (!isGood || accepted < REQUESTS || parked === 0 || waiting === 0) process.exitCode = 1;
} finally {
  await Promise.all(running.map((each) => each.stop()));
  for (const close of undo) await close();
  for (const name of Object.values(NAMES)) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
  await shopify.close();
  await stub.close();
  await rm(folder, { recursive: true });
}

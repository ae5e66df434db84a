/**
 * Kills server and worker with SIGKILL, again and again, while requests come in. Afterwards every request that
 * was answered with 202 must be there once and have one decision, and no customer may have got two mails.
 *
 *   node bench/crash.ts [--kills 20]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { createAddressVault } from '../src/server/db/address-vault.ts';
import { post, signedPath, target } from './support/load.ts';
import { ADDRESS_KEY, SHOP, startProcess, untilReady } from './support/service-process.ts';
import { startStubShopify } from './support/stub-shopify.ts';

const SHOPPERS = 16;
/** A shopper asks, waits this long, and asks for another address. */
const PAUSE_MS = 40;
const DRAIN_MS = 90_000;

const { values: options } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(options.kills);
const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-crash-${process.pid}`),
});
const databaseUrl = await createDatabase(cluster, 'crash');
const shopify = await startStubShopify();
const port = await freePort();
const start = (role: 'server' | 'worker') =>
  startProcess(role, { databaseUrl, port, shopifyOrigin: shopify.origin });
const processes = { server: start('server'), worker: start('worker') };
const database = new Client(databaseUrl);

const accepted: string[] = [];
let unanswered = 0;
const ending = new AbortController();

async function shopper(number: number): Promise<void> {
  const to = target(port, 1);
  for (let turn = 0; !ending.signal.aborted; turn += 1) {
    const address = `shopper${turn * SHOPPERS + number}@example.com`;
    const status = await post(to, signedPath(), address);
    if (status === 202) accepted.push(address);
    else unanswered += 1;
    await pause(PAUSE_MS);
  }
  to.agent.destroy();
}

const count = async (condition: string) => {
  const { rows } = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM access_request WHERE ${condition}`,
  );
  return rows[0]?.n ?? 0;
};

try {
  await untilReady(port);
  await database.connect();
  const load = Promise.all(Array.from({ length: SHOPPERS }, (_, number) => shopper(number)));
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(300 + Math.random() * 900);
    const roles =
      kill % 4 === 3
        ? (['server', 'worker'] as const)
        : kill % 2 === 0
          ? (['worker'] as const)
          : (['server'] as const);
    await Promise.all(roles.map((role) => processes[role].killHard()));
    for (const role of roles) processes[role] = start(role);
    await untilReady(port);
    console.log(
      `killed ${roles.join(' and ')} (${kill + 1} of ${kills}), accepted so far: ${accepted.length}`,
    );
  }
  await pause(1_000);
  ending.abort();
  await load;

  const drained = performance.now();
  while (
    (await count("decision IS NULL OR mail_state = 'due'")) > 0 &&
    performance.now() - drained < DRAIN_MS
  )
    await pause(250);
  const drainSeconds = (performance.now() - drained) / 1000;

  const vault = createAddressVault(ADDRESS_KEY);
  const { rows } = await database.query<{ hash: string; decided: boolean }>(
    "SELECT encode(address_hash, 'hex') AS hash, decision IS NOT NULL AS decided FROM access_request",
  );
  const kept = new Map<string, boolean[]>();
  for (const { hash, decided } of rows) kept.set(hash, [...(kept.get(hash) ?? []), decided]);
  const found = accepted.map((address) => kept.get(vault.hash(SHOP, address).toString('hex')) ?? []);

  const lost = found.filter((decisions) => decisions.length === 0).length;
  const twice = found.filter((decisions) => decisions.length > 1).length;
  const undecided = found.filter((decisions) => decisions.includes(false)).length;
  const mailedTwice = [...shopify.mails.values()].filter((mails) => mails > 1).length;
  const unsent = await count("mail_state = 'due'");
  console.table({
    'answered with 202': accepted.length,
    'not answered, or with an error': unanswered,
    'stored in all (some answers were cut off)': rows.length,
    'decided with a mail': await count("decision = 'mail'"),
    'decided without': await count("decision = 'no-mail'"),
    'mail sent': await count("mail_state = 'sent'"),
    'mail perhaps sent, looked at again after ten minutes': await count(
      "mail_state IN ('sending', 'unknown')",
    ),
    'seconds until all were decided': Math.round(drainSeconds),
    LOST: lost,
    'STORED TWICE': twice,
    'WITHOUT A DECISION': undecided,
    'MAIL LEFT UNSENT': unsent,
    'CUSTOMERS WITH TWO MAILS': mailedTwice,
  });
  if (lost + twice + undecided + unsent + mailedTwice > 0 || accepted.length === 0) process.exitCode = 1;
} finally {
  ending.abort();
  await Promise.all([processes.server.stop(), processes.worker.stop()]);
  await database.end();
  await shopify.close();
  await cluster.remove();
}

import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, PROJECT_ROOT } from '../../src/devstore/postgres.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { post, signedPath, target } from './load.ts';
import { startRestartablePostgres } from './restartable-postgres.ts';
import { ADDRESS_KEY, SHOP, startProcess, untilReady, type ServiceProcess } from './service-process.ts';
import { startStrictShopify, type Mood } from './strict-shopify.ts';

export interface ChaosReport {
  readonly figures: Readonly<Record<string, number>>;
  /** What must not be; empty when all went well. */
  readonly problems: readonly string[];
}

const SERVERS = 3;
const WORKERS = 2;
const SHOPPERS = 8;
/** Some thirty requests a second: a busy shop, and well below what two workers get done. */
const PAUSE_MS = 250;
const INVITES = 60;
const WINDOW_MS = 600_000;
const RECOVERS_WITHIN_MS = 10_000;
/** As long as requests go on coming to their end, on a machine however slow. */
const GETS_ON_WITHIN_MS = 30_000;
const DRAINS_WITHIN_MS = 180_000;
const MOODS: readonly Mood[] = ['fails', 'unavailable', 'throttled', 'hangs'];
const FAULTS = [
  'kill-server',
  'kill-worker',
  'kill-worker',
  'restart',
  'shopify',
  'crash',
  'shopify',
  'kill-all',
  'shopify',
] as const;

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * Runs it all on a cluster of its own, which is gone afterwards.
 *
 * @param options.minutes how long faults come
 * @param options.seed the same faults in the same order for the same number
 * @param options.say is told each fault
 */
export async function runChaos(options: {
  readonly minutes: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<ChaosReport> {
  const { say } = options;
  const random = seeded(options.seed);
  const postgres = await startRestartablePostgres(
    join(PROJECT_ROOT, '.latchkey', `bench-chaos-${process.pid}`),
    'chaos',
  );
  const shopify = await startStrictShopify();
  const ports = await Promise.all(Array.from({ length: SERVERS }, freePort));
  const start = (role: 'server' | 'worker', port: number) =>
    startProcess(role, {
      databaseUrl: postgres.url,
      port,
      shopifyOrigin: shopify.origin,
      environment: {
        INVITES_PER_10_MINUTES: String(INVITES),
        RESETS_PER_10_MINUTES: '0',
        LOG_LEVEL: 'silent',
      },
    });
  const servers = ports.map((port) => start('server', port));
  const workers: ServiceProcess[] = Array.from({ length: WORKERS }, () => start('worker', 0));
  const ending = new AbortController();
  const accepted: string[] = [];
  let unanswered = 0;
  let next = 0;

  async function shopper(number: number): Promise<void> {
    const targets = ports.map((port) => target(port, 1));
    for (let turn = number; !ending.signal.aborted; turn += 1) {
      const address = `shopper${next++}@example.com`;
      const to = targets[turn % targets.length];
      if (to !== undefined && (await post(to, signedPath(), address)) === 202) accepted.push(address);
      else unanswered += 1;
      await pause(PAUSE_MS);
    }
    for (const { agent } of targets) agent.destroy();
  }

  const kill = async (all: ServiceProcess[], index: number, role: 'server' | 'worker') => {
    await all[index]?.killHard();
    all[index] = start(role, role === 'server' ? (ports[index] ?? 0) : 0);
  };
  const faults: Readonly<Record<(typeof FAULTS)[number], () => Promise<string>>> = {
    async 'kill-server'() {
      await kill(servers, Math.floor(random() * SERVERS), 'server');
      return 'a server was killed';
    },
    async 'kill-worker'() {
      await kill(workers, Math.floor(random() * WORKERS), 'worker');
      return 'a worker was killed';
    },
    async 'kill-all'() {
      await Promise.all([
        ...servers.map((_, index) => kill(servers, index, 'server')),
        ...workers.map((_, index) => kill(workers, index, 'worker')),
      ]);
      return 'everything was killed';
    },
    async restart() {
      await postgres.restart();
      return 'PostgreSQL was restarted';
    },
    async crash() {
      await postgres.crash();
      return 'PostgreSQL was crashed';
    },
    async shopify() {
      const mood = MOODS[Math.floor(random() * MOODS.length)] ?? 'fails';
      shopify.mood = mood;
      const ms = 2_000 + random() * (mood === 'hangs' ? 28_000 : 8_000) * Math.min(1, options.minutes / 3);
      await pause(ms);
      shopify.mood = 'well';
      return `Shopify ${mood === 'well' ? 'was well' : mood} for ${Math.round(ms / 100) / 10} s`;
    },
  };

  try {
    await Promise.all(ports.map(untilReady));
    const load = Promise.all(Array.from({ length: SHOPPERS }, (_, number) => shopper(number)));
    const endsAt = performance.now() + options.minutes * 60_000;
    let happened = 0;
    while (performance.now() < endsAt) {
      await pause(500 + random() * 2_500);
      const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? 'crash';
      say(`${await faults[fault]()}; accepted so far: ${accepted.length}`);
      happened += 1;
    }
    const lastFault = performance.now();
    const recoveredMs = (await untilMailed(ports, shopify.mails, lastFault)) - lastFault;
    ending.abort();
    await load;

    const database = new Client(postgres.url);
    await database.connect();
    try {
      const count = async (condition: string) =>
        (
          await database.query<{ n: number }>(
            `SELECT count(*)::integer AS n FROM access_request WHERE ${condition}`,
          )
        ).rows[0]?.n ?? 0;
      // A mail that waits for its turn is named as one, and so is one that may be out.
      const unfinished = `decision IS NULL OR (mail_state = 'due' AND mail_why IS DISTINCT FROM 'waits-for-turn')`;
      const drained = performance.now();
      for (let left = Infinity, since = drained; left > 0; await pause(250)) {
        const now = performance.now();
        const leftNow = await count(unfinished);
        if (leftNow < left) [left, since] = [leftNow, now];
        if (now - since > GETS_ON_WITHIN_MS || now - drained > DRAINS_WITHIN_MS) break;
      }
      const drainSeconds = (performance.now() - drained) / 1000;

      const vault = createAddressVault(ADDRESS_KEY);
      const { rows } = await database.query<{ hash: string }>(
        "SELECT encode(address_hash, 'hex') AS hash FROM access_request",
      );
      const kept = new Map<string, number>();
      for (const { hash } of rows) kept.set(hash, (kept.get(hash) ?? 0) + 1);
      const found = accepted.map((address) => kept.get(vault.hash(SHOP, address).toString('hex')) ?? 0);
      const sent = await count("mail_state = 'sent'");
      const mailed = shopify.mails.size;
      const must = {
        lost: found.filter((times) => times === 0).length,
        'stored twice': found.filter((times) => times > 1).length,
        'without an end or a reason to wait': await count(unfinished),
        'with two mails': [...shopify.mails.values()].filter((mails) => mails > 1).length,
        'invites over the pace': overPace(shopify.invitesAt),
        // Whoever is called sent was at least handed over.
        'called sent without a mail': Math.max(0, sent - mailed),
      };
      const problems = Object.entries(must)
        .filter(([, number]) => number > 0)
        .map(([what, number]) => `${what}: ${number}`);
      if (recoveredMs > RECOVERS_WITHIN_MS) problems.push(`recovered after ${Math.round(recoveredMs)} ms`);
      if (accepted.length === 0) problems.push('nothing was accepted at all');
      return {
        problems,
        figures: {
          faults: happened,
          'answered with 202': accepted.length,
          'not answered, or with an error': unanswered,
          'mails Shopify sent': mailed,
          'invites among them': shopify.invitesAt.length,
          sent,
          'perhaps sent, and not repeated': await count("mail_state = 'perhaps-sent'"),
          'perhaps sent, looked at after ten minutes': await count("mail_state IN ('sending', 'unknown')"),
          'waiting for their turn': await count("mail_state = 'due'"),
          'ms from the last fault to the next mail': Math.round(recoveredMs),
          'seconds until all the others had an end': Math.round(drainSeconds * 10) / 10,
          ...must,
        },
      };
    } finally {
      await database.end();
    }
  } finally {
    ending.abort();
    await Promise.all([...servers, ...workers].map((each) => each.stop()));
    await shopify.close();
    await postgres.remove();
  }
}

/** Asks for a reset, again and again for new addresses, until one is mailed. @returns when that was */
async function untilMailed(
  ports: readonly number[],
  mails: ReadonlyMap<string, number>,
  from: number,
): Promise<number> {
  const targets = ports.map((port) => target(port, 1));
  const asked: string[] = [];
  for (let number = 0; performance.now() - from < 3 * RECOVERS_WITHIN_MS; number += 1) {
    // Every fourth address is an active customer's; far beyond those of the load.
    const address = `shopper${1_000_003 + number * 4}@example.com`;
    const to = targets[number % targets.length];
    if (to !== undefined && (await post(to, signedPath(), address)) === 202) asked.push(address);
    await pause(100);
    if (asked.some((one) => mails.has(one))) break;
  }
  for (const { agent } of targets) agent.destroy();
  return performance.now();
}

/** How many invites came sooner than the limit allows, in any window wherever it begins. */
function overPace(times: readonly number[]): number {
  return times.filter((at, index) => {
    const before = times[index - INVITES];
    return before !== undefined && at - before < WINDOW_MS;
  }).length;
}

/** Numbers from 0 to 1 that only depend on the seed: "mulberry32", in the public domain. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

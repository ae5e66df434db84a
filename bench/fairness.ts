/**
 * Fills the queue with the requests of many shops, a third of them one noisy shop's and older than all others, and
 * lets one worker go at them while single requests of other shops come in. Shopify answers after a few milliseconds;
 * the pace of mails is the service's own, so most mails end up waiting for their turn.
 *
 *   node bench/fairness.ts [--requests 50000] [--shops 100] [--seconds 60] [--order fair|as-they-come]
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDatabase, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { createAccessRequests } from '../src/server/db/access-requests.ts';
import { createAddressVault } from '../src/server/db/address-vault.ts';
import { createBlockList } from '../src/server/db/block-list.ts';
import { createCustomerHistory } from '../src/server/db/customer-history.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { createPool } from '../src/server/db/pools.ts';
import { newRequestId } from '../src/server/db/request-id.ts';
import { createAssessCustomer } from '../src/server/domain/assess-customer.ts';
import type { CustomerAccounts, Log } from '../src/server/domain/ports.ts';
import { createProcessAccessRequest } from '../src/server/domain/process-access-request.ts';
import { createFairOrder, type FairOrder } from '../src/server/jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs, openQueue } from '../src/server/jobs/queue.ts';
import { startWorker } from '../src/server/jobs/worker.ts';
import { createPacing } from '../src/server/pacing.ts';
import { fillQueue, type Filled } from './support/fill-queue.ts';
import { ADDRESS_KEY } from './support/service-process.ts';

const ANSWER_MS = 5;
const PROBE_EVERY_MS = 100;
const SAMPLE_MS = 1_000;
/** What came while the queue was filled and nobody worked is older than any single request, and rightly goes first. */
const CATCH_UP_MS = 15_000;
const STATES = [undefined, 'DISABLED', 'INVITED', 'ENABLED'] as const;

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '50000' },
    shops: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    order: { type: 'string', default: 'fair' },
  },
});
const total = Number(options.requests);
const shops = Number(options.shops);

const log: Log = { info: () => undefined, warn: () => undefined, error: console.error };
const clock = { now: () => Date.now() };
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
/** What is really kept, in megabytes. */
const heapInUse = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
};
const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const accounts: CustomerAccounts = {
  async lookUp(_shop, email) {
    await pause(ANSWER_MS);
    const state = STATES[Number(/\d+/.exec(email)?.[0] ?? 0) % STATES.length];
    const customer =
      state === undefined ? undefined : { id: `gid://shopify/Customer/${email}`, state, tags: [] };
    return { ok: true, value: { accounts: 'CLASSIC', customer } };
  },
  async sendInvite() {
    await pause(ANSWER_MS);
    return { kind: 'sent' };
  },
  async sendReset() {
    await pause(ANSWER_MS);
    return { kind: 'sent' };
  },
};

const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-fairness-${process.pid}`),
});
const url = await createDatabase(cluster, 'fairness');
const pool = createPool({ url, name: 'bench', max: 6, timeoutMs: 60_000 }, log);
const vault = createAddressVault(ADDRESS_KEY);
await migrate(pool);
const boss = await openQueue({ databaseUrl: url, supervise: true }, log);

const fair = createFairOrder(clock);
// What pg-boss does by itself: the oldest first.
const asTheyCome: FairOrder = { priorityOf: () => 0 };
const order = options.order === 'fair' ? fair : asTheyCome;

/** When each request of which kind was first worked on. */
const firstDone = new Map<string, number>();
const { pace } = createPacing({
  config: {
    pacing: { invite: { count: 5, windowMs: 600_000 }, reset: { count: 10, windowMs: 600_000 } },
  },
  clock,
  log,
  pool,
  vault,
});
const processRequest = createProcessAccessRequest({
  clock,
  log,
  requests: createAccessRequests(pool, vault),
  accounts,
  pace,
  assess: createAssessCustomer({
    clock,
    history: createCustomerHistory(pool),
    blockList: createBlockList(pool, vault),
    policies: { blockTags: [], declined: 'review', unknownHistory: 'allow-if-never-enabled' },
  }),
  repeatWindowMs: 60_000,
});

const quantile = (values: readonly number[], share: number) => {
  const sorted = Float64Array.from(values).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const round = (value: number) => Math.round(value * 10) / 10;

try {
  console.log(`filling the queue with ${total} requests of ${shops} shops …`);
  const filled: Filled = await fillQueue({ pool, boss, vault, order, total, shops, noisyShare: 1 / 3 });
  await pool.query('ANALYZE');

  const began = performance.now();
  await startWorker(boss, {
    queue: ACCESS_REQUESTS,
    async process(requestId) {
      const outcome = await processRequest(requestId);
      if (!firstDone.has(requestId)) firstDone.set(requestId, performance.now());
      return outcome;
    },
    giveUp: async () => undefined,
    order,
    log,
  });

  const probes: { readonly id: string; readonly at: number }[] = [];
  const samples: { readonly at: number; readonly done: number; readonly heapMb: number }[] = [];
  const endsAt = began + Number(options.seconds) * 1000;
  let sampledAt = 0;
  while (performance.now() < endsAt && firstDone.size < total + probes.length) {
    // Shops that asked for nothing else: those with a pile stand in line behind their own.
    const shop = `single-${probes.length}.myshopify.com`;
    const id = newRequestId(clock.now());
    const cipher = vault.seal(id, { email: `probe${probes.length * 4}@example.com`, buyerIp: undefined });
    probes.push({ id, at: performance.now() });
    await pool.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, reference, received_at)
        VALUES ($1, $2, $3, $4, 'en', 'BENCHBENCH', now())`,
      [id, shop, vault.hash(shop, randomUUID()), cipher],
    );
    await addJobs(boss, ACCESS_REQUESTS, [id], [shop], order, (text, values) => pool.query(text, values));
    if (performance.now() - sampledAt > SAMPLE_MS) {
      sampledAt = performance.now();
      samples.push({ at: sampledAt, done: firstDone.size, heapMb: heapInUse() });
    }
    await pause(PROBE_EVERY_MS);
  }
  const seconds = (performance.now() - began) / 1000;

  // The probes that are still waiting count with what they have waited by now.
  const waitsOf = (part: typeof probes) =>
    part.map(({ id, at }) => (firstDone.get(id) ?? performance.now()) - at);
  const isEarly = ({ at }: { readonly at: number }) => at - began < CATCH_UP_MS;
  const waits = waitsOf(probes.filter((probe) => !isEarly(probe)));
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const rate = (part: typeof samples) => {
    const [first, last] = [part[0], part.at(-1)];
    return first === undefined || last === undefined || first === last
      ? Number.NaN
      : ((last.done - first.done) / (last.at - first.at)) * 1000;
  };
  const [early, late] = [samples.slice(0, quarter + 1), samples.slice(-quarter - 1)];
  const heapOf = (part: typeof samples) => mean(part.map(({ heapMb }) => heapMb));
  const shareDone = (ids: readonly string[]) =>
    `${round((ids.filter((id) => firstDone.has(id)).length / ids.length) * 100)} %`;
  const { rows } = await pool.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM now() - min(created_on))::float8 AS seconds FROM pgboss.job
      WHERE name = $1 AND state < 'active' AND start_after <= now()`,
    [ACCESS_REQUESTS.name],
  );
  const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)];
  console.table({
    order: options.order,
    'requests queued': total,
    'worked on, probes with them': firstDone.size,
    'a second': round(firstDone.size / seconds),
    'a second in the first quarter': round(rate(early)),
    'a second in the last quarter': round(rate(late)),
    'heap in MB, first quarter': round(heapOf(early)),
    'heap in MB, last quarter': round(heapOf(late)),
    'done of the noisy shop': shareDone(filled.noisy),
    'done of the others': shareDone(filled.quiet),
    'the only request of a shop, p50 in ms': round(p50),
    'the same, p99 in ms': round(p99),
    'the same in the first 15 s, p99 in ms': round(quantile(waitsOf(probes.filter(isEarly)), 0.99)),
    'oldest job that could run, in seconds': round(rows[0]?.seconds ?? 0),
  });
  const isFair = p99 < 2_000;
  // What is remembered to measure grows by itself: some hundred bytes for each request.
  const isFlat = heapOf(late) < heapOf(early) * 1.3 + (firstDone.size * 300) / 1e6;
  if (options.order === 'fair' && !(isFair && isFlat)) process.exitCode = 1;
} finally {
  await boss.stop({ graceful: true, timeout: 5_000 });
  await pool.end();
  await cluster.remove();
}

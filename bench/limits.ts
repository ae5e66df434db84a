/**
 * Whether counting by rate-limiter-flexible keeps as many way-in requests a second as counting of our own does: the
 * whole path below HTTP (signature, parser, three limits, durable insert with its job), in one process, in turns, with
 * PostgreSQL beside it. Docs/decisions/0021 has the verdict.
 *
 *   node bench/limits.ts [--rounds 3] [--seconds 4]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { createDatabase, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { createAddressVault } from '../src/server/db/address-vault.ts';
import { createInbox } from '../src/server/db/inbox.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { createPool } from '../src/server/db/pools.ts';
import { createRequestLimits } from '../src/server/db/rate-limits.ts';
import { createAcceptAccessRequest } from '../src/server/domain/accept-access-request.ts';
import { networkOf } from '../src/server/domain/network-of.ts';
import type { RequestLimits } from '../src/server/domain/ports.ts';
import { createFairOrder } from '../src/server/jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs, openQueue } from '../src/server/jobs/queue.ts';
import { createLog } from '../src/server/logger.ts';
import { parseAccessRequest } from '../src/contracts/access-request.ts';
import { referenceSigns } from '../src/contracts/reference.ts';
import { verifyAppProxyQuery } from '../src/server/shopify/app-proxy.ts';
import { createClientSecrets } from '../src/server/shopify/client-secrets.ts';
import { signedPath } from './support/load.ts';
import { ADDRESS_KEY, SECRET, SHOP } from './support/service-process.ts';

/** What the library must keep of our own to be taken. */
const SHARE = 0.9;
const AT_ONCE = 64;
const FREE = 1_000_000_000;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '4' } },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

const log = createLog('silent');
const clock = { now: () => Date.now() };
const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-limits-${process.pid}`),
});
const url = await createDatabase(cluster, 'limits');
const intake = createPool({ url, name: 'intake', max: 2, timeoutMs: 10_000 }, log);
const limitsPool = createPool(
  { url, name: 'limits', max: 4, timeoutMs: 10_000, settings: '-c synchronous_commit=off' },
  log,
);
await migrate(limitsPool);
await limitsPool.query(
  'CREATE UNLOGGED TABLE library_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL, expire bigint) WITH (fillfactor = 50)',
);
const boss = await openQueue({ databaseUrl: url, supervise: false }, log);
const vault = createAddressVault(ADDRESS_KEY);
const order = createFairOrder(clock);
const inbox = createInbox({
  pool: intake,
  vault,
  clock,
  addJobs: (ids, client, shops) =>
    addJobs(boss, ACCESS_REQUESTS, ids, shops, order, (text, values) =>
      client.query({ text, ...(values === undefined ? {} : { values }) }),
    ),
});

const own = createRequestLimits({
  pool: limitsPool,
  vault,
  clock,
  addressPerHour: FREE,
  ipPer10Minutes: FREE,
  shopPerHour: FREE,
});
const signs = {
  network: { requests: 1, newAddresses: 0, renewsIn: 1 },
  shop: { requests: 1, usual: undefined, renewsIn: 1 },
};

/** As its manual recommends: blocked keys are known in memory, and a database that is away does not open the door. */
function byLibrary(keyPrefix: string, duration: number): RateLimiterAbstract {
  const limit = { points: FREE, duration, keyPrefix };
  return new RateLimiterPostgres({
    ...limit,
    storeClient: limitsPool,
    storeType: 'pool',
    tableName: 'library_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: FREE,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
}

function limitsOf(take: (keyPrefix: string, duration: number) => RateLimiterAbstract): RequestLimits {
  const [network, address, shop] = [take('n', 600), take('a', 3_600), take('s', 3_600)];
  return {
    async count(asking) {
      await network.consume(vault.hashOther(networkOf(asking.buyerIp)).toString('base64url'));
      await Promise.all([
        address.consume(vault.hash(asking.shop, asking.email).toString('base64url')),
        shop.consume(vault.hashOther(asking.shop).toString('base64url')),
      ]);
      return { kind: 'within', signs };
    },
  };
}

const variants: Readonly<Record<string, RequestLimits>> = {
  'own, in groups': own,
  'library: PostgreSQL, blocked keys in memory, insurance': limitsOf(byLibrary),
  'library: memory only (each process for itself)': limitsOf(
    (keyPrefix, duration) => new RateLimiterMemory({ points: FREE, duration, keyPrefix }),
  ),
  'no limits at all': { count: async () => ({ kind: 'within', signs }) },
};

const secrets = createClientSecrets([SECRET]);
const query = signedPath().split('?')[1] ?? '';
let asked = 0;

async function perSecond(limits: RequestLimits, forSeconds: number): Promise<number> {
  const accept = createAcceptAccessRequest({
    limits,
    inbox,
    proofs: undefined,
    suspicion: { networkAddresses: FREE, shopPerHour: FREE },
  });
  const start = performance.now();
  const end = start + forSeconds * 1_000;
  let kept = 0;
  const ask = async () => {
    while (performance.now() < end) {
      asked += 1;
      const number = asked;
      const verified = verifyAppProxyQuery(new URLSearchParams(query), secrets, clock.now());
      const parsed = parseAccessRequest(JSON.parse(`{"email":"shopper${number}@example.com","locale":"en"}`));
      if (!verified.ok || !parsed.ok) throw new Error('not a request');
      await accept({
        ...parsed.value,
        shop: SHOP,
        reference: referenceSigns(crypto.randomUUID()),
        // A few thousand networks, as in a shop's busy hour.
        buyerIp: `10.1.${(number >> 8) % 20}.${number & 255}`,
      });
      kept += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return kept / ((performance.now() - start) / 1_000);
}

const figures = new Map<string, number[]>(Object.keys(variants).map((name) => [name, []]));
try {
  for (const limits of Object.values(variants)) await perSecond(limits, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, limits] of Object.entries(variants)) {
      figures.get(name)?.push(await perSecond(limits, seconds));
    }
  }
  const middle = (name: string) =>
    (figures.get(name) ?? []).toSorted((left, right) => left - right)[Math.floor(rounds / 2)] ?? 0;
  const ours = middle('own, in groups');
  console.table(
    Object.fromEntries(
      [...figures].map(([name, each]) => [
        name,
        {
          'requests/s': Math.round(middle(name)),
          'of our own': `${((100 * middle(name)) / ours).toFixed(0)} %`,
          runs: each.map((one) => Math.round(one)).join(', '),
        },
      ]),
    ),
  );
  const share = middle('library: PostgreSQL, blocked keys in memory, insurance') / ours;
  console.log(
    `The library on PostgreSQL keeps ${(100 * share).toFixed(0)} %: ${share < SHARE ? 'less than' : 'at least'} the ${100 * SHARE} % that would make it ours.`,
  );
} finally {
  await boss.stop({ graceful: false });
  await Promise.all([intake.end(), limitsPool.end()]);
  await cluster.remove();
}

import { once } from 'node:events';
import { createKeyRing } from '../../src/server/db/key-ring.ts';
import { createPool } from '../../src/server/db/pools.ts';
import { createShopRecords } from '../../src/server/db/shops.ts';
import { createShopTokens } from '../../src/server/domain/shop-tokens.ts';
import { createTokenOffice } from '../../src/server/shopify/oauth.ts';
import { silentLog } from '../support/silent-log.ts';

/** A process that asks for a shop's token once it is told to, and prints what it got. Started by a test. */
const [databaseUrl = '', origin = '', shop = '', apiKey = '', apiSecret = '', now = '', key = ''] =
  process.argv.slice(2);
const clock = { now: () => Number(now) };
const pools = [2, 2].map((max) =>
  createPool({ url: databaseUrl, name: 'test-child', max, timeoutMs: 15_000 }, silentLog),
);
const [pool, holdPool] = pools;
if (pool === undefined || holdPool === undefined) throw new Error('two pools were expected');
const ring = createKeyRing('tokens', [Buffer.from(key, 'base64')]);
const records = createShopRecords({ pool, holdPool, ring });
const office = createTokenOffice({ apiKey, apiSecret, originOf: () => origin, clock, fetch });
const tokens = createShopTokens({ records, office, clock, log: silentLog });

await records.stateOf(shop);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const fresh = await tokens.fresh(shop);
process.stdout.write(`${fresh.ok ? fresh.value.adminToken : fresh.reason}\n`);
await Promise.all(pools.map((each) => each.end()));
process.exit(0);

import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const NOW = Date.UTC(2026, 10, 22, 12);
const MANY = 2_000;
let pool: Pool;

beforeAll(() => {
  // One connection, so that what it tells the statistics is there at once.
  pool = createPool({ url: database.url, name: 'test', max: 1, timeoutMs: 10_000 }, silentLog);
});
afterAll(() => pool.end());

/** How many entries of the index of mails were read so far. */
async function entriesRead(): Promise<number> {
  await pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await pool.query<{ read: string }>(
    `SELECT idx_tup_read AS read FROM pg_stat_user_indexes WHERE indexrelname = 'access_request_mail_of_customer'`,
  );
  return Number(rows[0]?.read);
}

it('a mail is claimed and keeps its turn without looking at all others, however many came since the last ANALYZE', async () => {
  const ids = Array.from({ length: MANY }, () => newRequestId(NOW));
  await database.query(
    `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, reference, received_at)
      SELECT id, 'a.myshopify.com', '\\x00', '\\x00', 'en', 'AAAAAAAAAA', now() FROM unnest($1::uuid[]) AS new (id)`,
    [ids],
  );
  await database.query('ANALYZE access_request');
  await database.query(
    `UPDATE access_request SET decision = 'mail', reason = 'invited', mail = 'invite', decided_at = $1,
      customer_id = id::text, mail_state = 'due', mail_state_at = $1`,
    [new Date(NOW)],
  );
  const [id = ''] = ids;
  const requests = createAccessRequests(pool, createAddressVault(Buffer.alloc(32, 7)));
  const before = await entriesRead();

  await requests.keepTurn(id, 'invite', NOW + 60_000);
  const made = { mail: 'invite', reason: 'invited', customerId: 'gid://shopify/Customer/1' } as const;
  expect(await requests.claimMail(id, 'due', NOW, made, NOW + 1)).toBe(true);

  expect((await entriesRead()) - before).toBeLessThan(MANY / 10);
});

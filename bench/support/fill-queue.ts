import type { PgBoss } from 'pg-boss';
import type { AddressVault } from '../../src/server/db/address-vault.ts';
import type { Pool } from '../../src/server/db/pools.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import type { FairOrder } from '../../src/server/jobs/fair-order.ts';
import { ACCESS_REQUESTS, addJobs } from '../../src/server/jobs/queue.ts';

export interface Filled {
  /** The ids of the noisy shop's requests, and those of all others. */
  readonly noisy: readonly string[];
  readonly quiet: readonly string[];
}

const PORTION = 2_000;

/** Keeps requests and their jobs as the server does, in large portions; the noisy shop's come first. */
export async function fillQueue(options: {
  readonly pool: Pool;
  readonly boss: PgBoss;
  readonly vault: AddressVault;
  readonly order: FairOrder;
  readonly total: number;
  readonly shops: number;
  /** Which part of all requests is the noisy shop's. */
  readonly noisyShare: number;
}): Promise<Filled> {
  const { pool, boss, vault, order, total, shops } = options;
  const noisyCount = Math.floor(total * options.noisyShare);
  const noisy: string[] = [];
  const quiet: string[] = [];
  for (let from = 0; from < total; from += PORTION) {
    const numbers = Array.from({ length: Math.min(PORTION, total - from) }, (_, index) => from + index);
    const rows = numbers.map((number) => {
      const isNoisy = number < noisyCount;
      const shop = isNoisy ? 'noisy.myshopify.com' : `quiet-${1 + (number % (shops - 1))}.myshopify.com`;
      const id = newRequestId(Date.now());
      const email = `shopper${number}@example.com`;
      const buyerIp = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
      (isNoisy ? noisy : quiet).push(id);
      return { id, shop, hash: vault.hash(shop, email), cipher: vault.seal(id, { email, buyerIp }) };
    });
    await pool.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, reference, received_at)
        SELECT id, shop, hash, cipher, 'en', 'BENCHBENCH', now()
          FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) AS new (id, shop, hash, cipher)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ shop }) => shop),
        rows.map(({ hash }) => hash),
        rows.map(({ cipher }) => cipher),
      ],
    );
    const ids = rows.map(({ id }) => id);
    const shopsOf = rows.map(({ shop }) => shop);
    await addJobs(boss, ACCESS_REQUESTS, ids, shopsOf, order, (text, values) => pool.query(text, values));
  }
  return { noisy, quiet };
}

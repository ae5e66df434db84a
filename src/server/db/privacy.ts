import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { formatReference, referenceSigns } from '../../contracts/reference.ts';
import type { Privacy, PrivacyRequest, RowCounts } from '../domain/privacy-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createPersonalData } from './personal-data.ts';
import { inTransaction, type Pool } from './pools.ts';
import { firstRequestId } from './request-id.ts';
import { COUNTS_OF_SHOPS, TABLES_OF_SHOPS } from './shop-tables.ts';

const NOTE = `INSERT INTO privacy_request
    (id, shop, reference, kind, received_at, done_at, counts, export_cipher, customer_id, address_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode($10, 'hex'))
  ON CONFLICT (id) DO NOTHING`;

/** In portions that end in time. */
const PORTION = 5_000;
const ERASE = (table: string, column: string) => `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM ${table} WHERE ${column} = $1 ${table === 'webhook_delivery' ? 'AND id <> $3' : ''} LIMIT $2))`;

const CONNECTED_AGAIN = `SELECT 1 FROM shop WHERE domain = $1 AND state <> 'uninstalled' AND connected_at > $2`;

export function createPrivacy(pool: Pool, vault: AddressVault): Privacy {
  const personal = createPersonalData(vault);
  const newReference = () => formatReference(referenceSigns(randomUUID()));

  return {
    exportCustomer: (id, shop, subject, receivedAt, at) =>
      inTransaction(pool, async (client) => {
        // One picture of all tables, even while others write.
        await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        const { tables, counts } = await personal.collect(client, shop, subject, id);
        const text = JSON.stringify({ version: 1, shop, madeAt: new Date(at), tables }, undefined, 2);
        await client.query(NOTE, [
          id,
          shop,
          newReference(),
          'export',
          new Date(receivedAt),
          new Date(at),
          counts,
          vault.sealText(`${id} export`, text),
          subject.customerId ?? null,
          subject.addressHash ?? null,
        ]);
      }),

    eraseCustomer: (id, shop, subject, receivedAt, at) =>
      inTransaction(pool, async (client) => {
        const counts = await personal.erase(client, shop, subject, id);
        await client.query(NOTE, [
          id,
          shop,
          newReference(),
          'erasure',
          new Date(receivedAt),
          new Date(at),
          counts,
          null,
          null,
          null,
        ]);
      }),

    async eraseShop(shop, except, leftAt) {
      const again = await pool.query(CONNECTED_AGAIN, [shop, new Date(leftAt)]);
      if (again.rowCount === 1) return 'connected-again';
      for (const [table, column] of Object.entries(TABLES_OF_SHOPS)) {
        const values = [shop, PORTION, ...(table === 'webhook_delivery' ? [except] : [])];
        const { rowCount } = await inTransaction(pool, async (client) => {
          // The audit log lets itself be deleted with its shop only.
          await client.query("SELECT set_config('latchkey.erased_shop', $1, true)", [shop]);
          return client.query(ERASE(table, column), values);
        });
        if (rowCount === PORTION) return 'more';
      }
      // As in the keys of the counts. A few hundred rows: an hour each for eight days.
      const hash = vault.hashOther(shop).toString('base64url');
      for (const [table, whose] of Object.entries(COUNTS_OF_SHOPS))
        await pool.query(`DELETE FROM ${table} WHERE ${whose}`, [hash]);
      return 'erased';
    },

    async list(shop) {
      const { rows } = await pool.query<Row>(
        'SELECT reference, kind, received_at, counts FROM privacy_request WHERE shop = $1 ORDER BY id DESC',
        [shop],
      );
      return rows.map(({ received_at: receivedAt, ...row }) => ({
        ...row,
        receivedAt: receivedAt.getTime(),
      }));
    },

    async readExport(shop, reference) {
      const { rows } = await pool.query<{ id: string; export_cipher: Buffer }>(
        `SELECT id, export_cipher FROM privacy_request WHERE shop = $1 AND reference = $2 AND kind = 'export'`,
        [shop, reference],
      );
      return rows.map(({ id, export_cipher: cipher }) => vault.openText(`${id} export`, cipher))[0];
    },

    async forget(before) {
      const { rowCount } = await pool.query('DELETE FROM privacy_request WHERE id < $1', [
        firstRequestId(before),
      ]);
      return rowCount ?? 0;
    },
  };
}

interface Row {
  readonly reference: string;
  readonly kind: PrivacyRequest['kind'];
  readonly received_at: Date;
  readonly counts: RowCounts;
}

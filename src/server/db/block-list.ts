import type { Buffer } from 'node:buffer';
import type { BlockKind, BlockList, BlockTarget } from '../domain/ledger-ports.ts';
import type { AddressVault } from './address-vault.ts';
import type { Pool } from './pools.ts';

interface Row {
  readonly kind: BlockKind;
  readonly mark: string;
  readonly blocked_at: Date;
  readonly blocked_by: string;
}

type Hashes = Pick<AddressVault, 'hash' | 'hashOther'>;

/** How a customer stands on the list: no other use of the same key makes this hash. */
export function hashOfListed(vault: Hashes, shop: string, target: BlockTarget): Buffer {
  return target.kind === 'address'
    ? vault.hash(shop, target.email)
    : vault.hashOther(`blocked customer ${shop} ${target.customerId}`);
}

/** The merchant's own list, as keyed hashes: it can be asked, not read. */
export function createBlockList(pool: Pool, vault: Hashes): BlockList {
  return {
    async find(shop, { customerId, emails }) {
      const hashes = emails.map((email) => vault.hash(shop, email));
      if (customerId !== undefined)
        hashes.unshift(hashOfListed(vault, shop, { kind: 'customer', customerId }));
      const { rows } = await pool.query<{ kind: BlockKind }>(
        'SELECT kind FROM block_entry WHERE shop = $1 AND hash = ANY ($2) ORDER BY kind DESC LIMIT 1',
        [shop, hashes],
      );
      return rows[0]?.kind;
    },
    async add(shop, target, { who, at }) {
      const { rowCount } = await pool.query(
        `INSERT INTO block_entry (shop, kind, hash, blocked_at, blocked_by) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (shop, hash) DO NOTHING`,
        [shop, target.kind, hashOfListed(vault, shop, target), new Date(at), who],
      );
      return rowCount === 1;
    },
    async remove(shop, target) {
      const { rowCount } = await pool.query('DELETE FROM block_entry WHERE shop = $1 AND hash = $2', [
        shop,
        hashOfListed(vault, shop, target),
      ]);
      return rowCount === 1;
    },
    async list(shop) {
      const { rows } = await pool.query<Row>(
        `SELECT kind, left(encode(hash, 'hex'), 8) AS mark, blocked_at, blocked_by FROM block_entry
          WHERE shop = $1 ORDER BY blocked_at DESC, hash`,
        [shop],
      );
      return rows.map(({ kind, mark, blocked_at: at, blocked_by: by }) => ({
        kind,
        mark,
        at: at.getTime(),
        by,
      }));
    },
  };
}

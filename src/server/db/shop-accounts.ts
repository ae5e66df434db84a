import type { AccountsVersion } from '../../contracts/accounts.ts';
import type { AccountsRecords, AccountsToldBy, KnownAccounts } from '../domain/accounts-ports.ts';
import type { AddJobs } from './grouped-insert.ts';
import { inTransaction, type Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly version: AccountsVersion | null;
  readonly happened_at: Date | null;
  readonly told_by: AccountsToldBy | null;
  readonly mirrored: AccountsVersion | null;
}

const SELECT = 'SELECT id, shop, version, happened_at, told_by, mirrored FROM shop_accounts';

const VERSION_OF = {
  name: 'version-of-shop',
  text: 'SELECT version FROM shop_accounts WHERE shop = $1',
};

/** Ordered, so that processes which begin the same shops never wait for each other in a circle. */
const BEGIN = `INSERT INTO shop_accounts (shop, id)
  SELECT shop, id FROM unnest($1::text[], $2::uuid[]) AS new (shop, id) ORDER BY shop
  ON CONFLICT (shop) DO NOTHING`;

/** Of what is dated after now, the date is wrong: a clock went back, or another process's goes ahead. */
const NOTE = `UPDATE shop_accounts SET version = $2, happened_at = $3, told_by = $4
  WHERE shop = $1 AND (happened_at IS NULL OR happened_at <= $3 OR happened_at > $5)`;

/** By so much clocks of processes may disagree. */
const CLOCKS_DIFFER_MS = 60_000;

const UNKNOWN = `SELECT shop FROM unnest($1::text[]) AS asked (shop) WHERE NOT EXISTS (
  SELECT 1 FROM shop_accounts AS known WHERE known.shop = asked.shop AND version IS NOT NULL)`;

/** Shops whose jobs are added by one statement. */
const PORTION = 1_000;

/**
 * The table of which accounts each shop has.
 *
 * @param deps.quick for reading a version while a shopper waits: its statements are given up early
 * @param deps.addJobs adds the jobs that ask Shopify
 */
export function createAccountsRecords(deps: {
  readonly pool: Pool;
  readonly quick: Pool;
  readonly addJobs: AddJobs;
}): AccountsRecords {
  const { pool, quick, addJobs } = deps;

  async function one(where: string, value: string): Promise<KnownAccounts | undefined> {
    const { rows } = await pool.query<Row>(`${SELECT} ${where}`, [value]);
    return rows.map(knownOf)[0];
  }

  return {
    load: (id) => one('WHERE id = $1', id),
    find: (shop) => one('WHERE shop = $1', shop),

    async versionOf(shop) {
      const { rows } = await quick.query<Pick<Row, 'version'>>({ ...VERSION_OF, values: [shop] });
      return rows[0]?.version ?? undefined;
    },

    note: (shop, { version, at, by }, now) =>
      inTransaction(pool, async (client) => {
        await client.query(BEGIN, [[shop], [newRequestId(at)]]);
        const { rows } = await client.query<Row>(`${SELECT} WHERE shop = $1 FOR UPDATE`, [shop]);
        const before = rows[0]?.version ?? undefined;
        const noted = await client.query(NOTE, [
          shop,
          version,
          new Date(at),
          by,
          new Date(now + CLOCKS_DIFFER_MS),
        ]);
        // Who asks Shopify knows the answer.
        if (before !== version && by !== 'check') {
          await addJobs(
            rows.map(({ id }) => id),
            client,
            [shop],
          );
        }
        return { before, version: noted.rowCount === 1 ? version : (before ?? version) };
      }),

    async unknown(shops) {
      const { rows } = await pool.query<Pick<Row, 'shop'>>(UNKNOWN, [shops]);
      return rows.map(({ shop }) => shop);
    },

    async ask(shops, at) {
      for (let from = 0; from < shops.length; from += PORTION) {
        const some = shops.slice(from, from + PORTION);
        await inTransaction(pool, async (client) => {
          await client.query(BEGIN, [some, some.map(() => newRequestId(at))]);
          const { rows } = await client.query<Row>(`${SELECT} WHERE shop = ANY ($1)`, [some]);
          await addJobs(
            rows.map(({ id }) => id),
            client,
            rows.map(({ shop }) => shop),
          );
        });
      }
    },

    async noteMirror(id, version) {
      await pool.query('UPDATE shop_accounts SET mirrored = $2 WHERE id = $1', [id, version ?? null]);
    },
  };
}

function knownOf({ id, shop, version, happened_at: at, told_by: by, mirrored }: Row): KnownAccounts {
  const news = version === null || at === null || by === null ? undefined : { version, at: at.getTime(), by };
  return { id, shop, news, mirrored: mirrored ?? undefined };
}

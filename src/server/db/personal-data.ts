import { Buffer } from 'node:buffer';
import type { ErasureSubject, PersonalData, RowCounts } from '../domain/privacy-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { hashOfListed } from './block-list.ts';
import { openFields } from './mailbox-inbox.ts';
import type { Pool, PoolClient } from './pools.ts';

type Client = Pick<Pool | PoolClient, 'query'>;
type Rows = readonly Readonly<Record<string, unknown>>[];

/** What of a table is about a customer: `$1` is the shop, `$2` their id, `$3` the hash of their address. */
const OF_CUSTOMER = {
  access_request: 'shop = $1 AND (customer_id = $2 OR address_hash = $3)',
  customer_history: 'shop = $1 AND customer_id = $2',
  webhook_delivery: 'shop = $1 AND (customer_id = $2 OR address_hash = $3)',
  privacy_request: 'shop = $1 AND (customer_id = $2 OR address_hash = $3)',
} as const;

type TableOfCustomer = keyof typeof OF_CUSTOMER;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the list above
const TABLES = Object.keys(OF_CUSTOMER) as TableOfCustomer[];

/**
 * Every table with something about a customer: an erasure empties them of it, and an export shows it. A test holds this
 * against the database.
 */
export const TABLES_OF_CUSTOMERS: readonly string[] = [...TABLES, 'mailbox_request', 'block_entry'];

/** As many requests for a lost mailbox as are opened at once to look who else is named in them. */
const SCAN_PORTION = 500;

/** Everything that is kept about a customer, in all tables; docs/privacy.md is the map. */
export function createPersonalData(vault: AddressVault) {
  const valuesOf = (shop: string, { customerId, addressHash }: ErasureSubject, table?: TableOfCustomer) => [
    shop,
    customerId ?? null,
    // The history knows no addresses.
    ...(table === 'customer_history'
      ? []
      : [addressHash === undefined ? null : Buffer.from(addressHash, 'hex')]),
  ];

  /** Their own, by id and by hash; and those of others, by the new address, which stands in the cipher alone. */
  async function mailboxRequestsOf(
    client: Client,
    shop: string,
    subject: ErasureSubject,
  ): Promise<{ readonly own: readonly string[]; readonly ofOthers: readonly string[] }> {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM mailbox_request WHERE shop = $1 AND (customer_id = $2 OR old_address_hash = $3)',
      valuesOf(shop, subject),
    );
    const own = rows.map(({ id }) => id);
    const ofOthers: string[] = [];
    let after = '00000000-0000-0000-0000-000000000000';
    while (subject.addressHash !== undefined) {
      const page = await client.query<{ id: string; cipher: Buffer }>(
        'SELECT id, cipher FROM mailbox_request WHERE shop = $1 AND id > $2 ORDER BY id LIMIT $3',
        [shop, after, SCAN_PORTION],
      );
      for (const { id, cipher } of page.rows) {
        const { newEmail } = openFields(vault, id, cipher);
        const isNamed = vault.hash(shop, newEmail).toString('hex') === subject.addressHash;
        if (isNamed && !own.includes(id)) ofOthers.push(id);
        after = id;
      }
      if (page.rows.length < SCAN_PORTION) break;
    }
    return { own, ofOthers };
  }

  function listHashes(shop: string, { customerId, addressHash }: ErasureSubject): Buffer[] {
    return [
      ...(customerId === undefined ? [] : [hashOfListed(vault, shop, { kind: 'customer', customerId })]),
      ...(addressHash === undefined ? [] : [Buffer.from(addressHash, 'hex')]),
    ];
  }

  return {
    /**
     * Reads and opens everything.
     *
     * @param except the delivery that asks for it
     */
    async collect(
      client: Client,
      shop: string,
      subject: ErasureSubject,
      except: string,
    ): Promise<PersonalData> {
      const tables: Record<string, Rows> = {};
      for (const table of TABLES) {
        const { rows } = await client.query<Record<string, unknown>>(
          `SELECT * FROM ${table} WHERE ${whereOf(table)}`,
          [...valuesOf(shop, subject, table), ...(table === 'webhook_delivery' ? [except] : [])],
        );
        tables[table] = rows.map((row) => readable(row, vault));
      }
      const { own, ofOthers } = await mailboxRequestsOf(client, shop, subject);
      const mailboxes = await client.query<Record<string, unknown>>(
        'SELECT * FROM mailbox_request WHERE id = ANY ($1)',
        [own],
      );
      const naming = await client.query<{ id: string; cipher: Buffer; received_at: Date; state: string }>(
        'SELECT id, received_at, state, cipher FROM mailbox_request WHERE id = ANY ($1)',
        [ofOthers],
      );
      tables['mailbox_request'] = [
        ...mailboxes.rows.map((row) => readable(row, vault)),
        // The rest of what somebody else typed is not theirs to read.
        ...naming.rows.map(({ id, cipher, ...row }) => {
          const { newEmail } = openFields(vault, id, cipher);
          return { ...row, typed: { newEmail } };
        }),
      ];
      const events = await client.query<Record<string, unknown>>(
        'SELECT reference, at, what, note FROM mailbox_request_event WHERE request_id = ANY ($1) ORDER BY number',
        [own],
      );
      tables['mailbox_request_event'] = events.rows;
      const listed = await client.query<Record<string, unknown>>(
        'SELECT kind, blocked_at FROM block_entry WHERE shop = $1 AND hash = ANY ($2)',
        [shop, listHashes(shop, subject)],
      );
      tables['block_entry'] = listed.rows;
      return { tables, counts: countsOf(tables) };
    },

    /**
     * Deletes everything but the audit log of requests, which has nothing of the customer in it.
     *
     * @param except the delivery that asks for it: it is still needed, and forgets its customer when it is done
     */
    async erase(client: Client, shop: string, subject: ErasureSubject, except: string): Promise<RowCounts> {
      const counts: Record<string, number> = {};
      const { own, ofOthers } = await mailboxRequestsOf(client, shop, subject);
      const mailboxes = await client.query('DELETE FROM mailbox_request WHERE id = ANY ($1)', [
        [...own, ...ofOthers],
      ]);
      counts['mailbox_request'] = mailboxes.rowCount ?? 0;
      const listed = await client.query('DELETE FROM block_entry WHERE shop = $1 AND hash = ANY ($2)', [
        shop,
        listHashes(shop, subject),
      ]);
      counts['block_entry'] = listed.rowCount ?? 0;
      for (const table of TABLES) {
        const { rowCount } = await client.query(`DELETE FROM ${table} WHERE ${whereOf(table)}`, [
          ...valuesOf(shop, subject, table),
          ...(table === 'webhook_delivery' ? [except] : []),
        ]);
        counts[table] = rowCount ?? 0;
      }
      return counts;
    },
  };
}

function whereOf(table: TableOfCustomer): string {
  return `${OF_CUSTOMER[table]}${table === 'webhook_delivery' ? ' AND id <> $4' : ''}`;
}

function countsOf(tables: Readonly<Record<string, Rows>>): RowCounts {
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]));
}

/** Opens what is sealed, and leaves out bytes that nobody can read: hashes, and exports made before. */
function readable(row: Readonly<Record<string, unknown>>, vault: AddressVault): Rows[number] {
  const id = String(row['id']);
  const { address_cipher: address, cipher, notice_cipher: notice } = row;
  const plain = Object.entries(row).filter(([, value]) => value !== null && !Buffer.isBuffer(value));
  return {
    ...Object.fromEntries(plain),
    ...(Buffer.isBuffer(address) ? { typed: vault.open(id, address) } : {}),
    ...(Buffer.isBuffer(cipher) ? { typed: openFields(vault, id, cipher) } : {}),
    ...(Buffer.isBuffer(notice) ? { notice: vault.openText(`${id} notice`, notice) } : {}),
  };
}

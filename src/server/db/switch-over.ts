import type { BlockKind } from '../domain/ledger-ports.ts';
import { TRIED_FOR_MS } from '../domain/request-ledger.ts';
import type { CountOpenWork, LedgerNote, OpenWork, RecallCustomers } from '../domain/switch-over-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { hashOfListed } from './block-list.ts';
import type { Pool } from './pools.ts';
import { firstRequestId } from './request-id.ts';

const SEEN = 'SELECT customer_id FROM customer_history WHERE shop = $1 AND customer_id = ANY ($2)';
const LISTED = `SELECT kind, encode(hash, 'hex') AS hash FROM block_entry WHERE shop = $1 AND hash = ANY ($2)`;

/** What the block ledger knows of many customers, with two questions. */
export function createRecallCustomers(
  pool: Pool,
  vault: Pick<AddressVault, 'hash' | 'hashOther'>,
): RecallCustomers {
  return async (shop, customers) => {
    const byHash = new Map<string, string>();
    const hashes = customers.flatMap(({ id, email }) => {
      const own = [hashOfListed(vault, shop, { kind: 'customer', customerId: id })];
      if (email !== undefined) own.push(hashOfListed(vault, shop, { kind: 'address', email }));
      for (const hash of own) byHash.set(hash.toString('hex'), id);
      return own;
    });
    const ids = customers.map(({ id }) => id);
    const { rows: seen } = await pool.query<{ customer_id: string }>(SEEN, [shop, ids]);
    const { rows: found } = await pool.query<{ kind: BlockKind; hash: string }>(LISTED, [shop, hashes]);
    const enabled = new Set(seen.map((row) => row.customer_id));
    const listed = new Map(found.map(({ kind, hash }) => [byHash.get(hash), kind]));
    const notes = ids.map((id): readonly [string, LedgerNote] => [
      id,
      { seenEnabled: enabled.has(id), listed: listed.get(id) },
    ]);
    return new Map(notes.filter(([, { seenEnabled, listed: by }]) => seenEnabled || by !== undefined));
  };
}

/** An id begins with the time of its request, and nothing older than what is still tried can be open. */
const REQUESTS = `SELECT count(*) FILTER (WHERE decision IS NULL)::integer AS undecided,
    count(*) FILTER (WHERE mail_state = 'due')::integer AS "mailsWaiting",
    count(*) FILTER (WHERE mail_state IN ('sending', 'unknown'))::integer AS "mailsUnderWay"
  FROM access_request WHERE shop = $1 AND id >= $2`;

const MAILBOX_REQUESTS = `SELECT count(*)::integer AS "mailboxRequests" FROM mailbox_request
  WHERE shop = $1 AND (state IN ('received', 'matched', 'waiting')
    OR (state = 'approved' AND address_state <> 'changed'))`;

/** A day more than mails are tried for: who ends them comes by once a day. */
const DAY_MS = 86_400_000;

/** What of a shop is not finished. */
export function createCountOpenWork(pool: Pool): CountOpenWork {
  return async (shop, now) => {
    const { rows: requests } = await pool.query<Omit<OpenWork, 'mailboxRequests'>>(REQUESTS, [
      shop,
      firstRequestId(now - TRIED_FOR_MS - DAY_MS),
    ]);
    const { rows: mailbox } = await pool.query<Pick<OpenWork, 'mailboxRequests'>>(MAILBOX_REQUESTS, [shop]);
    const none = { undecided: 0, mailsWaiting: 0, mailsUnderWay: 0, mailboxRequests: 0 };
    return { ...none, ...requests[0], ...mailbox[0] };
  };
}

import type { ListAttempts } from '../domain/ledger-ports.ts';
import type { Pool } from './pools.ts';

interface Row {
  readonly received_at: Date;
  readonly reference: string | null;
  readonly reason: string;
  readonly customer_id: string | null;
}

/** Both who was blocked at once and who was while their mail waited to be sent. */
const ATTEMPTS = `SELECT received_at, reference, customer_id,
    CASE WHEN mail_why LIKE 'blocked-%' THEN mail_why ELSE reason END AS reason
  FROM access_request
  WHERE shop = $1 AND (reason LIKE 'blocked-%' OR mail_why LIKE 'blocked-%')
  ORDER BY id DESC LIMIT $2`;

/** Reads nothing that could tell an address. */
export function createListAttempts(pool: Pool): ListAttempts {
  return async (shop, limit) => {
    const { rows } = await pool.query<Row>(ATTEMPTS, [shop, limit]);
    return rows.map((row) => ({
      receivedAt: row.received_at.getTime(),
      reference: row.reference ?? undefined,
      reason: row.reason,
      customerId: row.customer_id ?? undefined,
    }));
  };
}

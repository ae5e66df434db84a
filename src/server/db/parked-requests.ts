import type { ParkedRequests } from '../domain/parked-requests.ts';
import type { AddJobs } from './grouped-insert.ts';
import { inTransaction, type Pool } from './pools.ts';
import { endingAs } from './request-end.ts';
import { firstRequestId } from './request-id.ts';

/**
 * The lock on the shop's row puts this before or after a connection, never beside it: a request that is parked is
 * seen by what follows the connection, and after the connection none is parked. One that is parked already is told
 * from one that is not by touching it.
 */
const PARK = `INSERT INTO parked_request (queue, request_id, shop)
  SELECT $1, request.id, shop.domain
    FROM (SELECT id, shop FROM access_request WHERE id = $2
      UNION ALL SELECT id, shop FROM mailbox_request WHERE id = $2) AS request
    JOIN shop ON shop.domain = request.shop
    WHERE shop.state = 'needs-reconnect' FOR SHARE OF shop
  ON CONFLICT (shop, queue, request_id) DO UPDATE SET shop = excluded.shop`;

const TAKE = `DELETE FROM parked_request WHERE (shop, queue, request_id) IN (
    SELECT shop, queue, request_id FROM parked_request WHERE shop = $1 AND queue = $2
      ORDER BY request_id LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING request_id`;
const PORTION = 1_000;

/** An id begins with the time of its request, and so few are looked up. */
const END_OVERDUE = `WITH overdue AS (
    DELETE FROM parked_request WHERE (shop, queue, request_id) IN (
      SELECT parked.shop, parked.queue, parked.request_id FROM parked_request AS parked
        JOIN access_request AS request ON request.id = parked.request_id
        WHERE parked.request_id < $1
        LIMIT $4 FOR UPDATE OF parked SKIP LOCKED)
      RETURNING request_id)
  UPDATE access_request ${endingAs('$2', '$3')} WHERE id IN (SELECT request_id FROM overdue)`;

const FORGET_DELETED = `DELETE FROM parked_request
  WHERE NOT EXISTS (SELECT 1 FROM access_request WHERE id = request_id)
    AND NOT EXISTS (SELECT 1 FROM mailbox_request WHERE id = request_id)`;

/** @param addJobs adds jobs to the queue that is named, on the connection of the transaction */
export function createParkedRequests(pool: Pool, queues: Readonly<Record<string, AddJobs>>): ParkedRequests {
  return {
    async park(queue, requestId) {
      const { rowCount } = await pool.query(PARK, [queue, requestId]);
      return rowCount === 1;
    },

    async endOverdue(before, at) {
      const values = [firstRequestId(before), 'needs-reconnect', new Date(at), PORTION];
      let all = 0;
      for (;;) {
        const { rowCount } = await pool.query(END_OVERDUE, values);
        all += rowCount ?? 0;
        if ((rowCount ?? 0) < PORTION) return all;
      }
    },

    async resume(shop) {
      let all = 0;
      for (const [queue, addJobs] of Object.entries(queues)) {
        let taken: number;
        do {
          taken = await inTransaction(pool, async (client) => {
            const { rows } = await client.query<{ request_id: string }>(TAKE, [shop, queue, PORTION]);
            const ids = rows.map((row) => row.request_id);
            const shops = ids.map(() => shop);
            if (ids.length > 0) await addJobs(ids, client, shops);
            return ids.length;
          });
          all += taken;
        } while (taken === PORTION);
      }
      return all;
    },

    async forgetDeleted() {
      await pool.query(FORGET_DELETED);
    },
  };
}

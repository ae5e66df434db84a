import type { Rebuild, Rebuilds, RebuildState } from '../domain/ledger-ports.ts';
import type { AddJobs } from './grouped-insert.ts';
import { inTransaction, type Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly state: RebuildState;
  readonly cursor: string | null;
  readonly customers: number;
  readonly enabled: number;
  readonly tagged: number;
  readonly started_at: Date;
  readonly updated_at: Date;
}

const SELECT =
  'SELECT id, shop, state, cursor, customers, enabled, tagged, started_at, updated_at FROM ledger_rebuild';

/** A new id with every beginning: the job of the one before then finds nothing to do. */
const BEGIN = `INSERT INTO ledger_rebuild AS before (id, shop, state, started_at, updated_at)
    VALUES ($1, $2, 'running', $3, $3)
  ON CONFLICT (shop) DO UPDATE SET id = excluded.id, state = 'running', cursor = NULL, customers = 0, enabled = 0,
    tagged = 0, started_at = excluded.started_at, updated_at = excluded.updated_at
  WHERE $4 AND (before.state <> 'running' OR before.updated_at < $3 - interval '1 hour')`;

const ADVANCE = `UPDATE ledger_rebuild SET cursor = $3, customers = customers + $4, enabled = enabled + $5,
    tagged = tagged + $6, updated_at = $7, state = CASE WHEN $3::text IS NULL THEN 'done' ELSE 'running' END
  WHERE id = $1 AND state = 'running' AND cursor IS NOT DISTINCT FROM $2`;

/** Seen by a look-up or a webhook before, they stay as they were; deleted since the page was read, they stay away. */
const NOTE_PAGE = `INSERT INTO customer_history (shop, customer_id, seen_enabled_at, told_by)
    SELECT $1, customer_id, $3, 'rebuild' FROM unnest($2::text[]) AS page (customer_id)
      WHERE NOT EXISTS (SELECT 1 FROM webhook_delivery AS gone WHERE gone.shop = $1
        AND gone.customer_id = page.customer_id AND topic = 'customers/delete')
      ORDER BY customer_id
  ON CONFLICT (shop, customer_id) DO NOTHING`;

/** @param deps.addJobs adds the job that reads pages until there is none left */
export function createRebuilds(deps: { readonly pool: Pool; readonly addJobs: AddJobs }): Rebuilds {
  const { pool } = deps;
  async function one(where: string, value: string): Promise<Rebuild | undefined> {
    const { rows } = await pool.query<Row>(`${SELECT} ${where}`, [value]);
    return rows.map((row) => ({
      id: row.id,
      shop: row.shop,
      state: row.state,
      cursor: row.cursor ?? undefined,
      customers: row.customers,
      enabled: row.enabled,
      tagged: row.tagged,
      startedAt: row.started_at.getTime(),
      updatedAt: row.updated_at.getTime(),
    }))[0];
  }

  return {
    begin: (shop, at, anew) =>
      inTransaction(pool, async (client) => {
        const id = newRequestId(at);
        const { rowCount } = await client.query(BEGIN, [id, shop, new Date(at), anew]);
        if (rowCount !== 1) return false;
        await deps.addJobs([id], client, [shop]);
        return true;
      }),
    load: (id) => one('WHERE id = $1', id),
    find: (shop) => one('WHERE shop = $1', shop),
    advance: (from, { enabledIds, customers, tagged }, next, at) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(ADVANCE, [
          from.id,
          from.cursor ?? null,
          next ?? null,
          customers,
          enabledIds.length,
          tagged,
          new Date(at),
        ]);
        if (rowCount === 1) await client.query(NOTE_PAGE, [from.shop, enabledIds, new Date(at)]);
      }),
    async giveUp(id, at) {
      await pool.query(
        `UPDATE ledger_rebuild SET state = 'given-up', updated_at = $2 WHERE id = $1 AND state = 'running'`,
        [id, new Date(at)],
      );
    },
  };
}

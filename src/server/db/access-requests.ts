import type { Buffer } from 'node:buffer';
import type { AccessRequests, StoredRequest } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import { inTransaction, type Pool } from './pools.ts';
import { endingAs } from './request-end.ts';
import { firstRequestId } from './request-id.ts';

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly address_cipher: Buffer;
  readonly received_at: Date;
  readonly decision: NonNullable<StoredRequest['decision']> | null;
  readonly reason: string | null;
  readonly mail: NonNullable<StoredRequest['mail']> | null;
  readonly customer_id: string | null;
  readonly mail_state: NonNullable<StoredRequest['mailState']> | null;
  readonly mail_state_at: Date | null;
  readonly attempts: number;
  readonly refusals: number;
  readonly approved: boolean;
  readonly lane: StoredRequest['lane'];
  readonly turn_at: Date | null;
}

const LOAD = `SELECT id, shop, address_cipher, received_at, decision, reason, mail, customer_id, mail_state,
    mail_state_at, attempts, refusals, approved, lane, turn_at
  FROM access_request WHERE id = $1`;

/** Held until the end of the transaction, so that two requests of one customer are decided one after the other. */
const LOCK_CUSTOMER = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** A mail to an address that the customer has no more is no mail they have. */
const HAS_MAIL_ALREADY = `SELECT 1 FROM access_request
  WHERE (shop, address_hash) = (SELECT shop, address_hash FROM access_request WHERE id = $1)
    AND customer_id = $2 AND id <> $1
    AND (mail_state IN ('due', 'sending', 'unknown') OR (mail_state IN ('sent', 'perhaps-sent') AND mail_state_at > $3))
  LIMIT 1`;

const DECIDE = `UPDATE access_request
  SET decision = $2, reason = $3, mail = $4, customer_id = $5, decided_at = $6,
    mail_state = $7, mail_state_at = CASE WHEN $7::text IS NULL THEN NULL ELSE $6::timestamptz END, facts = $8
  WHERE id = $1 AND decision IS NULL`;

// Of a row named by its id, `coalesce` keeps the planner from the index of mails: while that was empty at the last
// ANALYZE it looks cheaper than the primary key, and is read from end to end once it is not.
const CLAIM = `UPDATE access_request SET mail_state = 'sending', mail_state_at = $4, attempts = attempts + 1,
    mail = $5, reason = $6, customer_id = $7, facts = coalesce($8, facts)
  WHERE id = $1 AND coalesce(mail_state, '') = $2 AND mail_state_at = $3`;

const KEEP_TURN = `UPDATE access_request SET turn_at = $2,
    mail = CASE WHEN mail_state = 'due' THEN $3 ELSE mail END,
    mail_why = CASE WHEN mail_state = 'due' THEN 'waits-for-turn' ELSE mail_why END
  WHERE id = $1 AND coalesce(mail_state, '') IN ('due', 'sending', 'unknown')`;

const SETTLE = `UPDATE access_request SET mail_state = $3, mail_why = $4, mail_state_at = $5,
    refusals = refusals + CASE WHEN $4::text = 'limited' THEN 1 ELSE 0 END
  WHERE id = $1 AND attempts = $2 AND (mail_state IN ('due', 'sending', 'unknown') OR $3 = 'sent')`;

const GIVE_UP = `UPDATE access_request ${endingAs('$2', '$3')} WHERE id = $1`;

/** An id begins with the time of its request, and so needs no other index. */
const END_LOST = `UPDATE access_request ${endingAs('$3', '$4')}
  WHERE id >= $1 AND id < $2 AND (decision IS NULL OR mail_state IN ('due', 'sending', 'unknown'))`;

/** In portions that end in time. An id begins with the time of its request, and so needs no other index. */
const FORGET = `DELETE FROM access_request WHERE id IN (
  SELECT id FROM access_request AS old
    WHERE id < $1
      AND NOT EXISTS (SELECT 1 FROM mailbox_request WHERE access_request_id = old.id)
    ORDER BY id LIMIT $2)`;
const PORTION = 5_000;

export function createAccessRequests(pool: Pool, vault: AddressVault): AccessRequests {
  return {
    async load(id) {
      const { rows } = await pool.query<Row>(LOAD, [id]);
      const row = rows[0];
      if (row === undefined) return undefined;
      const { email, buyerIp } = vault.open(row.id, row.address_cipher);
      return {
        id: row.id,
        shop: row.shop,
        email,
        buyerIp,
        receivedAt: row.received_at.getTime(),
        decision: row.decision ?? undefined,
        reason: row.reason ?? undefined,
        mail: row.mail ?? undefined,
        customerId: row.customer_id ?? undefined,
        mailState: row.mail_state ?? undefined,
        mailStateAt: row.mail_state_at?.getTime(),
        attempts: row.attempts,
        refusals: row.refusals,
        approved: row.approved,
        lane: row.lane,
        turnAt: row.turn_at?.getTime(),
      };
    },

    decide(id, { decision, mail, reason, customerId, facts }, at, repeatWindowMs) {
      return inTransaction(pool, async (client) => {
        const record = (made: string, which: string, mailState: string | null) =>
          client.query(DECIDE, [
            id,
            made,
            reason,
            which,
            customerId ?? null,
            new Date(at),
            mailState,
            facts ?? null,
          ]);
        if (decision === 'no-mail') {
          await record(decision, mail, null);
          return;
        }
        await client.query(LOCK_CUSTOMER, [customerId]);
        const since = new Date(at - repeatWindowMs);
        const { rowCount } = await client.query(HAS_MAIL_ALREADY, [id, customerId, since]);
        await (rowCount === 0 ? record('mail', mail, 'due') : record('repeat', 'none', null));
      });
    },

    async claimMail(id, from, since, { mail, reason, customerId, facts }, at) {
      const values = [id, from, new Date(since), new Date(at), mail, reason, customerId, facts ?? null];
      const { rowCount } = await pool.query(CLAIM, values);
      return rowCount === 1;
    },

    async keepTurn(id, mail, turnAt) {
      await pool.query(KEEP_TURN, [id, turnAt === undefined ? null : new Date(turnAt), mail]);
    },

    async settleMail({ request, attempts }, state, why, at) {
      await pool.query(SETTLE, [request.id, attempts, state, why ?? null, new Date(at)]);
    },

    async explain(id, facts) {
      await pool.query('UPDATE access_request SET facts = $2 WHERE id = $1', [id, facts]);
    },

    async giveUp(id, why, at) {
      await pool.query(GIVE_UP, [id, why, new Date(at)]);
    },

    async endLost(from, before, at) {
      const values = [firstRequestId(from), firstRequestId(before), 'gave-up', new Date(at)];
      const { rowCount } = await pool.query(END_LOST, values);
      return rowCount ?? 0;
    },

    async forget(before) {
      let all = 0;
      for (;;) {
        const { rowCount } = await pool.query(FORGET, [firstRequestId(before), PORTION]);
        all += rowCount ?? 0;
        if (rowCount !== PORTION) return all;
      }
    },
  };
}

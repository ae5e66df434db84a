import { formatReference } from '../../contracts/reference.ts';
import type { FoundRequest, LookUpReference } from '../domain/support-ports.ts';
import type { Pool } from './pools.ts';

interface Row {
  readonly received_at: Date;
  readonly locale: string;
  readonly decision: NonNullable<FoundRequest['decision']> | null;
  readonly reason: NonNullable<FoundRequest['reason']> | null;
  readonly mail: NonNullable<FoundRequest['mail']> | null;
  readonly mail_state: NonNullable<FoundRequest['mailState']> | null;
  readonly mail_why: NonNullable<FoundRequest['mailWhy']> | null;
  readonly mail_state_at: Date | null;
  readonly facts: NonNullable<FoundRequest['facts']> | null;
}

const FIND = `SELECT received_at, locale, decision, reason, mail, mail_state, mail_why, mail_state_at,
    facts
  FROM access_request WHERE shop = $1 AND reference = $2 ORDER BY received_at, id`;

/** Reads nothing that could tell an address. */
export function createSupportLookUp(pool: Pool, shop: string): LookUpReference {
  return async (signs) => {
    const { rows } = await pool.query<Row>(FIND, [shop, signs]);
    const { rowCount } = await pool.query(
      'SELECT 1 FROM mailbox_request WHERE shop = $1 AND reference = $2',
      [shop, formatReference(signs)],
    );
    return {
      requests: rows.map((row) => ({
        receivedAt: row.received_at.getTime(),
        locale: row.locale,
        decision: row.decision ?? undefined,
        reason: row.reason ?? undefined,
        mail: row.mail ?? undefined,
        mailState: row.mail_state ?? undefined,
        mailWhy: row.mail_why ?? undefined,
        mailStateAt: row.mail_state_at?.getTime(),
        facts: row.facts ?? undefined,
      })),
      isMailboxRequest: rowCount === 1,
    };
  };
}

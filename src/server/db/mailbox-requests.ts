import type {
  Act,
  MailboxEvent,
  MailboxRequests,
  MailboxState,
  MailboxStep,
} from '../domain/mailbox-ports.ts';
import type { AddressVault } from './address-vault.ts';
import type { AddJobs } from './grouped-insert.ts';
import { readMailboxRow, SELECT_MAILBOX_REQUEST, type MailboxRow } from './mailbox-row.ts';
import { inTransaction, type Pool, type PoolClient } from './pools.ts';
import { newRequestId } from './request-id.ts';

const OTHERS = `SELECT reference, state FROM mailbox_request
  WHERE (shop, old_address_hash) = (SELECT shop, old_address_hash FROM mailbox_request WHERE id = $1) AND id <> $1
  ORDER BY received_at DESC, id`;

const LOG = `INSERT INTO mailbox_request_event (request_id, reference, shop, at, who, what, note)
  SELECT id, reference, shop, $2, $3, unnest($4::text[]), $5 FROM mailbox_request WHERE id = $1`;

const MATCH = `UPDATE mailbox_request SET state = 'matched', state_at = $2, facts = $3, customer_id = $4
  WHERE id = $1 AND state = 'received'`;

const MATCH_ANEW = `UPDATE mailbox_request SET state = 'matched', state_at = $2, facts = $3, customer_id = $4
  WHERE id = $1 AND state = 'waiting'`;

const WAIT = `UPDATE mailbox_request SET state = 'waiting', state_at = $2, wait_until = $3,
    notice_cipher = coalesce($4, notice_cipher)
  WHERE id = $1 AND state = 'matched'`;

const APPROVE = `UPDATE mailbox_request SET state = 'approved', state_at = $2, address_state = 'changing',
    address_why = NULL
  WHERE id = $1 AND (state = 'waiting' OR (state = 'approved' AND address_state <> 'changed'))`;

const LEAVE_UNCHANGED = `UPDATE mailbox_request SET address_state = $2, address_why = $3
  WHERE id = $1 AND state = 'approved' AND address_state = 'changing'`;

const COMPLETE = `UPDATE mailbox_request SET address_state = 'changed', address_why = NULL, access_request_id = $2
  WHERE id = $1 AND state = 'approved' AND address_state <> 'changed'`;

const HAND_OVER = `INSERT INTO access_request
    (id, shop, address_hash, address_cipher, locale, received_at, approved)
  VALUES ($1, $2, $3, $4, $5, $6, true)`;

const REFUSE = `UPDATE mailbox_request SET state = 'refused', state_at = $2
  WHERE id = $1 AND (state IN ('received', 'matched', 'waiting')
    OR (state = 'approved' AND address_state IN ('due', 'refused')))`;

/** Who waits has had the whole waiting period before the days begin to count. */
const EXPIRE = `WITH ended AS (
    UPDATE mailbox_request SET state = 'expired', state_at = $2
      WHERE state IN ('received', 'matched', 'waiting') AND coalesce(wait_until, received_at) < $1
      RETURNING id, reference, shop)
  INSERT INTO mailbox_request_event (request_id, reference, shop, at, who, what)
    SELECT id, reference, shop, $2, $3, 'expired' FROM ended`;

/** Whatever nobody decides on expires first. */
const PURGE = `WITH gone AS (
    DELETE FROM mailbox_request
      WHERE state IN ('approved', 'refused', 'expired') AND state_at < $1
      RETURNING id, reference, shop)
  INSERT INTO mailbox_request_event (request_id, reference, shop, at, who, what)
    SELECT id, reference, shop, $2, $3, 'purged' FROM gone`;

/** @param deps.addJobs adds the jobs of way-in requests, for the mail that follows an approval */
export function createMailboxRequests(deps: {
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly addJobs: AddJobs;
}): MailboxRequests {
  const { pool, vault } = deps;

  /** Changes one request and logs it, or neither. @returns whether the request was as the change wants it */
  function change(
    id: string,
    [text, ...values]: readonly [string, ...unknown[]],
    steps: readonly MailboxStep[],
    act: Act,
    andThen: (client: PoolClient) => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    return inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(text, [id, ...values]);
      if (rowCount !== 1) return false;
      await log(client, id, steps, act);
      await andThen(client);
      return true;
    });
  }

  return {
    async load(id) {
      const { rows } = await pool.query<MailboxRow>(`${SELECT_MAILBOX_REQUEST} WHERE m.id = $1`, [id]);
      return rows.map((row) => readMailboxRow(vault, row))[0];
    },
    async find(shop, reference) {
      const where = 'WHERE m.shop = $1 AND m.reference = $2';
      const { rows } = await pool.query<MailboxRow>(`${SELECT_MAILBOX_REQUEST} ${where}`, [shop, reference]);
      return rows.map((row) => readMailboxRow(vault, row))[0];
    },
    async list(shop, states) {
      const where = 'WHERE m.shop = $1 AND m.state = ANY ($2) ORDER BY m.received_at, m.id';
      const { rows } = await pool.query<MailboxRow>(`${SELECT_MAILBOX_REQUEST} ${where}`, [shop, states]);
      return rows.map((row) => readMailboxRow(vault, row));
    },
    async findOthers(id) {
      const { rows } = await pool.query<{ reference: string; state: MailboxState }>(OTHERS, [id]);
      return rows;
    },
    async history(id) {
      const { rows } = await pool.query<EventRow>(
        'SELECT at, who, what, note FROM mailbox_request_event WHERE request_id = $1 ORDER BY number',
        [id],
      );
      return rows.map(({ at, note, ...row }): MailboxEvent => ({
        ...row,
        at: at.getTime(),
        note: note ?? undefined,
      }));
    },

    recordMatch: (id, { facts, customerId }, step, act) =>
      change(id, [MATCH, new Date(act.at), facts, customerId ?? null], [step], act),
    recordChangedFacts: (id, { facts, customerId }, act) =>
      change(id, [MATCH_ANEW, new Date(act.at), facts, customerId ?? null], ['facts-changed'], act),
    async recordShown(id, act) {
      await log(pool, id, ['shown'], act);
    },
    startWaiting(id, { until, notice }, act) {
      const cipher = notice === undefined ? null : vault.sealText(`${id} notice`, notice);
      const steps: readonly MailboxStep[] =
        notice === undefined ? ['waiting'] : ['notice-prepared', 'waiting'];
      return change(id, [WAIT, new Date(act.at), new Date(until), cipher], steps, act);
    },

    approve: (id, steps, act) => change(id, [APPROVE, new Date(act.at)], steps, act),
    recordUnchanged(id, state, why, act) {
      const step = state === 'due' ? 'address-not-changed' : 'address-refused';
      return change(id, [LEAVE_UNCHANGED, state, why], [step], { ...act, note: why });
    },
    completeChange({ id, shop, locale, fields }, act) {
      const mailId = newRequestId(act.at);
      const hash = vault.hash(shop, fields.newEmail);
      const cipher = vault.seal(mailId, { email: fields.newEmail, buyerIp: undefined });
      return change(id, [COMPLETE, mailId], ['address-changed', 'mail-handed-over'], act, async (client) => {
        await client.query(HAND_OVER, [mailId, shop, hash, cipher, locale, new Date(act.at)]);
        await deps.addJobs([mailId], client, [shop]);
      });
    },
    refuse: (id, act) => change(id, [REFUSE, new Date(act.at)], ['refused'], act),

    async expire(before, { who, at }) {
      const { rowCount } = await pool.query(EXPIRE, [new Date(before), new Date(at), who]);
      return rowCount ?? 0;
    },
    async purge(before, { who, at }) {
      const { rowCount } = await pool.query(PURGE, [new Date(before), new Date(at), who]);
      return rowCount ?? 0;
    },
  };
}

interface EventRow {
  readonly at: Date;
  readonly who: string;
  readonly what: MailboxStep;
  readonly note: string | null;
}

async function log(
  client: Pick<Pool | PoolClient, 'query'>,
  id: string,
  steps: readonly MailboxStep[],
  { who, at, note }: Act,
): Promise<void> {
  await client.query(LOG, [id, new Date(at), who, steps, note ?? null]);
}

import type { Buffer } from 'node:buffer';
import type { StoredMailboxRequest } from '../domain/mailbox-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { openFields } from './mailbox-inbox.ts';

export interface MailboxRow {
  readonly id: string;
  readonly shop: string;
  readonly reference: string;
  readonly cipher: Buffer;
  readonly locale: string;
  readonly received_at: Date;
  readonly state: StoredMailboxRequest['state'];
  readonly state_at: Date;
  readonly facts: NonNullable<StoredMailboxRequest['facts']> | null;
  readonly customer_id: string | null;
  readonly wait_until: Date | null;
  readonly notice_cipher: Buffer | null;
  readonly address_state: NonNullable<StoredMailboxRequest['addressState']> | null;
  readonly address_why: string | null;
  readonly access_request_id: string | null;
  readonly mail: 'invite' | 'reset' | 'none' | null;
  readonly mail_state: Exclude<NonNullable<StoredMailboxRequest['mail']>['state'], 'none' | undefined> | null;
  readonly mail_reason: string | null;
}

/** With what became of the mail that followed an approval. */
export const SELECT_MAILBOX_REQUEST = `SELECT m.id, m.shop, m.reference, m.cipher, m.locale, m.received_at,
    m.state, m.state_at, m.facts, m.customer_id, m.wait_until, m.notice_cipher, m.address_state, m.address_why,
    m.access_request_id, a.mail, a.mail_state, coalesce(a.mail_why, a.reason) AS mail_reason
  FROM mailbox_request m LEFT JOIN access_request a ON a.id = m.access_request_id`;

/** @throws Error when the key is another or the bytes were changed */
export function readMailboxRow(vault: AddressVault, row: MailboxRow): StoredMailboxRequest {
  const { notice_cipher: notice, mail } = row;
  return {
    id: row.id,
    shop: row.shop,
    reference: row.reference,
    fields: openFields(vault, row.id, row.cipher),
    locale: row.locale,
    receivedAt: row.received_at.getTime(),
    state: row.state,
    stateAt: row.state_at.getTime(),
    facts: row.facts ?? undefined,
    customerId: row.customer_id ?? undefined,
    waitUntil: row.wait_until?.getTime(),
    notice: notice === null ? undefined : vault.openText(`${row.id} notice`, notice),
    addressState: row.address_state ?? undefined,
    addressWhy: row.address_why ?? undefined,
    mail:
      row.access_request_id === null
        ? undefined
        : {
            state: mail === 'none' ? 'none' : (row.mail_state ?? undefined),
            reason: row.mail_reason ?? undefined,
          },
  };
}

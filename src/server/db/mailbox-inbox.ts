import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import { formatReference, referenceSigns } from '../../contracts/reference.ts';
import type { MailboxFields, MailboxInbox } from '../domain/mailbox-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupedInsert, type AddJobs } from './grouped-insert.ts';
import type { Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly reference: string;
  readonly hash: Buffer;
  readonly cipher: Buffer;
  readonly locale: string;
  readonly receivedAt: Date;
}

/** The request and the first line of its audit log, at once. */
const INSERT = {
  name: 'keep-mailbox-requests',
  text: `WITH kept AS (
      INSERT INTO mailbox_request
          (id, shop, reference, old_address_hash, cipher, locale, received_at, state_at)
        SELECT id, shop, reference, hash, cipher, locale, received_at, received_at
          FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::text[], $7::timestamptz[])
            AS new (id, shop, reference, hash, cipher, locale, received_at)
        RETURNING id, shop, reference, received_at)
    INSERT INTO mailbox_request_event (request_id, reference, shop, at, who, what)
      SELECT id, reference, shop, received_at, 'shopper', 'received' FROM kept`,
};

/** Stores requests without a mailbox and their jobs. */
export function createMailboxInbox(deps: {
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly clock: Clock;
  readonly addJobs: AddJobs;
}): MailboxInbox {
  const keepRow = createGroupedInsert<Row>({
    pool: deps.pool,
    insert: INSERT,
    columns: ['id', 'shop', 'reference', 'hash', 'cipher', 'locale', 'receivedAt'],
    addJobs: deps.addJobs,
  });
  return {
    async keep({ shop, fields: { locale, ...typed } }) {
      const now = deps.clock.now();
      const id = newRequestId(now);
      // One of 10^13. The database refuses one that is taken, which beside a million others has a chance of one in
      // ten million; the shopper is then asked to try again.
      const reference = formatReference(referenceSigns(randomUUID()));
      const hash = deps.vault.hash(shop, typed.oldEmail);
      const cipher = sealFields(deps.vault, id, typed);
      await keepRow({ id, shop, reference, hash, cipher, locale, receivedAt: new Date(now) });
      return reference;
    },
  };
}

function sealFields(vault: AddressVault, id: string, fields: MailboxFields): Buffer {
  return vault.sealText(`${id} fields`, JSON.stringify(fields));
}

/** @throws Error when the key is another or the bytes were changed */
export function openFields(vault: AddressVault, id: string, cipher: Buffer): MailboxFields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cipher's tag proves who wrote it
  return JSON.parse(vault.openText(`${id} fields`, cipher)) as MailboxFields;
}

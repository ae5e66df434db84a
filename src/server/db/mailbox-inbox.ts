import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import { formatReference, referenceSigns } from '../../contracts/reference.ts';
import type { MailboxFields, MailboxInbox } from '../domain/mailbox-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupedInsert, type AddJobs } from './grouped-insert.ts';
import type { Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

/** The request and the first line of its audit log, at once. */
const INSERT = {
  name: 'keep-mailbox-requests',
  text: `WITH kept AS (
      INSERT INTO mailbox_request
          (id, shop, reference, old_address_hash, cipher, locale, received_at, state_at)
        SELECT id, shop, reference, decode(hash, 'base64'), decode(cipher, 'base64'), locale, received, received
          FROM json_to_recordset($1::json) AS new
            (id uuid, shop text, reference text, hash text, cipher text, locale text, received timestamptz)
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
  const keepRow = createGroupedInsert({
    pool: deps.pool,
    insert: INSERT,
    addJobs: deps.addJobs,
  });
  return {
    async keep({ shop, fields: { locale, ...typed } }) {
      const now = deps.clock.now();
      const id = newRequestId(now);
      // One of 10^13. The database refuses one that is taken, which beside a million others has a chance of one in
      // ten million; the shopper is then asked to try again.
      const reference = formatReference(referenceSigns(randomUUID()));
      const hash = deps.vault.hash(shop, typed.oldEmail).toString('base64');
      const cipher = sealFields(deps.vault, id, typed).toString('base64');
      await keepRow({ id, shop, reference, hash, cipher, locale, received: new Date(now) });
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

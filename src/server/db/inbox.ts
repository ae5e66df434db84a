import type { Clock } from '../../contracts/clock.ts';
import type { Inbox } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupedInsert, type AddJobs } from './grouped-insert.ts';
import type { Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

const INSERT = {
  name: 'keep-access-requests',
  text: `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, reference, received_at)
    SELECT id, shop, decode(hash, 'base64'), decode(cipher, 'base64'), locale, reference, received
      FROM json_to_recordset($1::json) AS new
        (id uuid, shop text, hash text, cipher text, locale text, reference text, received timestamptz)`,
};

/** Stores way-in requests and their jobs. */
export function createInbox(deps: {
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly clock: Clock;
  readonly addJobs: AddJobs;
}): Inbox {
  const keepRow = createGroupedInsert({
    pool: deps.pool,
    insert: INSERT,
    addJobs: deps.addJobs,
  });
  return {
    keep(request) {
      const { shop, email, locale, reference, buyerIp } = request;
      const now = deps.clock.now();
      const id = newRequestId(now);
      const hash = deps.vault.hashOf(request).toString('base64');
      const cipher = deps.vault.seal(id, { email, buyerIp }).toString('base64');
      return keepRow({ id, shop, hash, cipher, locale, reference, received: new Date(now) });
    },
  };
}

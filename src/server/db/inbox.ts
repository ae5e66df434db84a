import type { Buffer } from 'node:buffer';
import type { Clock } from '../../contracts/clock.ts';
import type { Inbox } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupedInsert, type AddJobs } from './grouped-insert.ts';
import type { Pool } from './pools.ts';
import { newRequestId } from './request-id.ts';

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly hash: Buffer;
  readonly cipher: Buffer;
  readonly locale: string;
  readonly reference: string;
  readonly receivedAt: Date;
}

const INSERT = {
  name: 'keep-access-requests',
  text: `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, reference, received_at)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::timestamptz[])`,
};

/** Stores way-in requests and their jobs. */
export function createInbox(deps: {
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly clock: Clock;
  readonly addJobs: AddJobs;
}): Inbox {
  const keepRow = createGroupedInsert<Row>({
    pool: deps.pool,
    insert: INSERT,
    columns: ['id', 'shop', 'hash', 'cipher', 'locale', 'reference', 'receivedAt'],
    addJobs: deps.addJobs,
  });
  return {
    keep({ shop, email, locale, reference, buyerIp }) {
      const now = deps.clock.now();
      const id = newRequestId(now);
      const hash = deps.vault.hash(shop, email);
      const cipher = deps.vault.seal(id, { email, buyerIp });
      return keepRow({ id, shop, hash, cipher, locale, reference, receivedAt: new Date(now) });
    },
  };
}

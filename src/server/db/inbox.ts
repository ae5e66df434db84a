import type { Buffer } from 'node:buffer';
import type { Clock } from '../../contracts/clock.ts';
import type { Inbox } from '../domain/ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupCommit } from './group-commit.ts';
import { inTransaction, type Pool, type PoolClient } from './pools.ts';
import { newRequestId } from './request-id.ts';

/** Adds jobs for these requests, on the connection of the transaction that stores them. @param shops whose each is, for a fair order */
export type AddJobs = (
  requestIds: readonly string[],
  client: PoolClient,
  shops?: readonly string[],
) => Promise<void>;

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

/** Stores requests and their jobs, many in one transaction: either both are there or neither is. */
export function createInbox(deps: {
  readonly pool: Pool;
  readonly vault: AddressVault;
  readonly clock: Clock;
  readonly addJobs: AddJobs;
}): Inbox {
  const keepRow = createGroupCommit<Row>((rows) =>
    inTransaction(deps.pool, async (client) => {
      const values = [
        rows.map((row) => row.id),
        rows.map((row) => row.shop),
        rows.map((row) => row.hash),
        rows.map((row) => row.cipher),
        rows.map((row) => row.locale),
        rows.map((row) => row.reference),
        rows.map((row) => row.receivedAt),
      ];
      await client.query({ ...INSERT, values });
      await deps.addJobs(
        rows.map((row) => row.id),
        client,
        rows.map((row) => row.shop),
      );
    }),
  );
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

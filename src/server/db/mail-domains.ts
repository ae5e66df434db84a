import type { KnownMailDomains, MailDomain } from '../domain/mail-domain-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Pool } from './pools.ts';

/** The most that one statement reads or writes, and the most that may wait: beyond it DNS is asked, or nothing kept. */
const GROUPS = { maxGroup: 500, maxWaiting: 2_000 };

/** After so many rows, or so long, a write clears away what is over. */
const CLEAR_AFTER_ROWS = 100;
const CLEAR_AFTER_MS = 600_000;
/** More than can have come since, so that nothing piles up. */
const CLEARED_AT_ONCE = 2 * (CLEAR_AFTER_ROWS + GROUPS.maxGroup);

interface Asked {
  readonly hash: string;
  readonly now: number;
  found: MailDomain | undefined;
}

interface Kept {
  readonly hash: string;
  readonly found: MailDomain;
  readonly now: number;
  readonly until: number;
}

interface Row {
  readonly hash: string;
  readonly kind: MailDomain['kind'];
  readonly id: string | null;
}

const FIND = {
  name: 'find-mail-domains',
  text: `SELECT encode(domain_hash, 'hex') AS hash, kind, id FROM mail_domain
    WHERE domain_hash IN (SELECT decode(hash, 'hex') FROM unnest($1::text[]) AS asked (hash)) AND expires_at > $2`,
};

/** Ordered by key, so that processes which keep the same domains never wait for each other in a circle. */
const KEEP = {
  name: 'keep-mail-domains',
  text: `INSERT INTO mail_domain (domain_hash, kind, id, expires_at)
    SELECT decode(hash, 'hex'), kind, id, expires_at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS new (hash, kind, id, expires_at)
      ORDER BY hash
    ON CONFLICT (domain_hash) DO UPDATE
      SET kind = excluded.kind, id = excluded.id, expires_at = excluded.expires_at`,
};

const CLEAR = {
  name: 'clear-mail-domains',
  text: `DELETE FROM mail_domain WHERE domain_hash IN (
    SELECT domain_hash FROM mail_domain WHERE expires_at <= $1
      ORDER BY expires_at LIMIT ${CLEARED_AT_ONCE} FOR UPDATE SKIP LOCKED)`,
};

/**
 * What DNS said of domains, in PostgreSQL. Questions that arrive together are one statement, and so are answers.
 *
 * @param deps.pool of its own: way-in requests must not wait for a connection that this holds
 */
export function createMailDomains(deps: {
  readonly pool: Pool;
  readonly vault: Pick<AddressVault, 'hashOther'>;
}): KnownMailDomains {
  const { pool, vault } = deps;
  const findOne = createGroupCommit<Asked>((asked) => findAll(pool, asked), GROUPS);
  const keepOne = createGroupCommit<Kept>(async (kept) => {
    await keepAll(pool, kept);
    await clear(latest(kept), kept.length);
  }, GROUPS);
  let rowsUntilClear = 0;
  let clearAt = 0;

  async function clear(now: number, rows: number): Promise<void> {
    rowsUntilClear -= rows;
    if (rowsUntilClear > 0 && now < clearAt) return;
    rowsUntilClear = CLEAR_AFTER_ROWS;
    clearAt = now + CLEAR_AFTER_MS;
    await pool.query({ ...CLEAR, values: [new Date(now)] });
  }

  const hashOf = (domain: string) => vault.hashOther(`mail domain ${domain}`).toString('hex');

  return {
    async find(domain, now) {
      const asked: Asked = { hash: hashOf(domain), now, found: undefined };
      await findOne(asked);
      return asked.found;
    },
    keep: (domain, found, now, until) => keepOne({ hash: hashOf(domain), found, now, until }),
  };
}

async function findAll(pool: Pool, asked: readonly Asked[]): Promise<void> {
  const values = [asked.map(({ hash }) => hash), new Date(latest(asked))];
  const { rows } = await pool.query<Row>({ ...FIND, values });
  const found = new Map(rows.map((row) => [row.hash, row]));
  for (const each of asked) {
    const row = found.get(each.hash);
    each.found = row && mailDomainOf(row);
  }
}

async function keepAll(pool: Pool, kept: readonly Kept[]): Promise<void> {
  // One statement may touch a row once: of two answers for a domain the later one counts.
  const all = [...new Map(kept.map((each) => [each.hash, each])).values()];
  const values = [
    all.map(({ hash }) => hash),
    all.map(({ found }) => found.kind),
    all.map(({ found }) => ('id' in found ? found.id : null)),
    all.map(({ until }) => new Date(until)),
  ];
  await pool.query({ ...KEEP, values });
}

function mailDomainOf({ kind, id }: Row): MailDomain {
  if (kind !== 'provider' && kind !== 'gateway') return { kind };
  return { kind, id: id ?? '' };
}

function latest(items: readonly { readonly now: number }[]): number {
  return Math.max(...items.map(({ now }) => now));
}

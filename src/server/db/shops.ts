import type { Buffer } from 'node:buffer';
import type { Grant, HeldShop, ShopRecords, ShopState, StoredShop } from '../domain/shop-ports.ts';
import type { KeyRing } from './key-ring.ts';
import { inTransaction, type Pool } from './pools.ts';

interface Row {
  readonly domain: string;
  readonly state: ShopState;
  readonly scopes: string;
  readonly sealed: Buffer | null;
  readonly key_id: string | null;
  readonly access_expires_at: Date | null;
  readonly refresh_expires_at: Date | null;
}

const FIND = `SELECT domain, state, scopes, sealed, key_id, access_expires_at, refresh_expires_at
  FROM shop WHERE domain = $1`;

/** Held until the transaction ends, and freed by PostgreSQL when its holder dies. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('shop tokens ' || $1, 0))`;
const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('shop tokens ' || $1, 0)) AS held`;

const CONNECT = `INSERT INTO shop AS old (domain, sealed, key_id, access_expires_at, refresh_expires_at, scopes,
    state, state_at, connected_at, renewed_at, follow_up_due)
  VALUES ($1, $2, $3, $4, $5, $6, 'installed', $7, $7, $7, true)
  ON CONFLICT (domain) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id,
    access_expires_at = excluded.access_expires_at, refresh_expires_at = excluded.refresh_expires_at,
    scopes = excluded.scopes, state = 'installed', connected_at = excluded.connected_at,
    state_at = CASE WHEN old.state = 'installed' THEN old.state_at ELSE excluded.state_at END,
    renewed_at = excluded.renewed_at, follow_up_due = old.follow_up_due OR old.state <> 'installed'`;

const RENEW = `UPDATE shop SET sealed = $2, key_id = $3, access_expires_at = $4, refresh_expires_at = $5,
    scopes = $6, renewed_at = $7, state = 'installed', follow_up_due = follow_up_due OR state <> 'installed',
    state_at = CASE WHEN state = 'installed' THEN state_at ELSE $7 END
  WHERE domain = $1 AND state <> 'uninstalled'`;

const NEEDS_RECONNECT = `UPDATE shop SET state = 'needs-reconnect', state_at = $2
  WHERE domain = $1 AND state = 'installed'`;

const UNINSTALL = `UPDATE shop SET state = 'uninstalled', state_at = $2, sealed = NULL, key_id = NULL,
    renewed_at = NULL, access_expires_at = NULL, refresh_expires_at = NULL, follow_up_due = false
  WHERE domain = $1 AND state <> 'uninstalled' AND connected_at <= $2`;

const NOTE_SCOPES = `UPDATE shop SET scopes = $2
  WHERE domain = $1 AND state <> 'uninstalled' AND connected_at <= $3`;

/** At a third of its life, so that two thirds are left for an outage. */
const DUE_FOR_RENEWAL = `SELECT domain FROM shop
  WHERE (state = 'installed' AND renewed_at + (refresh_expires_at - renewed_at) / 3 <= $1)
    OR (state = 'needs-reconnect' AND state_at > $2 AND refresh_expires_at > $1)
  ORDER BY refresh_expires_at`;

const FOLLOW_UPS_DUE = `SELECT domain FROM shop WHERE state = 'installed'
    AND (follow_up_due OR EXISTS (SELECT 1 FROM parked_request WHERE parked_request.shop = shop.domain))
  ORDER BY state_at`;

/**
 * The table of shops. Tokens lie in it sealed and are open in memory only.
 *
 * @param deps.pool for statements that end at once
 * @param deps.holdPool for holding a shop while Shopify is asked: its connections may be taken for seconds
 */
export function createShopRecords(deps: {
  readonly pool: Pool;
  readonly holdPool: Pool;
  readonly ring: KeyRing;
}): ShopRecords {
  const { pool, holdPool, ring } = deps;

  const domainsOf = async (query: string, values: readonly unknown[] = []) => {
    const { rows } = await pool.query<{ domain: string }>(query, [...values]);
    return rows.map(({ domain }) => domain);
  };

  return {
    async find(domain) {
      const { rows } = await pool.query<Row>(FIND, [domain]);
      return rows[0] === undefined ? undefined : shopOf(rows[0], ring);
    },

    async stateOf(domain) {
      const query = { name: 'state-of-shop', text: 'SELECT state FROM shop WHERE domain = $1' };
      const { rows } = await pool.query<{ state: ShopState }>({ ...query, values: [domain] });
      return rows[0]?.state;
    },

    domains: () => domainsOf("SELECT domain FROM shop WHERE state = 'installed' ORDER BY domain"),

    holding(domain, { wait }, work) {
      return inTransaction(holdPool, async (client) => {
        const { rows: locks } = await client.query<{ held?: boolean }>(wait ? LOCK : TRY_LOCK, [domain]);
        if (locks[0]?.held === false) return undefined;
        const { rows } = await client.query<Row>(FIND, [domain]);
        const held: HeldShop = {
          state: rows[0]?.state,
          current: () => (rows[0] === undefined ? undefined : shopOf(rows[0], ring)),
          connect: async (grant, at) => void (await client.query(CONNECT, row(domain, grant, at))),
          renew: async (grant, at) => void (await client.query(RENEW, row(domain, grant, at))),
          needsReconnect: async (at) => void (await client.query(NEEDS_RECONNECT, [domain, new Date(at)])),
        };
        return work(held);
      });
    },

    async uninstall(domain, at) {
      const { rowCount } = await pool.query(UNINSTALL, [domain, new Date(at)]);
      return rowCount === 1;
    },

    async noteScopes(domain, scopes, at) {
      await pool.query(NOTE_SCOPES, [domain, scopes, new Date(at)]);
    },

    dueForRenewal: (now, refusedAfter) => domainsOf(DUE_FOR_RENEWAL, [new Date(now), new Date(refusedAfter)]),

    async reseal() {
      const { rows } = await pool.query<{ domain: string; key_id: string; sealed: Buffer }>(
        'SELECT domain, key_id, sealed FROM shop WHERE key_id <> $1',
        [ring.newestId],
      );
      const readable = rows.filter(({ key_id }) => ring.has(key_id));
      let resealed = 0;
      for (const { domain, key_id, sealed } of readable) {
        const { keyId, bytes } = ring.seal(domain, ring.open(domain, { keyId: key_id, bytes: sealed }));
        // Tokens that were renewed meanwhile are under the newest key already.
        const { rowCount } = await pool.query(
          'UPDATE shop SET sealed = $3, key_id = $4 WHERE domain = $1 AND sealed = $2',
          [domain, sealed, bytes, keyId],
        );
        resealed += rowCount ?? 0;
      }
      return { resealed, unreadable: rows.length - readable.length };
    },

    followUpsDue: () => domainsOf(FOLLOW_UPS_DUE),

    async followUpDone(domain) {
      await pool.query('UPDATE shop SET follow_up_due = false WHERE domain = $1', [domain]);
    },
  };

  function row(domain: string, grant: Grant, at: number): unknown[] {
    const { adminToken, refreshToken, accessExpiresAt, refreshExpiresAt, scopes } = grant;
    const { bytes, keyId } = ring.seal(domain, JSON.stringify({ adminToken, refreshToken }));
    return [domain, bytes, keyId, dateOf(accessExpiresAt), dateOf(refreshExpiresAt), scopes, new Date(at)];
  }
}

function shopOf({ domain, state, sealed, key_id, ...row }: Row, ring: KeyRing): StoredShop {
  if (sealed === null || key_id === null) return { domain, state, grant: undefined };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tag proves that row() wrote it
  const tokens = JSON.parse(ring.open(domain, { keyId: key_id, bytes: sealed })) as {
    readonly adminToken: string;
    readonly refreshToken?: string;
  };
  const grant: Grant = {
    adminToken: tokens.adminToken,
    refreshToken: tokens.refreshToken,
    accessExpiresAt: row.access_expires_at?.getTime(),
    refreshExpiresAt: row.refresh_expires_at?.getTime(),
    scopes: row.scopes,
  };
  return { domain, state, grant };
}

function dateOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

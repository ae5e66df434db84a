import { Client, type QueryResultRow } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { migrate } from '../../src/server/db/migrate.ts';
import { createPool } from '../../src/server/db/pools.ts';
import { openQueue } from '../../src/server/jobs/queue.ts';
import { silentLog } from './silent-log.ts';

/** A database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Reads or changes rows, past all code of ours. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Lets nobody connect and ends who is connected, as if the server were gone. */
  takeDown(): Promise<void>;
  bringUp(): Promise<void>;
}

const TEMPLATE = 'latchkey_template';
const LOCK = 81_001;

/**
 * Clones a migrated database for the test file that calls this, and drops it afterwards. A connection that a
 * test left open fails the file.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const server = inject('postgresUrl');
  const url = databaseUrl(server, name);
  let admin: Client | undefined;
  let own: Client | undefined;

  beforeAll(async () => {
    admin = await connect(server);
    await makeTemplate(admin, server);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    own = await connect(url);
  });

  afterAll(async () => {
    await own?.end();
    const left = await openConnections();
    await admin?.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin?.end();
    if (left.length > 0) throw new Error(`Connections left open: ${left.join(', ')}`);
  });

  /** Backends go a moment after their clients: those still there after two seconds are leaks. */
  async function openConnections(): Promise<string[]> {
    const deadline = Date.now() + 2_000;
    for (;;) {
      const found = await admin?.query<{ application_name: string }>(
        'SELECT application_name FROM pg_stat_activity WHERE datname = $1',
        [name],
      );
      const names = (found?.rows ?? []).map((row) => row.application_name);
      if (names.length === 0 || Date.now() > deadline) return names;
    }
  }

  return {
    url,
    async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const { rows } = (await own?.query<Row>(text, [...values])) ?? { rows: [] };
      return rows;
    },
    async takeDown() {
      await own?.end();
      own = undefined;
      await admin?.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin?.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    },
    async bringUp() {
      await admin?.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      own = await connect(url);
    },
  };
}

async function makeTemplate(admin: Client, server: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 1) return;
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft}`);
    const url = databaseUrl(server, draft);
    const pool = createPool({ url, name: 'template', max: 1, timeoutMs: 10_000 }, silentLog);
    await migrate(pool);
    await pool.end();
    const queue = await openQueue({ databaseUrl: url, supervise: false }, silentLog);
    await queue.stop({ graceful: false });
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'test' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

import { readdir, readFile } from 'node:fs/promises';
import { inTransaction, type Pool } from './pools.ts';

const FOLDER = new URL('migrations/', import.meta.url);
const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Any number that no other user of advisory locks in the same database takes. */
const LOCK = 7_425_001;

/**
 * Brings the database up to date: each numbered file runs once, in order, all of them in one transaction.
 * Processes that start together wait for each other.
 *
 * @throws Error of PostgreSQL; nothing is left half done
 */
export async function migrate(pool: Pool): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => NAME.test(name)).toSorted();
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ number: number }>('SELECT number FROM schema_migration');
    const applied = new Set(rows.map((row) => row.number));
    for (const name of files) {
      const number = Number(name.slice(0, 4));
      if (applied.has(number)) continue;
      await client.query(await readFile(new URL(name, FOLDER), 'utf8'));
      await client.query('INSERT INTO schema_migration (number, name) VALUES ($1, $2)', [number, name]);
    }
  });
}

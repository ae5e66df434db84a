import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/server/db/migrate.ts';
import { createPool } from '../../src/server/db/pools.ts';
import { useDatabase } from '../support/database.ts';
import { useProcesses } from '../support/run-process.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually } from '../support/service-under-test.ts';

const database = useDatabase();
const start = useProcesses(() => database.url);
const FOLDER = new URL('../../src/server/db/migrations/', import.meta.url);

const files = async () => (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted();
const applied = async () => {
  const rows = await database.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY number');
  return rows.map(({ name }) => name);
};

beforeEach(async () => {
  await database.query('DROP SCHEMA public CASCADE');
  await database.query('CREATE SCHEMA public');
  await database.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
});

async function withPool(work: (pool: ReturnType<typeof createPool>) => Promise<void>): Promise<void> {
  const pool = createPool({ url: database.url, name: 'migrate', max: 4, timeoutMs: 10_000 }, silentLog);
  await work(pool).finally(() => pool.end());
}

describe('migrations', () => {
  it('have numbers of their own, without a gap', async () => {
    const numbers = (await files()).map((name) => Number(name.slice(0, 4)));

    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('run once, however many processes start on an empty database at the same time', async () => {
    const roles = ['server', 'worker', 'all', 'all'];
    const processes = roles.map((role) => start(role));

    await Promise.all(processes.map(({ event }) => event('database-ready')));

    expect(await applied()).toEqual(await files());
    const problems = processes.flatMap(({ lines }) => lines.filter(({ level }) => Number(level) >= 40));
    expect(problems).toEqual([]);
    for (const { child } of processes) child.kill('SIGTERM');
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  }, 40_000);

  it('wait for whoever holds the lock, and then find nothing left to do', async () => {
    await withPool(async (pool) => {
      await migrate(pool);
      await database.query('DELETE FROM schema_migration');
      await database.query('BEGIN');
      await database.query('SELECT pg_advisory_xact_lock(7425001)');

      const waiting = migrate(pool);
      const waits = () =>
        database.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
      await eventually(waits, (rows) => rows.length > 0);
      // What the holder of the lock does meanwhile.
      for (const [index, name] of (await files()).entries()) {
        await database.query('INSERT INTO schema_migration (number, name) VALUES ($1, $2)', [
          index + 1,
          name,
        ]);
      }
      await database.query('COMMIT');

      // Running any of them again would fail: its tables are there.
      await waiting;
    });
  });

  it('leave nothing behind when one of them fails, and succeed once the cause is gone', async () => {
    await withPool(async (pool) => {
      await database.query('CREATE TABLE mail_domain (in_the_way boolean)');

      await expect(migrate(pool)).rejects.toThrow('mail_domain');
      const tables = await database.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      );
      expect(tables).toEqual([{ tablename: 'mail_domain' }]);

      await database.query('DROP TABLE mail_domain');
      await migrate(pool);
      expect(await applied()).toEqual(await files());
    });
  });

  it('let an older release start on a newer database, as happens in the middle of an upgrade', async () => {
    await withPool(async (pool) => {
      await migrate(pool);
      await database.query(
        "INSERT INTO schema_migration (number, name) VALUES (9999, '9999-of-tomorrow.sql')",
      );

      await expect(migrate(pool)).resolves.toBeUndefined();
    });
  });
});

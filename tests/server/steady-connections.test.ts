import { Pool, type PoolClient } from 'pg';
import { expect, it } from 'vitest';
import { createPool } from '../../src/server/db/pools.ts';
import { openQueue } from '../../src/server/jobs/queue.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a connection that was just handed out does when PostgreSQL ends it, before anybody asks it anything. */
async function endsQuietly(pool: Pool): Promise<void> {
  const client: PoolClient = await pool.connect();
  try {
    client.emit('error', Object.assign(new Error('terminating connection'), { code: '57P01' }));
  } finally {
    client.release(true);
  }
}

it('a connection that ends between being handed out and being used ends no process', async () => {
  const pool = createPool({ url: database.url, name: 'test', max: 1, timeoutMs: 2_000 }, log);
  await endsQuietly(pool);
  await expect(pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  await pool.end();
});

it('the same is true of the connections of the queue', async () => {
  const boss = await openQueue({ databaseUrl: database.url, supervise: false }, log);
  const db: object = boss.getDb();
  const pool: unknown = 'pool' in db ? db.pool : undefined;
  if (!(pool instanceof Pool)) throw new TypeError('pg-boss keeps its pool elsewhere');
  await endsQuietly(pool);
  await boss.stop({ graceful: false });
});

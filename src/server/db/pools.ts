import { Pool as PgPool, type Pool, type PoolClient } from 'pg';
import type { Log } from '../domain/ports.ts';
import { codeOf } from '../domain/error-code.ts';

export type { Pool, PoolClient };

export interface PoolOptions {
  readonly url: string;
  readonly name: string;
  readonly max: number;
  /** The longest that connecting, and each statement, may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Settings of every session, as `-c name=value`. */
  readonly settings?: string;
}

/** A pool that survives its server: a connection that breaks while idle is dropped and noted, no more. */
export function createPool(options: PoolOptions, log: Log): Pool {
  const pool = new PgPool({
    connectionString: options.url,
    application_name: `latchkey-${options.name}`,
    max: options.max,
    connectionTimeoutMillis: options.timeoutMs,
    statement_timeout: options.timeoutMs,
    // The client's own watch, for a server that no longer answers at all.
    query_timeout: options.timeoutMs + 200,
    keepAlive: true,
    ...(options.settings === undefined ? {} : { options: options.settings }),
  });
  pool.on('error', (error) => log.warn('pool-problem', { code: codeOf(error) }));
  // A client that breaks says so more than once, and pg-pool listens only to the first while a query runs: one that
  // nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs `work` in a transaction. After a failure the connection is thrown away: its state is anyone's guess. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The pool listens to idle connections only; one that breaks in use would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

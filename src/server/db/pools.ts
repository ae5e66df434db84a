import { Client, Pool as PgPool, type ClientConfig, type Pool, type PoolClient, type QueryConfig } from 'pg';
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

/**
 * A connection whose break is never an error without a listener, which would end the process. pg-pool listens while it
 * lies idle, and a query while it runs: in between, with the last answer of its connection and the word that PostgreSQL
 * ends in one packet, nobody does. Whoever uses it next is told all the same.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
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
    // Statements are sent before earlier ones are answered: see inOneRoundTrip.
    pipeline: true,
    Client: SteadyClient,
    ...(options.settings === undefined ? {} : { options: options.settings }),
  });
  pool.on('error', (error) => log.warn('pool-problem', { code: codeOf(error) }));
  return pool;
}

/** Runs `work` in a transaction. After a failure the connection is thrown away: its state is anyone's guess. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });
}

/**
 * The same for statements that need nothing of one another: all are sent at once with their COMMIT, which PostgreSQL
 * makes a rollback when one of them failed. Of a transaction's time and work, waiting for each answer is the most.
 */
export async function inOneRoundTrip(pool: Pool, statements: readonly QueryConfig[]): Promise<void> {
  await withClient(pool, async (client) => {
    const { stream } = client.connection;
    stream.cork();
    const answers = [{ text: 'BEGIN' }, ...statements, { text: 'COMMIT' }].map((each) => client.query(each));
    stream.uncork();
    await Promise.all(answers);
  });
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

import type { QueryConfig } from 'pg';
import { createGroupCommit } from './group-commit.ts';
import { inOneRoundTrip, type Pool } from './pools.ts';

/** What adding jobs needs of a connection: it takes statements, and tells nothing back. */
export interface TakesStatements {
  query(statement: QueryConfig): Promise<unknown>;
}

/** Adds jobs for these requests, on the connection of the transaction that stores them. @param shops whose each is, for a fair order */
export type AddJobs = (
  requestIds: readonly string[],
  client: TakesStatements,
  shops?: readonly string[],
) => Promise<void>;

/** What is kept of any request. Bytes in base64. */
export interface KeptRow {
  readonly id: string;
  readonly shop: string;
  readonly hash: string;
  readonly cipher: string;
  readonly locale: string;
  readonly reference: string;
  readonly received: Date;
}

/**
 * Stores rows with a job for each, many in one transaction: either both are there or neither is.
 *
 * @param deps.insert takes the rows as JSON: a list of objects, dates as in ISO 8601
 * @returns a function that resolves once its row and job are durable
 */
export function createGroupedInsert(deps: {
  readonly pool: Pool;
  readonly insert: { readonly name: string; readonly text: string };
  readonly addJobs: AddJobs;
}): (row: KeptRow) => Promise<void> {
  const { pool, insert, addJobs } = deps;
  return createGroupCommit<KeptRow>(async (rows) => {
    // One text: `pg` takes five times as long to write lists of PostgreSQL's own.
    const statements: QueryConfig[] = [{ ...insert, values: [JSON.stringify(rows)] }];
    const collects = { query: async (statement: QueryConfig) => void statements.push(statement) };
    await addJobs(
      rows.map(({ id }) => id),
      collects,
      rows.map(({ shop }) => shop),
    );
    await inOneRoundTrip(pool, statements);
  });
}

import { createGroupCommit } from './group-commit.ts';
import type { Pool } from './pools.ts';

/** One addition to a key of a window. */
export interface Count {
  readonly key: string;
  /** Seconds since the Unix epoch. */
  readonly windowEnds: number;
  /** 1 for a request; -1 takes one back. */
  readonly add: number;
  /** Addresses that are new with this addition. */
  readonly newAddresses: number;
}

/** What a key stands at after an addition. */
export interface Counted {
  readonly points: number;
  readonly newAddresses: number;
}

/** Ordered by key, so that processes which count the same keys never wait for each other in a circle. */
const COUNT = {
  name: 'count-requests',
  text: `INSERT INTO rate_limit AS before (key, window_ends, points, new_addresses)
    SELECT key, "windowEnds", add, "newAddresses"
      FROM json_to_recordset($1::json) AS new (key text, "windowEnds" bigint, add integer, "newAddresses" integer)
      ORDER BY key
    ON CONFLICT (key) DO UPDATE SET points = before.points + excluded.points,
      new_addresses = before.new_addresses + excluded.new_addresses
    RETURNING key, points, new_addresses`,
};

/** What is over is thrown away; of the shops it is noted first how many there were, a week long. */
const CLOSE = `WITH over AS (DELETE FROM rate_limit WHERE window_ends < $1 RETURNING key, window_ends, points),
    noted AS (INSERT INTO shop_hour (shop, hour_ends, requests)
      SELECT split_part(key, ':', 3), window_ends, points FROM over WHERE key LIKE 'shop:%'
      ON CONFLICT (shop, hour_ends) DO UPDATE SET requests = shop_hour.requests + excluded.requests)
  DELETE FROM shop_hour WHERE hour_ends < $2`;

/** Counts in PostgreSQL, for all processes together. */
export interface WindowCounts {
  /** Makes all additions of one list in one statement. @returns for each, what its key stands at then */
  count(counts: readonly Count[]): Promise<readonly Counted[]>;
  /** Forgets windows that ended before `now`, and what shops had before `keepFrom`; both seconds since the epoch. */
  close(now: number, keepFrom: number): Promise<void>;
}

/** Additions that arrive while a statement is under way are made together by the next: docs/decisions/0004. */
export function createWindowCounts(pool: Pool): WindowCounts {
  interface Waiting {
    readonly counts: readonly Count[];
    counted: readonly Counted[];
  }
  const commit = createGroupCommit<Waiting>(async (group) => {
    const all = await countAll(
      pool,
      group.flatMap(({ counts }) => counts),
    );
    let next = 0;
    for (const waiting of group) {
      waiting.counted = all.slice(next, next + waiting.counts.length);
      next += waiting.counts.length;
    }
  });
  return {
    async count(counts) {
      const waiting: Waiting = { counts, counted: [] };
      await commit(waiting);
      return waiting.counted;
    },
    async close(now, keepFrom) {
      await pool.query(CLOSE, [now, keepFrom]);
    },
  };
}

/** As if one had been counted after the other; new addresses, which come late anyway, all at once. */
async function countAll(pool: Pool, counts: readonly Count[]): Promise<Counted[]> {
  const sums = new Map<string, { -readonly [Member in keyof Count]: Count[Member] }>();
  for (const count of counts) {
    const sum = sums.get(count.key);
    if (sum === undefined) {
      sums.set(count.key, { ...count });
      continue;
    }
    sum.add += count.add;
    sum.newAddresses += count.newAddresses;
  }
  const { rows } = await pool.query<{ key: string; points: number; new_addresses: number }>({
    ...COUNT,
    values: [JSON.stringify([...sums.values()])],
  });
  const left = new Map(rows.map((row) => [row.key, { points: row.points, newAddresses: row.new_addresses }]));
  return counts
    .toReversed()
    .map(({ key, add }) => {
      const { points, newAddresses } = left.get(key) ?? { points: 0, newAddresses: 0 };
      left.set(key, { points: points - add, newAddresses });
      return { points, newAddresses };
    })
    .toReversed();
}

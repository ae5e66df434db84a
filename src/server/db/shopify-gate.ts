import type { Clock } from '../../contracts/clock.ts';
import { ok, refused } from '../../contracts/result.ts';
import { FAILURES_TO_OPEN, judge, probeMs, type GateState } from '../domain/circuit.ts';
import type { CircuitReading, Circuits, Dependency, Gate, Heard } from '../domain/gate-ports.ts';
import type { Log } from '../domain/ports.ts';
import type { Pool } from './pools.ts';

interface Row {
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly open_since: Date | null;
  readonly probe_at: Date | null;
  readonly held_until: Date | null;
  readonly points: number | null;
  readonly points_at: Date | null;
  readonly points_most: number | null;
  readonly points_per_second: number | null;
}

const LOAD = `SELECT failures, failing_since, open_since, probe_at, held_until, points, points_at, points_most,
    points_per_second
  FROM shopify_gate WHERE shop = $1 AND dependency = $2`;

/** For one caller only: the others find the next time in it. */
const PROBE = `UPDATE shopify_gate SET probe_at = $4
  WHERE shop = $1 AND dependency = $2 AND open_since IS NOT NULL AND probe_at <= $3`;

/** What there is by now, as far as it is enough. */
const SPEND = `UPDATE shopify_gate
  SET points = least(points_most, points + extract(epoch FROM $3::timestamptz - points_at) * points_per_second) - $4::float8,
    points_at = $3
  WHERE shop = $1 AND dependency = $2
    AND least(points_most, points + extract(epoch FROM $3::timestamptz - points_at) * points_per_second) >= $4::float8 + $5::float8`;

const FAIL = `INSERT INTO shopify_gate AS gate (shop, dependency, failures, failing_since) VALUES ($1, $2, 1, $3)
  ON CONFLICT (shop, dependency) DO UPDATE SET failures = gate.failures + 1,
    failing_since = CASE WHEN gate.failures = 0 THEN $3 ELSE gate.failing_since END
  RETURNING failures, failing_since, open_since`;

const OPEN = `UPDATE shopify_gate SET open_since = coalesce(open_since, $3), probe_at = $4
  WHERE shop = $1 AND dependency = $2 AND failures >= $5`;

const CLOSE = `UPDATE shopify_gate SET failures = 0, failing_since = NULL, open_since = NULL, probe_at = NULL
  WHERE shop = $1 AND dependency = $2 AND failures > 0`;

const HOLD = `INSERT INTO shopify_gate AS gate (shop, dependency, held_until) VALUES ($1, $2, $3)
  ON CONFLICT (shop, dependency) DO UPDATE SET held_until = greatest(gate.held_until, $3)`;

const BUDGET = `INSERT INTO shopify_gate (shop, dependency, points, points_at, points_most, points_per_second)
    VALUES ($1, $2, $4, $3, $5, $6)
  ON CONFLICT (shop, dependency) DO UPDATE
    SET points = $4, points_at = $3, points_most = $5, points_per_second = $6`;

const READ = `SELECT dependency, count(*)::integer AS shops,
    CASE WHEN open_since IS NULL THEN 'closed' WHEN probe_at <= $1 THEN 'half-open' ELSE 'open' END AS state
  FROM shopify_gate WHERE failures > 0 GROUP BY dependency, state`;

/** Below this share of its points the budget of a shop is counted by all processes together. */
const FEW = 0.5;

/**
 * The gate before Shopify, kept in PostgreSQL: while all is well it costs a look at one row for each call, and
 * writes nothing.
 */
export function createShopifyGate(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1; random unless a test says otherwise. */
  readonly spread?: () => number;
}): Gate & Circuits {
  const { pool, clock, log, spread = Math.random } = deps;

  return {
    async enter({ shop, dependency, lane, cost }) {
      const now = clock.now();
      const { rows } = await pool.query<Row>(LOAD, [shop, dependency]);
      const row = rows[0];
      const pass = { report: (heard: Heard) => report(shop, dependency, row, heard).catch(() => undefined) };
      if (row === undefined) return ok(pass);

      const asked = { now, cost, bulk: lane === 'bulk', spread: spread() };
      const judged = judge(stateOf(row), asked);
      if (judged.kind === 'hold') return refused(judged.held);
      if (judged.kind === 'spend') {
        const values = [shop, dependency, new Date(now), judged.cost, judged.leave];
        const { rowCount } = await pool.query(SPEND, values);
        return rowCount === 1 ? ok(pass) : refused(atLeastOne(judged.otherwise));
      }
      if (judged.kind === 'probe') {
        const next = new Date(now + probeMs(now - (row.failing_since?.getTime() ?? now)));
        const { rowCount } = await pool.query(PROBE, [shop, dependency, new Date(now), next]);
        // Somebody else is looking, or it is closed by now: either way it is known in a second.
        if (rowCount !== 1) return refused({ problem: 'circuit-open', afterSeconds: 1 });
      }
      return ok(pass);
    },

    async read() {
      const { rows } = await pool.query<CircuitReading>(READ, [new Date(clock.now())]);
      return rows;
    },
  };

  async function report(
    shop: string,
    dependency: Dependency,
    before: Row | undefined,
    { answered, retryAfterSeconds, throttle }: Heard,
  ): Promise<void> {
    const now = clock.now();
    const key = [shop, dependency];
    if (!answered) await recordFailure(shop, dependency, now);
    else if ((before?.failures ?? 0) > 0) {
      const { rowCount } = await pool.query(CLOSE, key);
      if (rowCount === 1 && before?.open_since) log.info('circuit-closed', { shop, code: dependency });
    }
    if (retryAfterSeconds !== undefined) {
      await pool.query(HOLD, [...key, new Date(now + retryAfterSeconds * 1000)]);
    }
    if (
      throttle !== undefined &&
      isWorthKeeping(throttle.currentlyAvailable, throttle.maximumAvailable, before)
    ) {
      const { currentlyAvailable, maximumAvailable, restoreRate } = throttle;
      await pool.query(BUDGET, [...key, new Date(now), currentlyAvailable, maximumAvailable, restoreRate]);
    }
  }

  async function recordFailure(shop: string, dependency: Dependency, now: number): Promise<void> {
    const at = new Date(now);
    const { rows } = await pool.query<Row>(FAIL, [shop, dependency, at]);
    const { failures = 0, failing_since: since, open_since: openSince } = rows[0] ?? {};
    if (failures < FAILURES_TO_OPEN) return;
    const next = new Date(now + probeMs(now - (since?.getTime() ?? now)));
    await pool.query(OPEN, [shop, dependency, at, next, FAILURES_TO_OPEN]);
    if (!openSince) log.warn('circuit-opened', { shop, code: dependency });
  }
}

/** Few points are told to all; so is that they are many again. */
function isWorthKeeping(points: number, most: number, before: Row | undefined): boolean {
  return points < most * FEW || (before?.points ?? most) < most * FEW;
}

function atLeastOne<Kept extends { readonly afterSeconds: number }>(held: Kept): Kept {
  return { ...held, afterSeconds: Math.max(1, held.afterSeconds) };
}

function stateOf(row: Row): GateState {
  const { points, points_at: at, points_most: most, points_per_second: perSecond } = row;
  const hasBudget = points !== null && at !== null && most !== null && perSecond !== null;
  return {
    openSince: row.open_since?.getTime(),
    probeAt: row.probe_at?.getTime(),
    heldUntil: row.held_until?.getTime(),
    budget: hasBudget ? { points, at: at.getTime(), most, perSecond } : undefined,
  };
}

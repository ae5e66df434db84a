import { Gauge, type Registry } from 'prom-client';
import type { QueueState } from '../db/queue-state.ts';
import { DEPENDENCIES, type CircuitReading, type CircuitState } from '../domain/gate-ports.ts';

/** What is read from the database for each page; both reject while it is away. */
export interface Readings {
  readonly queues: () => Promise<readonly QueueState[]>;
  readonly circuits: () => Promise<readonly CircuitReading[]>;
}

const NOT_CLOSED: readonly CircuitState[] = ['half-open', 'open'];

/**
 * Depth and age of the queues, and how many shops have an open circuit: the same for all processes, so take the
 * maximum over them. Without a database the last figures are taken away instead of being repeated as if they still
 * held.
 *
 * @returns what reads them; called before each page, so that nobody asks the database in between
 */
export function createReadingGauges(registry: Registry): (readings: Readings | undefined) => Promise<void> {
  const registers = [registry];
  const depth = new Gauge({
    name: 'latchkey_queue_jobs',
    help: 'Jobs that are due, later, or under way.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const age = new Gauge({
    name: 'latchkey_queue_oldest_due_seconds',
    help: 'How long the job that waits longest is overdue.',
    labelNames: ['queue'],
    registers,
  });
  // Numbers of shops instead of shops: in an outage of Shopify it is all of them, and the log says which.
  const circuits = new Gauge({
    name: 'latchkey_circuits',
    help: 'Shops whose circuit is open or half open.',
    labelNames: ['dependency', 'state'],
    registers,
  });
  const up = new Gauge({
    name: 'latchkey_database_up',
    help: 'Whether queues and circuits could be read for this page.',
    registers,
  });

  return async (readings) => {
    const read = await Promise.all([readings?.queues(), readings?.circuits()]).catch(() => undefined);
    up.set(read === undefined ? 0 : 1);
    for (const gauge of [depth, age, circuits]) gauge.reset();
    const [states, troubles] = read ?? [];
    for (const { queue, due, later, active, oldestDueSeconds } of states ?? []) {
      depth.set({ queue, state: 'due' }, due);
      depth.set({ queue, state: 'later' }, later);
      depth.set({ queue, state: 'active' }, active);
      age.set({ queue }, oldestDueSeconds);
    }
    if (troubles === undefined) return;
    for (const dependency of DEPENDENCIES)
      for (const state of NOT_CLOSED) circuits.set({ dependency, state }, 0);
    for (const { dependency, state, shops } of troubles)
      if (state !== 'closed') circuits.set({ dependency, state }, shops);
  };
}

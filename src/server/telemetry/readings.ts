import type { QueueState } from '../db/queue-state.ts';
import { DEPENDENCIES, type CircuitReading, type CircuitState } from '../domain/gate-ports.ts';
import type { Instruments } from './instruments.ts';

/** What is read from the database for each page; both reject while it is away. */
export interface Readings {
  readonly queues: () => Promise<readonly QueueState[]>;
  readonly circuits: () => Promise<readonly CircuitReading[]>;
}

const STATES = ['due', 'later', 'active'] as const;
const NOT_CLOSED: readonly CircuitState[] = ['half-open', 'open'];

/**
 * Depth and age of the queues, and how many shops have an open circuit: the same for all processes, so take the
 * maximum over them. Without a database the last figures are taken away instead of being repeated as if they still
 * held.
 *
 * @returns what reads them; called before each page, so that nobody asks the database in between
 */
export function createReadingGauges({
  gauge,
}: Pick<Instruments, 'gauge'>): (readings: Readings | undefined) => Promise<void> {
  const depth = gauge('queue_jobs', 'Jobs that are due, later, or under way.', ['queue', 'state']);
  const age = gauge('queue_oldest_due_seconds', 'How long the job that waits longest is overdue.', ['queue']);
  // Numbers of shops instead of shops: in an outage of Shopify it is all of them, and the log says which.
  const circuits = gauge('circuits', 'Shops whose circuit is open or half open.', ['dependency', 'state']);
  const up = gauge('database_up', 'Whether queues and circuits could be read for this page.');

  return async (readings) => {
    const read = await Promise.all([readings?.queues(), readings?.circuits()]).catch(() => undefined);
    up.set(read === undefined ? 0 : 1);
    for (const each of [depth, age, circuits]) each.reset();
    const [states, troubles] = read ?? [];
    for (const { queue, oldestDueSeconds, ...jobs } of states ?? []) {
      for (const state of STATES) depth.set({ queue, state }, jobs[state]);
      age.set({ queue }, oldestDueSeconds);
    }
    if (troubles === undefined) return;
    for (const dependency of DEPENDENCIES)
      for (const state of NOT_CLOSED) circuits.set({ dependency, state }, 0);
    for (const { dependency, state, shops } of troubles)
      if (state !== 'closed') circuits.set({ dependency, state }, shops);
  };
}

import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What counts on one registry. Labels are named once: the compiler knows them where they are given. */
export interface Instruments {
  readonly counter: <Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
  ) => Counter<Label>;
  readonly gauge: <Label extends string>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ) => Gauge<Label>;
  /** @param buckets upper ends, in seconds */
  readonly histogram: <Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    buckets: readonly number[],
  ) => Histogram<Label>;
}

/** All names begin with `latchkey_`. */
export function createInstruments(registry: Registry): Instruments {
  const common = <Label extends string>(name: string, help: string, labels: readonly Label[]) => ({
    name: `latchkey_${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    counter: (name, help, labels) => new Counter(common(name, help, labels)),
    gauge: (name, help, labels = []) => new Gauge(common(name, help, labels)),
    histogram: (name, help, labels, buckets) =>
      new Histogram({ ...common(name, help, labels), buckets: [...buckets] }),
  };
}

import type { Clock } from '../../contracts/clock.ts';
import { noMetrics, type Metrics } from '../domain/metrics.ts';
import { noTrace, type Trace } from '../domain/trace.ts';
import type { TelemetryConfig } from './config.ts';
import type { Readings } from './readings.ts';

/** What looks on while the service works. */
export interface Telemetry {
  /** False where nobody does: then nothing is measured at all. */
  readonly isOn: boolean;
  readonly metrics: Metrics;
  readonly trace: Trace;
  /** What each page of metrics asks the database. */
  readFrom(readings: Readings): void;
  /** The page for Prometheus; undefined where metrics are off. */
  page(): Promise<{ readonly contentType: string; readonly text: string } | undefined>;
  /** Sends what is left. */
  stop(): Promise<void>;
}

const nothing = async () => undefined;

export const noTelemetry: Telemetry = {
  isOn: false,
  metrics: noMetrics,
  trace: noTrace,
  readFrom: () => undefined,
  page: nothing,
  stop: nothing,
};

/** Loads what the configuration asks for. The libraries are imported only then: who uses neither pays for neither. */
export async function loadTelemetry(config: TelemetryConfig, clock: Clock): Promise<Telemetry> {
  const { metricsPort, topShops, tracesEndpoint: endpoint, tracesRatio: ratio, serviceName } = config;
  const prometheus =
    metricsPort === 'off'
      ? undefined
      : (await import('./prometheus.ts')).createPrometheus({ topShops, clock });
  const traces =
    endpoint === undefined
      ? undefined
      : (await import('./open-telemetry.ts')).createOpenTelemetry({ endpoint, serviceName, ratio });
  if (prometheus === undefined && traces === undefined) return noTelemetry;
  return {
    isOn: true,
    metrics: prometheus?.metrics ?? noMetrics,
    trace: traces?.trace ?? noTrace,
    readFrom: (readings) => prometheus?.readFrom(readings),
    page: async () => prometheus?.page(),
    stop: async () => traces?.stop(),
  };
}

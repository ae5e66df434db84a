/** What watches this process. */
export interface TelemetryConfig {
  /** Where Prometheus and health checks ask; `off` means there is no such listener. */
  readonly metricsPort: number | 'off';
  readonly metricsHost: string;
  /** How many shops metrics tell apart; all others are counted together. */
  readonly topShops: number;
  /** The OpenTelemetry collector, to which `/v1/traces` is added; undefined: no traces. */
  readonly tracesEndpoint: string | undefined;
  /** Which share of requests and jobs is traced, 0 to 1. */
  readonly tracesRatio: number;
  readonly serviceName: string;
}

/** A fallback of undefined would mean that the variable has to be set. */
const NONE = '';

/** Reads one variable, as `readConfig` does: notes what is missing or bad, and goes on. */
type Read = <T>(name: string, expected: string, parse: (text: string) => T | undefined, fallback: T) => T;

/** The part of the configuration that is about being watched. The OTEL_ names are OpenTelemetry's own. */
export function readTelemetryConfig(read: Read): TelemetryConfig {
  return Object.freeze({
    metricsPort: read('METRICS_PORT', 'off, or a whole number from 0 to 65535', port, 'off'),
    metricsHost: read('METRICS_HOST', 'an address to listen on', (text) => text, '127.0.0.1'),
    topShops: read('METRICS_TOP_SHOPS', 'a whole number from 1 to 500', topShops, 20),
    tracesEndpoint: endpointOrNone(
      read('OTEL_EXPORTER_OTLP_ENDPOINT', 'an http or https URL', endpoint, NONE),
    ),
    tracesRatio: read('OTEL_TRACES_SAMPLER_ARG', 'a number from 0 to 1', ratio, 1),
    serviceName: read('OTEL_SERVICE_NAME', 'a name', (text) => text, 'latchkey'),
  });
}

function port(text: string): number | 'off' | undefined {
  if (text === 'off') return 'off';
  return whole(text, 0, 65_535);
}

function topShops(text: string): number | undefined {
  return whole(text, 1, 500);
}

function whole(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined;
}

function ratio(text: string): number | undefined {
  const value = Number(text);
  return /^[\d.]+$/.test(text) && value >= 0 && value <= 1 ? value : undefined;
}

function endpointOrNone(text: string): string | undefined {
  return text === NONE ? undefined : text;
}

function endpoint(text: string): string | undefined {
  const url = URL.parse(text);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.username === '';
  return isPlain ? url.href.replace(/\/+$/, '') : undefined;
}

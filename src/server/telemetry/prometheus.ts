import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Clock } from '../../contracts/clock.ts';
import type { Metrics } from '../domain/metrics.ts';
import { createReadingGauges, type Readings } from './readings.ts';
import { createShopLabels } from './shop-labels.ts';

export interface Prometheus {
  readonly metrics: Metrics;
  /** Says what to read when somebody asks; never in between. */
  readFrom(readings: Readings): void;
  /** The page that Prometheus reads. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>;
}

const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5];
const CALL_BUCKETS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 10, 20];
const WAIT_BUCKETS = [1, 5, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** Counts for Prometheus. docs/operations.md lists the metrics, and what to do about each. */
export function createPrometheus(options: { readonly topShops: number; readonly clock: Clock }): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'latchkey_requests_total',
    help: 'Requests answered, by outcome; themed pages count by what they say, not by their status.',
    labelNames: ['route', 'outcome', 'shop'],
    registers,
  });
  const answering = new Histogram({
    name: 'latchkey_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['route'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const jobs = new Histogram({
    name: 'latchkey_job_duration_seconds',
    help: 'Time a worker spent on a job, by how the job ended.',
    labelNames: ['queue', 'outcome'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const mails = new Counter({
    name: 'latchkey_mails_total',
    help: 'Calls that ask Shopify for a mail, by kind and result.',
    labelNames: ['kind', 'result', 'shop'],
    registers,
  });
  const calls = new Histogram({
    name: 'latchkey_shopify_call_duration_seconds',
    help: 'Time of a call to Shopify, by class of HTTP status, or failed where none came.',
    labelNames: ['api', 'operation', 'result'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const waits = new Histogram({
    name: 'latchkey_throttle_wait_seconds',
    help: 'How long mails and calls were put off, by what they wait for.',
    labelNames: ['what'],
    buckets: WAIT_BUCKETS,
    registers,
  });
  const throttles = new Counter({
    name: 'latchkey_throttled_total',
    help: 'Mails and calls that were put off.',
    labelNames: ['what', 'shop'],
    registers,
  });
  const events = new Counter({
    name: 'latchkey_log_events_total',
    help: 'Events logged, or left out of the log as repeats.',
    labelNames: ['event'],
    registers,
  });
  const refresh = createReadingGauges(registry);
  let readings: Readings | undefined;

  const perShop = [requests, mails, throttles];
  const { labelOf } = createShopLabels({
    top: options.topShops,
    clock: options.clock,
    onDropped: (shop) => perShop.forEach((metric) => void removeShop(metric, shop)),
  });

  return {
    metrics: {
      requestAnswered({ route, outcome, shop, seconds }) {
        requests.inc({ route, outcome, shop: labelOf(shop) });
        answering.observe({ route }, seconds);
      },
      jobEnded: ({ queue, outcome, seconds }) => jobs.observe({ queue, outcome }, seconds),
      mailTried: ({ kind, result, shop }) => mails.inc({ kind, result, shop: labelOf(shop) }),
      shopifyCalled: ({ api, operation, result, seconds }) =>
        calls.observe({ api, operation, result }, seconds),
      throttled({ what, shop, seconds }) {
        waits.observe({ what }, seconds);
        throttles.inc({ what, shop: labelOf(shop) });
      },
      logged: (event) => events.inc({ event }),
    },
    readFrom(given) {
      readings = given;
    },
    async page() {
      await refresh(readings);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Takes the shop's series away: they are the only ones that could become many. */
async function removeShop(metric: Counter<'shop' | 'route' | 'outcome'>, shop: string): Promise<void> {
  const { values } = await metric.get();
  for (const { labels } of values) if (labels.shop === shop) metric.remove(labels);
}

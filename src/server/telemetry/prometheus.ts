import { collectDefaultMetrics, Registry, type Counter } from 'prom-client';
import type { Clock } from '../../contracts/clock.ts';
import type { Metrics } from '../domain/metrics.ts';
import { createInstruments } from './instruments.ts';
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
  collectDefaultMetrics({ register: registry });
  const instruments = createInstruments(registry);
  const { counter, histogram } = instruments;

  const requests = counter(
    'requests_total',
    'Requests answered, by outcome; themed pages count by what they say, not by their status.',
    ['route', 'outcome', 'shop'],
  );
  const answering = histogram(
    'request_duration_seconds',
    'Time from a request to its answer.',
    ['route'],
    ANSWER_BUCKETS,
  );
  const jobs = histogram(
    'job_duration_seconds',
    'Time a worker spent on a job, by how the job ended.',
    ['queue', 'outcome'],
    CALL_BUCKETS,
  );
  const mails = counter('mails_total', 'Calls that ask Shopify for a mail, by kind and result.', [
    'kind',
    'result',
    'shop',
  ]);
  const calls = histogram(
    'shopify_call_duration_seconds',
    'Time of a call to Shopify, by class of HTTP status, or failed where none came.',
    ['api', 'operation', 'result'],
    CALL_BUCKETS,
  );
  const waits = histogram(
    'throttle_wait_seconds',
    'How long mails and calls were put off, by what they wait for.',
    ['what'],
    WAIT_BUCKETS,
  );
  const throttles = counter('throttled_total', 'Mails and calls that were put off.', ['what', 'shop']);
  const events = counter('log_events_total', 'Events logged, or left out of the log as repeats.', ['event']);
  const refresh = createReadingGauges(instruments);
  let readings: Readings | undefined;

  const { labelOf } = createShopLabels({
    top: options.topShops,
    clock: options.clock,
    onDropped(shop) {
      for (const metric of [requests, mails, throttles]) void removeShop<'shop'>(metric, shop);
    },
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
async function removeShop<Label extends string>(
  metric: Pick<Counter<Label | 'shop'>, 'get' | 'remove'>,
  shop: string,
): Promise<void> {
  const { values } = await metric.get();
  for (const { labels } of values) if (labels.shop === shop) metric.remove(labels);
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { codeOf } from '../domain/error-code.ts';
import { SPANS, type SpanAttribute, type SpanName, type Trace } from '../domain/trace.ts';
import { isCode, isName, isRequestId, isShop } from '../field-shapes.ts';

export interface OpenTelemetry {
  readonly trace: Trace;
  /** Sends what has not been sent yet, waiting a few seconds at most. */
  stop(): Promise<void>;
}

/** A collector that does not answer must not hold up the end of the process. */
const EXPORT_TIMEOUT_MS = 3_000;

const SHAPES: Readonly<Record<SpanAttribute, (value: unknown) => boolean>> = {
  route: isName,
  outcome: isName,
  shop: isShop,
  queue: isName,
  requestId: isRequestId,
  api: isName,
  operation: isName,
  result: isName,
};

/**
 * Sends traces to a collector over OTLP. The tracer is our own and not the global one, and nothing is instrumented by
 * itself: what a span says is what `SPANS` lists, never a URL, a header or a statement. A `traceparent` of a request is
 * not believed, because anybody on the internet can send one.
 *
 * @param options.endpoint `/v1/traces` is added to it
 * @param options.ratio which share of traces is kept
 */
export function createOpenTelemetry(options: {
  readonly endpoint: string;
  readonly serviceName: string;
  readonly ratio: number;
}): OpenTelemetry {
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint}/v1/traces`,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  const tracer = provider.getTracer('latchkey');
  const current = new AsyncLocalStorage<Context>();

  return {
    trace: {
      during(name, attributes, work) {
        const parent = current.getStore() ?? ROOT_CONTEXT;
        const span = tracer.startSpan(name, {}, parent);
        note(span, name, attributes);
        return current.run(trace.setSpan(parent, span), async () => {
          try {
            return await work((more) => note(span, name, more));
          } catch (error) {
            // Not recordException: it would send the message along.
            const code = codeOf(error);
            span.setStatus({ code: SpanStatusCode.ERROR, message: isCode(code) ? code : 'unprintable' });
            throw error;
          } finally {
            span.end();
          }
        });
      },
    },
    async stop() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function note(span: Span, name: SpanName, given: Readonly<Partial<Record<SpanAttribute, string>>>): void {
  const allowed: readonly SpanAttribute[] = SPANS[name];
  for (const attribute of allowed) {
    const value = given[attribute];
    if (value !== undefined)
      span.setAttribute(`latchkey.${attribute}`, SHAPES[attribute](value) ? value : 'unprintable');
  }
}

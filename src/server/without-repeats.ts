import type { Log, LogEvent } from './domain/ports.ts';

/** What a dependency in trouble makes happen again and again, many times a second. */
const TROUBLES: ReadonlySet<LogEvent> = new Set<LogEvent>([
  'database-unavailable',
  'pool-problem',
  'queue-problem',
  'request-not-kept',
  'dns-problem',
  'mail-domains-not-kept',
  // What anybody can make happen as often as they like.
  'webhook-refused',
  // Every shopper's request, when Shopify changes what it signs.
  'app-proxy-parameters-changed',
  // Shopify in trouble: every job that waits says so each time it is tried.
  'job-to-be-retried',
]);

/**
 * A log that notes when trouble begins and when it is over, not each of its signs: one line for each code of a
 * troubled event, and, after it kept quiet for `quietMs`, one `trouble-over` with how often it happened.
 */
export function withoutRepeats(log: Log, quietMs = 5_000): Log {
  const troubles = new Map<LogEvent, Trouble>();

  function isNew(event: LogEvent, fields: { readonly code?: string }): boolean {
    const { code = '' } = fields;
    const trouble = troubles.get(event) ?? { codes: new Set(), count: 0, timer: undefined };
    const seen = trouble.codes.has(code);
    trouble.codes.add(code);
    trouble.count += 1;
    clearTimeout(trouble.timer);
    trouble.timer = setTimeout(() => {
      troubles.delete(event);
      log.info('trouble-over', { code: event, count: trouble.count });
    }, quietMs).unref();
    troubles.set(event, trouble);
    return !seen;
  }

  return {
    info: (event, fields) => log.info(event, fields),
    warn(event, fields = {}) {
      if (!TROUBLES.has(event) || isNew(event, fields)) log.warn(event, fields);
    },
    error: (event, fields) => log.error(event, fields),
  };
}

interface Trouble {
  readonly codes: Set<string>;
  count: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

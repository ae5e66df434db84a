import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from './config.ts';
import { LOG_EVENTS, type Log, type LogField } from './domain/log-events.ts';
import { isCode, isCount, isRequestId, isRole, isShop } from './field-shapes.ts';

/**
 * The only way anything is logged. Redaction is by schema: an event of the list, the fields that the list gives it,
 * and of those only values that look as such a field does. The types say so, and it is looked at again here, because a
 * type does not stop a value that came from outside. Requests, URLs, addresses and messages cannot be handed over.
 *
 * @param destination where the lines go; standard output unless a test looks on
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    info: (event, fields) => logger.info(lineOf(event, fields)),
    warn: (event, fields) => logger.warn(lineOf(event, fields)),
    error: (event, fields) => logger.error(lineOf(event, fields)),
  };
}

const FIELDS: ReadonlyMap<string, readonly LogField[]> = new Map(Object.entries(LOG_EVENTS));

const SHAPES: Readonly<Record<LogField, (value: unknown) => boolean>> = {
  requestId: isRequestId,
  shop: isShop,
  code: isCode,
  port: isCount,
  count: isCount,
  role: isRole,
};

function lineOf(event: string, fields: Readonly<Partial<Record<LogField, string | number>>> = {}) {
  const allowed = FIELDS.get(event);
  if (allowed === undefined) return { event: 'unlisted-event' };
  const line: Record<string, unknown> = { event };
  for (const field of allowed) {
    // Read once: what was looked at is what is written.
    const value: unknown = fields[field];
    if (value !== undefined) line[field] = SHAPES[field](value) ? value : 'unprintable';
  }
  return line;
}

import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from './config.ts';
import type { Log, LogEvent, LogFields } from './domain/ports.ts';

/**
 * The only way anything is logged. Redaction is by construction: an event name from a closed list and the
 * few fields named here. Requests, URLs, addresses and error messages cannot be handed over.
 *
 * @param destination where the lines go; standard output unless a test looks on
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  const line = (event: LogEvent, { requestId, code, port, count, role }: LogFields = {}) => ({
    event,
    requestId,
    code: code === undefined || CODE.test(code) ? code : 'unprintable',
    port,
    count,
    role,
  });
  return {
    info: (event, fields) => logger.info(line(event, fields)),
    warn: (event, fields) => logger.warn(line(event, fields)),
    error: (event, fields) => logger.error(line(event, fields)),
  };
}

const CODE = /^[A-Za-z0-9_-]{1,40}$/;

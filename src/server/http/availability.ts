import { codeOf } from '../domain/error-code.ts';
import type { Log } from '../domain/ports.ts';
import { AppError } from './app-error.ts';

/** A shopper, and the app proxy, wait no longer than this for a database that dawdles. */
const DEADLINE_MS = 2_000;

/** What Retry-After says while the database is away. */
const RETRY_AFTER_SECONDS = 30;

/**
 * Turns every way in which a request could not be kept, being too slow among them, into `unavailable`. A
 * request that is kept after its deadline gets its mail all the same; asking again then makes no second one.
 */
export function withAvailability<Asked, Answer>(
  accept: (request: Asked) => Promise<Answer>,
  { log }: { readonly log: Log },
): (request: Asked) => Promise<Answer> {
  return async (request) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DeadlinePassed()), DEADLINE_MS);
    });
    try {
      return await Promise.race([accept(request), deadline]);
    } catch (error) {
      log.warn('request-not-kept', { code: codeOf(error) });
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    } finally {
      clearTimeout(timer);
    }
  };
}

class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

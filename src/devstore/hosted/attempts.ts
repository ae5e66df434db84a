import { randomBytes } from 'node:crypto';
import { cookieValue } from '../shopify/cookie-value.ts';

/** One way through the sign-in page. It stays on this side: no address of a page holds the shopper's. */
export interface Attempt {
  readonly locale: string;
  readonly returnTo: string;
  readonly email: string;
}

export interface Attempts {
  /** @returns `Set-Cookie` for the attempt */
  begin(attempt: Attempt): string;
  of(request: Request): Attempt | undefined;
  /** @returns `Set-Cookie` that forgets it */
  end(request: Request): string;
}

const COOKIE = '_hosted_sign_in';
const ATTRIBUTES = 'Path=/authentication; HttpOnly; SameSite=Lax';

/** A tool for a few people at a time: the oldest start anew. */
const MOST = 200;

export function createAttempts(): Attempts {
  const attempts = new Map<string, Attempt>();
  const idOf = (request: Request) => cookieValue(request, COOKIE) ?? '';
  return {
    begin(attempt) {
      const id = randomBytes(24).toString('base64url');
      attempts.set(id, attempt);
      for (const oldest of [...attempts.keys()].slice(0, -MOST)) attempts.delete(oldest);
      return `${COOKIE}=${id}; ${ATTRIBUTES}`;
    },
    of: (request) => attempts.get(idOf(request)),
    end(request) {
      attempts.delete(idOf(request));
      return `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`;
    },
  };
}

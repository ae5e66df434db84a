import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookieValue } from '../shopify/cookie-value.ts';

const COOKIE = '_storefront_session';

export interface Sessions {
  /** The customer that the request's cookie names, or undefined when it names none or was tampered with. */
  read(request: Request): number | undefined;
  /** `Set-Cookie` for a signed-in customer; undefined signs out. */
  cookie(customerId: number | undefined): string;
}

/** Signed session cookies, so that a restart with the same secret keeps people signed in. */
export function createSessions(secret: string): Sessions {
  const signatureOf = (id: string) => createHmac('sha256', secret).update(id).digest('base64url');
  return {
    read(request) {
      const value = /^(\d+)\.([\w-]+)$/.exec(cookieValue(request, COOKIE) ?? '');
      const [, id, signature] = value ?? [];
      if (id === undefined || signature === undefined) return undefined;
      const expected = Buffer.from(signatureOf(id));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given) ? Number(id) : undefined;
    },
    cookie(customerId) {
      const attributes = 'Path=/; HttpOnly; SameSite=Lax';
      if (customerId === undefined) return `${COOKIE}=; ${attributes}; Max-Age=0`;
      return `${COOKIE}=${customerId}.${signatureOf(String(customerId))}; ${attributes}`;
    },
  };
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookieValue } from '../shopify/cookie-value.ts';

/** How somebody came in: a switch of the shop can end the sessions of the other kind. */
export type SignedInWith = 'password' | 'code';

export interface Session {
  readonly customerId: number;
  readonly signedInWith: SignedInWith;
}

export interface Sessions {
  /** The customer that the request's cookie names, or undefined when it names none or was tampered with. */
  read(request: Request): Session | undefined;
  /** `Set-Cookie` for a signed-in customer; undefined signs out. */
  cookie(customerId: number | undefined, signedInWith?: SignedInWith): string;
}

const KINDS: readonly SignedInWith[] = ['password', 'code'];

/**
 * Signed session cookies, so that a restart with the same secret keeps people signed in.
 *
 * @param name of the cookie: origins that differ in their port alone share their cookies
 */
export function createSessions(secret: string, name = '_storefront_session'): Sessions {
  const signatureOf = (id: string, kind: SignedInWith) =>
    createHmac('sha256', secret).update(`${kind} ${id}`).digest('base64url');
  const isSigned = (id: string, kind: SignedInWith, signature: string) => {
    const [expected, given] = [Buffer.from(signatureOf(id, kind)), Buffer.from(signature)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  return {
    read(request) {
      const value = /^(\d+)\.([\w-]+)$/.exec(cookieValue(request, name) ?? '');
      const [, id, signature] = value ?? [];
      if (id === undefined || signature === undefined) return undefined;
      const signedInWith = KINDS.find((kind) => isSigned(id, kind, signature));
      return signedInWith === undefined ? undefined : { customerId: Number(id), signedInWith };
    },
    cookie(customerId, signedInWith = 'password') {
      const attributes = 'Path=/; HttpOnly; SameSite=Lax';
      if (customerId === undefined) return `${name}=; ${attributes}; Max-Age=0`;
      return `${name}=${customerId}.${signatureOf(String(customerId), signedInWith)}; ${attributes}`;
    },
  };
}

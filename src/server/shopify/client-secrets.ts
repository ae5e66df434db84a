import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** The app's client secrets: what Shopify signs with, and what the app shows when it asks for tokens. */
export interface ClientSecrets {
  /** What the app asks with. */
  readonly newest: string;
  /** Each in the form that is quick to use, for a library that checks by itself. */
  readonly keys: readonly KeyObject[];
  /**
   * Did Shopify sign this? HMAC-SHA256 with any of the secrets. The time it takes tells nothing of a right signature;
   * it may tell which secret made one.
   *
   * @param signature its 32 bytes, whatever way they were written
   */
  signed(message: string | Uint8Array, signature: Uint8Array): boolean;
}

/**
 * More than one while a secret is replaced: Shopify signs with the oldest that is not revoked, and was seen to do so for
 * half an hour after.
 * https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials
 * https://github.com/Shopify/shopify-app-js/issues/3183
 *
 * @param secrets the newest first
 * @throws RangeError without any
 */
export function createClientSecrets(secrets: readonly string[]): ClientSecrets {
  const [newest] = secrets;
  if (newest === undefined) throw new RangeError('An app has a client secret.');
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  return {
    newest,
    keys,
    signed: (message, signature) =>
      keys.some((key) => {
        const right = createHmac('sha256', key).update(message).digest();
        return signature.length === right.length && timingSafeEqual(signature, right);
      }),
  };
}

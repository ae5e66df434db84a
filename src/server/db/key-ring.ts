import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { entropy } from './entropy.ts';

/** Seals texts under the newest of several keys and opens what any of them sealed, so that keys can be replaced. */
export interface KeyRing {
  /** The key that seals now. */
  readonly newestId: string;
  has(keyId: string): boolean;
  /** @param bound what the text belongs to: moved elsewhere it does not open */
  seal(bound: string, text: string): { readonly keyId: string; readonly bytes: Buffer };
  /**
   * @throws UnknownKey when the key is not in the ring; Error when the bytes were changed or belong elsewhere
   */
  open(bound: string, sealed: { readonly keyId: string; readonly bytes: Buffer }): string;
}

/** The key was taken out of the ring too early. Put it back: nothing is lost. */
export class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random 96-bit nonce; each key is derived for this one use.
 *
 * @param keys 32 secret bytes each, the newest first
 * @throws RangeError without any key
 */
export function createKeyRing(use: string, keys: readonly Uint8Array[]): KeyRing {
  const derive = (key: Uint8Array, what: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', key, '', `latchkey ${use} ${what}`, bytes));
  const ring = keys.map((key) => ({
    // A name for the key that tells nothing about it.
    id: derive(key, 'key id', 6).toString('hex'),
    key: createSecretKey(derive(key, 'cipher', 32)),
  }));
  const [newest] = ring;
  if (newest === undefined) throw new RangeError('A ring needs a key.');
  const byId: ReadonlyMap<string, KeyObject> = new Map(ring.map(({ id, key }) => [id, key]));

  return {
    newestId: newest.id,
    has: (keyId) => byId.has(keyId),
    seal(bound, text) {
      const iv = entropy(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(bound));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return {
        keyId: newest.id,
        bytes: Buffer.concat([Buffer.of(FORMAT), iv, ...body, cipher.getAuthTag()]),
      };
    },
    open(bound, { keyId, bytes }) {
      const key = byId.get(keyId);
      if (key === undefined) throw new UnknownKey();
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = cipher.update(bytes.subarray(1 + IV_BYTES, -TAG_BYTES));
      return Buffer.concat([text, cipher.final()]).toString('utf8');
    },
  };
}

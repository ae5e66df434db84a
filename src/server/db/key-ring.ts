import { Buffer } from 'node:buffer';
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { openText, sealText } from './sealed-text.ts';

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

/**
 * Each key is derived for this one use; db/sealed-text.ts has the cipher.
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
    seal: (bound, text) => ({ keyId: newest.id, bytes: sealText(newest.key, bound, text) }),
    open(bound, { keyId, bytes }) {
      const key = byId.get(keyId);
      if (key === undefined) throw new UnknownKey();
      return openText(key, bound, bytes);
    },
  };
}

import { Buffer } from 'node:buffer';
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { openText, sealText } from './sealed-text.ts';

/** What is kept sealed of a request. */
export interface Sealed {
  readonly email: string;
  readonly buyerIp: string | undefined;
}

/** Keeps addresses unreadable at rest: a keyed hash to compare by, and a cipher for the worker to open. */
export interface AddressVault {
  /** The same for every spelling that most mail servers deliver to one mailbox. */
  hash(shop: string, email: string): Buffer;
  /** That of a request's address, worked out once for all who ask about the same request. */
  hashOf(request: { readonly shop: string; readonly email: string }): Buffer;
  /** A keyed hash of any other thing that must not be stored readable. */
  hashOther(text: string): Buffer;
  /** Bound to the request's id: a cipher moved to another row does not open. */
  seal(requestId: string, sealed: Sealed): Buffer;
  /** @throws Error when the key is another or the bytes were changed */
  open(requestId: string, cipher: Buffer): Sealed;
  /** Any other text with something personal in it; `row` names the row and the column that it belongs to. */
  sealText(row: string, text: string): Buffer;
  /** @throws Error when the key is another or the bytes were changed */
  openText(row: string, cipher: Buffer): string;
}

/** @param key 32 secret bytes; every use derives a key of its own from them */
export function createAddressVault(key: Uint8Array): AddressVault {
  // Key objects: Node prepares a key given as bytes anew at every use, at five times the cost of the hash.
  const derive = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `latchkey ${use}`, 32)));
  const hashKey = derive('address hash');
  const otherKey = derive('other hash');
  const cipherKey = derive('address cipher');

  const hash = (shop: string, email: string) =>
    createHmac('sha256', hashKey).update(`${shop} ${email.toLowerCase()}`).digest();
  const hashes = new WeakMap<object, Buffer>();

  return {
    hash,
    hashOf(request) {
      const known = hashes.get(request);
      if (known !== undefined) return known;
      const made = hash(request.shop, request.email);
      hashes.set(request, made);
      return made;
    },
    hashOther: (text) => createHmac('sha256', otherKey).update(text).digest(),
    seal: (requestId, sealed) => sealText(cipherKey, requestId, JSON.stringify(sealed)),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tag proves that seal() wrote it
    open: (requestId, bytes) => JSON.parse(openText(cipherKey, requestId, bytes)) as Sealed,
    sealText: (row, text) => sealText(cipherKey, row, text),
    openText: (row, bytes) => openText(cipherKey, row, bytes),
  };
}

import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { entropy } from './entropy.ts';

/**
 * AES-256-GCM with a random 96-bit nonce. A key may seal 2^32 texts before two nonces being the same is worth thinking of
 * (NIST SP 800-38D, 8.3): a thousand a second for seven weeks, or a million a day for eleven years.
 *
 * What is stored: one byte that says so, 12 of nonce, the text, 16 of tag.
 */
const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES };

/** These bytes were never made by {@link sealText}. */
export class NotSealed extends Error {
  override readonly name = 'NotSealed';
}

/** @param bound what the text belongs to: moved elsewhere it does not open */
export function sealText(key: KeyObject, bound: string, text: string): Buffer {
  const iv = entropy(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, OPTIONS).setAAD(Buffer.from(bound));
  const body = cipher.update(text, 'utf8');
  return Buffer.concat([Buffer.of(FORMAT), iv, body, cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the key is another, or the bytes were changed or belong elsewhere */
export function openText(key: KeyObject, bound: string, bytes: Buffer): string {
  if (bytes[0] !== FORMAT || bytes.length < 1 + IV_BYTES + TAG_BYTES) throw new NotSealed();
  const iv = bytes.subarray(1, 1 + IV_BYTES);
  const cipher = createDecipheriv(CIPHER, key, iv, OPTIONS).setAAD(Buffer.from(bound));
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = cipher.update(bytes.subarray(1 + IV_BYTES, -TAG_BYTES));
  return Buffer.concat([text, cipher.final()]).toString('utf8');
}

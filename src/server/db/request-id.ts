import { Buffer } from 'node:buffer';
import { entropy } from './entropy.ts';

/** A version 7 UUID (RFC 9562): ordered by time, so that rows are appended to their index. */
export function newRequestId(now: number): string {
  const bytes = Buffer.concat([Buffer.alloc(6), entropy(10)]);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return written(bytes);
}

/** What comes before every id that is made at this time or later. */
export function firstRequestId(at: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at, 0, 6);
  return written(bytes);
}

function written(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../src/server/db/key-ring.ts';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const TEXT = 'shpat_0123456789 and ünïcode';

describe('a ring of keys', () => {
  it('opens what it sealed, and shows nothing of it', () => {
    const ring = createKeyRing('tokens', [NEW]);
    const sealed = ring.seal('shop-a', TEXT);

    expect(ring.open('shop-a', sealed)).toBe(TEXT);
    expect(sealed.bytes.toString('latin1')).not.toContain('shpat');
  });

  it('seals the same text differently each time', () => {
    const ring = createKeyRing('tokens', [NEW]);
    const all = Array.from({ length: 100 }, () => ring.seal('shop-a', TEXT).bytes.toString('hex'));

    expect(new Set(all).size).toBe(100);
  });

  it('seals with the newest key and opens with every one', () => {
    const before = createKeyRing('tokens', [OLD]);
    const both = createKeyRing('tokens', [NEW, OLD]);
    const after = createKeyRing('tokens', [NEW]);

    expect(both.open('shop-a', before.seal('shop-a', TEXT))).toBe(TEXT);
    expect(after.open('shop-a', both.seal('shop-a', TEXT))).toBe(TEXT);
    expect(both.newestId).toBe(after.newestId);
    expect(both.newestId).not.toBe(before.newestId);
  });

  it('says which key is missing from it, not that the bytes are wrong', () => {
    const sealed = createKeyRing('tokens', [OLD]).seal('shop-a', TEXT);

    expect(() => createKeyRing('tokens', [NEW]).open('shop-a', sealed)).toThrow(
      expect.objectContaining({ name: 'UnknownKey' }),
    );
  });

  it('opens nothing that was moved to another shop, or changed in any byte', () => {
    const ring = createKeyRing('tokens', [NEW]);
    const sealed = ring.seal('shop-a', TEXT);
    expect(() => ring.open('shop-b', sealed)).toThrow();

    for (let index = 0; index < sealed.bytes.length; index += 1) {
      const bytes = Buffer.from(sealed.bytes);
      bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      expect(() => ring.open('shop-a', { ...sealed, bytes })).toThrow();
    }
    for (let length = 0; length < sealed.bytes.length; length += 1)
      expect(() => ring.open('shop-a', { ...sealed, bytes: sealed.bytes.subarray(0, length) })).toThrow();
  });

  it('has another key for every use', () => {
    const sealed = createKeyRing('tokens', [NEW]).seal('shop-a', TEXT);

    expect(() => createKeyRing('something else', [NEW]).open('shop-a', sealed)).toThrow();
  });

  it('is not made of nothing', () => {
    expect(() => createKeyRing('tokens', [])).toThrow(RangeError);
  });
});

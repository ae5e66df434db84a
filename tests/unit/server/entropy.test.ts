import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../src/server/db/key-ring.ts';
import { entropy } from '../../../src/server/db/entropy.ts';

describe('random bytes', () => {
  it('are as many as were asked for, and never the same twice, across the portions they are drawn in', () => {
    const drawn = Array.from({ length: 100_000 }, () => entropy(12));

    expect(drawn.every((bytes) => bytes.length === 12)).toBe(true);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(drawn.length);
  });

  it('belong to whoever drew them: another draw changes nothing in them, nor they in another', () => {
    const first = entropy(16);
    const before = first.toString('hex');
    const second = entropy(16);
    second.fill(0);
    const third = entropy(16);

    expect(first.toString('hex')).toBe(before);
    expect(third.equals(Buffer.alloc(16))).toBe(false);
  });
});

it('a nonce of AES-GCM is never used twice', () => {
  const ring = createKeyRing('tokens', [Buffer.alloc(32, 1)]);
  const nonces = Array.from({ length: 20_000 }, () => ring.seal('shop', 'a').bytes.toString('hex', 1, 13));

  expect(new Set(nonces).size).toBe(nonces.length);
});

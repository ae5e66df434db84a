import { describe, expect, it } from 'vitest';
import { createAddressVault } from '../../../src/server/db/address-vault.ts';
import { newRequestId } from '../../../src/server/db/request-id.ts';

const vault = createAddressVault(Buffer.alloc(32, 1));
const other = createAddressVault(Buffer.alloc(32, 2));
const SEALED = { email: "o'brien+ä@example.com", buyerIp: '2001:db8::1' };
const ID = newRequestId(1_795_312_830_000);

describe('a sealed address', () => {
  it('opens with the key and for the request it was sealed with', () => {
    expect(vault.open(ID, vault.seal(ID, SEALED))).toEqual(SEALED);
  });

  it('cannot be read, and never looks the same twice', () => {
    const [first, second] = [vault.seal(ID, SEALED), vault.seal(ID, SEALED)];

    expect(first.toString('latin1')).not.toContain('example');
    expect(first.equals(second)).toBe(false);
  });

  it('does not open for another request, with another key, or when a bit was changed', () => {
    const cipher = vault.seal(ID, SEALED);
    const changed = Buffer.from(cipher);
    changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);

    expect(() => vault.open(newRequestId(0), cipher)).toThrow();
    expect(() => other.open(ID, cipher)).toThrow();
    expect(() => vault.open(ID, changed)).toThrow();
  });
});

describe('the hash of an address', () => {
  it('is one for all spellings in capitals, and differs by shop and by key', () => {
    const hash = vault.hash('a.myshopify.com', 'Ada@example.com');

    expect(vault.hash('a.myshopify.com', 'ada@example.com')).toEqual(hash);
    expect(vault.hash('b.myshopify.com', 'ada@example.com')).not.toEqual(hash);
    expect(other.hash('a.myshopify.com', 'ada@example.com')).not.toEqual(hash);
  });

  it('is the same, worked out once, for whoever asks about the same request', () => {
    const request = { shop: 'a.myshopify.com', email: 'Ada@example.com' };

    expect(vault.hashOf(request)).toEqual(vault.hash('a.myshopify.com', 'ada@example.com'));
    expect(vault.hashOf(request)).toBe(vault.hashOf(request));
    expect(vault.hashOf({ ...request, email: 'grace@example.com' })).not.toEqual(vault.hashOf(request));
    expect(other.hashOf(request)).not.toEqual(vault.hashOf(request));
  });
});

describe('a request id', () => {
  it('is a version 7 UUID that sorts by time', () => {
    const ids = [1, 2, 3].map((step) => newRequestId(1_795_312_830_000 + step));

    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
  });
});

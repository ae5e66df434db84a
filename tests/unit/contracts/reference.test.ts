import { describe, expect, it } from 'vitest';
import {
  formatReference,
  parseReference,
  REFERENCE_LETTERS,
  REFERENCE_SIGNS,
  REFERENCE_STATES,
  referenceOf,
  referenceSigns,
} from '../../../src/contracts/reference.ts';

describe('the reference of a conversation', () => {
  it('is the same each time, and has the letter of what the shopper saw', () => {
    const uuid = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';
    const shown = REFERENCE_STATES.map((state) => referenceOf(uuid, state));

    expect(shown).toEqual(['C', 'W', 'F', 'R'].map((letter) => `${letter}-${shown[0]?.slice(2)}`));
    expect(shown[0]).toMatch(/^C-[2-9CFGHJMPQRVWX]{5}-[2-9CFGHJMPQRVWX]{5}$/);
    expect(referenceSigns(uuid.toUpperCase())).toBe(referenceSigns(uuid));
  });

  it('takes the first twelve digits as one number', () => {
    expect(referenceSigns('00000000-0000-4000-8000-000000000000')).toBe('2222222222');
    expect(referenceSigns('00000000-0015-4fff-bfff-ffffffffffff')).toBe('3322222222');
    expect(referenceSigns('ffffffff-ffff-4000-8000-000000000000')).toHaveLength(10);
  });

  it('has every sign at every place, and is no second conversation’s', () => {
    const all = Array.from({ length: 2_000 }, () => referenceSigns(crypto.randomUUID()));

    expect(new Set(all).size).toBe(2_000);
    for (let place = 0; place < 10; place += 1) {
      expect(new Set(all.map((signs) => signs[place])).size).toBe(REFERENCE_SIGNS.length);
    }
  });
});

it('no letter and no sign can be mistaken for another or spells a word', () => {
  const letters = Object.values(REFERENCE_LETTERS);

  expect(new Set(REFERENCE_SIGNS).size).toBe(20);
  expect(new Set(letters).size).toBe(letters.length);
  expect(letters.every((letter) => REFERENCE_SIGNS.includes(letter))).toBe(true);
  expect(REFERENCE_SIGNS).not.toMatch(/[AEIOUY01LBDKSTZN]/);
});

describe('a reference that somebody typed', () => {
  const signs = 'CQX2M4RVWH';

  it.each(['C-CQX2M-4RVWH', 'c-cqx2m-4rvwh', ' CCQX2M4RVWH ', 'C CQX2M 4RVWH', 'c_cqx2m.4rvwh'])(
    'is read with its letter from %j',
    (typed) => {
      expect(parseReference(typed)).toEqual({ signs, state: 'check-inbox' });
    },
  );

  it.each([formatReference(signs), 'cqx2m4rvwh', '  CQX2M 4RVWH'])(
    'is read without a letter from %j',
    (typed) => {
      expect(parseReference(typed)).toEqual({ signs, state: undefined });
    },
  );

  it.each(REFERENCE_STATES)('is read back from what was shown for %s', (state) => {
    const uuid = crypto.randomUUID();

    expect(parseReference(referenceOf(uuid, state))).toEqual({ signs: referenceSigns(uuid), state });
  });

  it.each(['', 'C', '7QX2M', 'C-7QX2M', '7QX2M-4RVW0', 'X-7QX2M-4RVWH', 'CC-7QX2M-4RVWH', 'ada@example.com'])(
    'is not read from %j',
    (typed) => {
      expect(parseReference(typed)).toBeUndefined();
    },
  );
});

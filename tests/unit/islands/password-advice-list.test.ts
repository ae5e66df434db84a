import { describe, expect, it } from 'vitest';
import {
  buildCommonPasswords,
  commonPasswords,
  plainCommonPasswords,
} from '../../../scripts/build-common-passwords.ts';
import { hashInto, plainForm, readCommonPasswords } from '../../../src/contracts/common-passwords.ts';
import { isPattern } from '../../../src/contracts/password-patterns.ts';

const file = buildCommonPasswords();
const list = readCommonPasswords(JSON.parse(JSON.stringify(file)));

/** Numbers below 1 that are the same in every run (mulberry32). */
function sameNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Passwords as people and password managers make them: letters alone, with digits, with capitals and signs. */
function madeUp(count: number): readonly string[] {
  const random = sameNumbers(20_261_122);
  const pick = (from: string, length: number) =>
    Array.from({ length }, () => from[Math.floor(random() * from.length)]).join('');
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const all = `${letters}${letters.toUpperCase()}0123456789!@#$%&*-_.`;
  return Array.from({ length: count }, (_, at) => {
    const length = 6 + Math.floor(random() * 12);
    if (at % 3 === 0) return pick(letters, length);
    return at % 3 === 1 ? pick(letters, length) + pick('0123456789', 2) : pick(all, length);
  });
}

describe('the list of common passwords', () => {
  it('knows the ten thousand most common ones that Shopify would take', () => {
    const common = commonPasswords();

    expect(common).toHaveLength(10_000);
    expect(common.slice(0, 3)).toEqual(['123456', 'password', '12345678']);
    expect(common.filter((password) => password.length < 5)).toEqual([]);
    expect(common.filter((password) => !isPattern(password) && !list.has(password))).toEqual([]);
  });

  it('takes at most one password in a thousand for a common one by mistake', () => {
    const listed = new Set(plainCommonPasswords());
    const strangers = madeUp(200_000).filter((password) => !listed.has(plainForm(password)));
    const mistakes = strangers.filter((password) => list.has(password)).length;

    expect(strangers.length).toBeGreaterThan(199_000);
    expect(mistakes / strangers.length).toBeLessThanOrEqual(0.001);
    // A reader that never says yes would pass the line above.
    expect(mistakes).toBeGreaterThan(0);
  });

  it('spreads hashes evenly', () => {
    const boxes = Array.from({ length: 64 }, () => 0);
    for (const password of madeUp(64_000)) {
      const box = hashInto(password, boxes.length);
      boxes[box] = (boxes[box] ?? 0) + 1;
    }
    const chiSquare = boxes.reduce((sum, found) => sum + (found - 1_000) ** 2 / 1_000, 0);

    // 63 degrees of freedom: above 103.4 once in a thousand runs, and this run is always the same.
    expect(chiSquare).toBeLessThan(103.4);
  });

  it.each([
    'P@ssw0rd2024!',
    'PASSWORD',
    'password1',
    'pa55word',
    'passwordpassword',
    'Liverpool1!',
    'dragon99',
  ])('sees through the decorations of %s', (password) => {
    expect(list.has(password)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'Tr0ub4dor&3',
    'seven lakes at dawn',
    'dragon8264019375',
    'пароль на каждый день',
    'p'.repeat(5_000),
  ])('does not know %s', (password) => {
    expect(list.has(password)).toBe(false);
  });

  it.each([
    ['another version', { ...file, v: 2 }],
    ['a file cut short', { ...file, data: file.data.slice(0, -1) }],
    ['a file with something behind it', { ...file, data: `${file.data}((` }],
    ['a count that cannot be', { ...file, count: Number.MAX_SAFE_INTEGER }],
    ['no file of ours', '<!doctype html>'],
    ['nothing', null],
  ])('refuses %s', (_, damaged) => {
    expect(() => readCommonPasswords(damaged)).toThrow(RangeError);
  });
});

describe('a pattern', () => {
  it.each([
    'aaaaaaaa',
    '12345678',
    '87654321',
    'abcdefgh',
    'qwertyui',
    'QWERTZUIOP',
    'azertyuiop',
    'qwerty123',
    'aaabbb111',
    '24121987',
    '12-24-1987',
    '1987.12.24',
    '241287',
  ])('is %s', (password) => {
    expect(isPattern(password)).toBe(true);
  });

  it.each(['', 'aabbccdd', 'qwerty12', '99999x', '45678321098', 'forest', '32131987', 'the red boat'])(
    'is not %j',
    (password) => {
      expect(isPattern(password)).toBe(false);
    },
  );
});

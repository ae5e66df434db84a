/**
 * Makes the list of common passwords that the browser checks against: the same bytes from the same list.
 *
 * The list is that of `@zxcvbn-ts/language-common` (MIT), most common first. docs/decisions/0010 says why.
 */
import { dictionary } from '@zxcvbn-ts/language-common';
import { hashInto, plainForm, SEXTETS, type CommonPasswordsFile } from '../src/contracts/common-passwords.ts';
import { isPattern } from '../src/contracts/password-patterns.ts';

/** How many of the most common passwords are known. */
export const KNOWN = 10_000;

/** Shopify refuses shorter ones anyway. */
const SHORTEST = 5;

/** One password in so many is taken for a common one by mistake. */
const ONE_MISTAKE_IN = 2_048;

/** Shortest for distances of that mean: measured, 10 and 11 lie 0.4 % apart. */
const RICE = 10;

/** The most common passwords that Shopify would take, in lower case. */
export function commonPasswords(): readonly string[] {
  const all = dictionary['passwords-common'].map((password) => password.toLowerCase());
  return [...new Set(all)].filter((password) => Array.from(password).length >= SHORTEST).slice(0, KNOWN);
}

/** What of them has to be listed: plain forms, each once, of all that no rule finds. */
export function plainCommonPasswords(): readonly string[] {
  return [
    ...new Set(
      commonPasswords()
        .filter((password) => !isPattern(password))
        .map(plainForm),
    ),
  ];
}

/** The data file. */
export function buildCommonPasswords(
  plain: readonly string[] = plainCommonPasswords(),
  oneMistakeIn = ONE_MISTAKE_IN,
  rice = RICE,
): CommonPasswordsFile {
  const range = plain.length * oneMistakeIn;
  const hashes = [...new Set(plain.map((password) => hashInto(password, range)))].toSorted((a, b) => a - b);
  const distances = hashes.map((hash, at) => hash - (hashes[at - 1] ?? -1) - 1);
  return { v: 1, count: hashes.length, range, rice, data: inRiceCode(distances, rice) };
}

function inRiceCode(distances: readonly number[], rice: number): string {
  const bits = distances
    .map((distance) => {
      const [ones, lower] = [distance >> rice, distance & (2 ** rice - 1)];
      return `${'1'.repeat(ones)}0${lower.toString(2).padStart(rice, '0')}`;
    })
    .join('');
  const sextets = bits.match(/.{1,6}/g) ?? [];
  return sextets.map((sextet) => inCharacter(Number.parseInt(sextet.padEnd(6, '0'), 2))).join('');
}

function inCharacter(sextet: number): string {
  const code = sextet + SEXTETS.first;
  return String.fromCharCode(code < SEXTETS.backslash ? code : code + 1);
}

/** Name of the data file beside the modules. */
export const COMMON_PASSWORDS_FILE = 'common-passwords.json';

/**
 * The list of common passwords as it travels: the hashes of their plain forms, sorted, and of each the distance to
 * the one before in Rice code. Which structure and why: docs/decisions/0010.
 */
export interface CommonPasswordsFile {
  readonly v: 1;
  /** How many hashes. */
  readonly count: number;
  /** Hashes lie from 0 up to this. */
  readonly range: number;
  /** Lower bits of a distance that are written as they are; the others come before, as that many ones and a zero. */
  readonly rice: number;
  /** Six bits to a character, see {@link SEXTETS}. */
  readonly data: string;
}

export interface CommonPasswords {
  /** Is this, or the plain form of it, on the list? By mistake for one password in two thousand. */
  has(password: string): boolean;
}

/** 64 characters that JSON leaves as they are: from `(` on, without the backslash. */
export const SEXTETS = { first: 40, backslash: 92 } as const;

/** What stands on every list is shorter; also keeps the search for repetition short. */
const LONGEST = 64;

const REPEATED = /^(.+?)\1+$/;
const DECORATED = /^(.{3,}[^!-@[-`{-~])[!-@[-`{-~]{1,6}$/;
const LOOKALIKES: Readonly<Record<string, string>> = {
  '4': 'a',
  '@': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  l: 'i',
  '0': 'o',
  '5': 's',
  $: 's',
  '7': 't',
};

/**
 * What is left of a password when the usual decorations are undone: capitals, saying it twice, up to six digits or
 * signs behind four characters or more, and digits or signs that look like letters. The list holds plain forms, so
 * that one look finds `P@ssw0rd2024!` as well as `password`.
 */
export function plainForm(password: string): string {
  const lower = password.toLowerCase();
  const once = REPEATED.exec(lower)?.[1] ?? lower;
  const bare = DECORATED.exec(once)?.[1] ?? once;
  return bare.replace(/[4@31!l05$7]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

/**
 * Where a text falls in a range: FNV-1a with the finish of MurmurHash3, 32 bits, scaled down. Both public domain.
 *
 * @returns a whole number from 0 up to, not including, `range`
 */
export function hashInto(text: string, range: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return Math.floor(((hash ^ (hash >>> 16)) >>> 0) * (range / 2 ** 32));
}

/**
 * Reads the data file.
 *
 * @param file the decoded JSON
 * @throws RangeError when it is of another version or damaged
 */
export function readCommonPasswords(file: unknown): CommonPasswords {
  if (!isCommonPasswordsFile(file)) throw new RangeError('not a list of common passwords');
  const { count, range, rice, data } = file;
  const hashes = new Set<number>();
  let bit = 0;
  const read = (): number => {
    const code = data.charCodeAt(Math.floor(bit / 6));
    const sextet = code - SEXTETS.first - Number(code > SEXTETS.backslash);
    const value = (sextet >> (5 - (bit % 6))) & 1;
    bit += 1;
    return value;
  };
  for (let hash = -1; hashes.size < count;) {
    let distance = 0;
    // Behind the end of damaged data stand zeros only, so this ends.
    while (read() === 1) distance += 1;
    for (let lower = 0; lower < rice; lower += 1) distance = distance * 2 + read();
    hash += distance + 1;
    hashes.add(hash);
  }
  if (Math.ceil(bit / 6) !== data.length) throw new RangeError('a damaged list of common passwords');
  return {
    has: (password) => password.length <= LONGEST && hashes.has(hashInto(plainForm(password), range)),
  };
}

function isCommonPasswordsFile(file: unknown): file is CommonPasswordsFile {
  if (typeof file !== 'object' || file === null) return false;
  const { v, count, range, rice, data }: Partial<Record<keyof CommonPasswordsFile, unknown>> = file;
  if (v !== 1 || typeof data !== 'string' || typeof count !== 'number') return false;
  // Each takes more than one character, so that a damaged count cannot keep the reader going.
  return count <= data.length && Number.isSafeInteger(range) && Number.isSafeInteger(rice);
}

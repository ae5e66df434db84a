/**
 * Structures for the list of common passwords, side by side in one run: what a shopper downloads, how often one is
 * wrong, how long until it can be asked, and how much code reads it. docs/decisions/0010 quotes a run.
 *
 *   node bench/common-passwords.ts
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import {
  buildCommonPasswords,
  commonPasswords,
  plainCommonPasswords,
} from '../scripts/build-common-passwords.ts';
import { hashInto, plainForm, readCommonPasswords } from '../src/contracts/common-passwords.ts';

type Has = (password: string) => boolean;

interface Structure {
  readonly what: string;
  /** The file as it would lie beside the modules. */
  readonly file: string;
  readonly read: (file: string) => Has;
  /** Whose source is weighed; hash and plain form are needed by all and not counted. */
  readonly reader: (...given: never[]) => unknown;
}

const MOST_MISTAKES = 1 / 1_000;
const ROUNDS = 50;
const STRANGERS = 200_000;

const plain = plainCommonPasswords();
const rice = (oneMistakeIn: number, bits: number): Structure => ({
  what: `hashes in Rice code, 1 in ${oneMistakeIn}`,
  file: JSON.stringify(buildCommonPasswords(plain, oneMistakeIn, bits)),
  read(file) {
    const list = readCommonPasswords(JSON.parse(file));
    return (password) => list.has(password);
  },
  reader: readCommonPasswords,
});

const structures: readonly Structure[] = [
  { ...rice(2_048, 10), what: 'hashes in Rice code, 1 in 2048 (shipped)' },
  rice(1_024, 9),
  { what: 'Bloom filter, 1 in 2048', file: bloom(plain, 11), read: readBloom, reader: readBloom },
  {
    what: 'plain forms, what they share left out',
    file: fronted(plain),
    read: readFronted,
    reader: readFronted,
  },
  { what: 'plain forms as text', file: plain.toSorted().join('\n'), read: readText, reader: readText },
  {
    what: 'the 10,000 as text',
    file: commonPasswords().toSorted().join('\n'),
    read: readText,
    reader: readText,
  },
];

const strangers = madeUp(STRANGERS);
const listed = new Set(plain);

const rows = [];
for (const { what, file, read, reader } of structures) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    read(file);
    return performance.now() - start;
  }).toSorted((one, other) => one - other);
  const has = read(file);
  // Once beforehand: the first structure must not pay for the engine getting warm.
  for (const password of strangers) has(password);
  const begun = performance.now();
  const mistakes = strangers.filter((password) => has(password) && !listed.has(plainForm(password))).length;
  rows.push({
    what,
    'data, gzip B': gzipSync(file, { level: 9 }).length,
    'reader, gzip B': await weightOf(reader),
    'mistakes of 200,000': mistakes,
    'ready after, ms': (times[ROUNDS / 2] ?? 0).toFixed(2),
    'one look, µs': (((performance.now() - begun) * 1_000) / STRANGERS).toFixed(2),
  });
}
console.table(rows);
console.log(`${commonPasswords().length} passwords, ${plain.length} plain forms once patterns are left out.`);
console.log(`zxcvbn-ts, its own file of passwords alone: ${zxcvbnWeight()} B gzip.`);

const shipped = rows[0]?.['mistakes of 200,000'] ?? STRANGERS;
const kept = shipped / STRANGERS <= MOST_MISTAKES;
console.log(`Mistakes of what is shipped, to be at most 1 in 1,000: ${kept ? 'kept' : 'MISSED'}`);
process.exitCode = kept ? 0 : 1;

/** The bits of a Bloom filter with `hashes` hash functions, at the best size for that, in base64. */
function bloom(entries: readonly string[], hashes: number): string {
  const size = Math.ceil((entries.length * hashes) / Math.LN2 / 8) * 8;
  const bits = new Uint8Array(size / 8);
  for (const entry of entries) {
    for (let at = 0; at < hashes; at += 1) {
      const bit = hashInto(`${at}${entry}`, size);
      bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return JSON.stringify(Buffer.from(bits).toString('base64'));
}

function readBloom(file: string): Has {
  const bits = Uint8Array.from(atob(String(JSON.parse(file))), (character) => character.charCodeAt(0));
  const isSet = (bit: number) => (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  return (password) => {
    const form = plainForm(password);
    for (let at = 0; at < 11; at += 1) if (!isSet(hashInto(`${at}${form}`, bits.length * 8))) return false;
    return true;
  };
}

/** Sorted, each as how many characters it shares with the one before, then the rest of it. */
function fronted(entries: readonly string[]): string {
  const sorted = entries.toSorted();
  return sorted
    .map((entry, at) => {
      const before = sorted[at - 1] ?? '';
      let shared = 0;
      while (shared < 9 && shared < entry.length && entry[shared] === before[shared]) shared += 1;
      return `${shared}${entry.slice(shared)}`;
    })
    .join('\n');
}

function readFronted(file: string): Has {
  const entries = new Set<string>();
  let before = '';
  for (const line of file.split('\n')) {
    before = before.slice(0, Number(line[0])) + line.slice(1);
    entries.add(before);
  }
  return (password) => entries.has(plainForm(password));
}

function readText(file: string): Has {
  const entries = new Set(file.split('\n'));
  return (password) => entries.has(plainForm(password));
}

async function weightOf(reader: Structure['reader']): Promise<number> {
  const { code } = await transform(`export default ${reader.toString()}`, { minify: true, target: 'es2022' });
  return gzipSync(code, { level: 9 }).length;
}

function zxcvbnWeight(): number {
  const entry = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common');
  return gzipSync(readFileSync(entry.replace(/index\.\w+$/, 'passwords.json.mjs')), { level: 9 }).length;
}

/** Passwords of letters, the same in every run (a linear congruence of Numerical Recipes). */
function madeUp(count: number): readonly string[] {
  let state = 22;
  const letter = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(97 + Math.floor((state / 2 ** 32) * 26));
  };
  return Array.from({ length: count }, () => Array.from({ length: 10 }, letter).join(''));
}

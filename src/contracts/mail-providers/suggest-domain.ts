import { POPULAR_DOMAINS } from './data/popular-domains.ts';

/** Longer than any popular domain by more than two. */
const LONGEST = 24;

/** Nobody has these with another ending, though many think so. */
const ONE_ENDING = new Set(['gmail', 'googlemail', 'icloud', 'btinternet']);

/** Right, though near a popular one; no other mailbox that we know is, as a test finds. */
const RIGHT = new Set([
  ...POPULAR_DOMAINS,
  'email.com',
  'cloud.com',
  'fast-email.com',
  'uymail.com',
  'earthling.net',
]);

/** An ending somebody may well have a domain in. Every country's, but for three that people hit when they mean `com`. */
const OWN_ENDING = /^(?!(co|cm|om)$)(.*\.)?([a-z]{2}|com|net|org|info|biz|edu|gov)$/;

/**
 * The domain that a misspelt one probably meant, by Damerau-Levenshtein distance. A hint, never a hindrance: an
 * unusual domain is the shopper's business, and a wrong hint costs trust, so in doubt there is none. None for a domain
 * that is known; none for another ending that may be somebody's, because `laposte.fr` and `comcast.com` are; in names
 * of up to four letters only swapped and doubled letters count, because every other short name is somebody's.
 *
 * @param domain what stands behind the @, in any case, also without a full stop
 */
export function suggestDomain(domain: string): string | undefined {
  const typed = domain.toLowerCase();
  if (typed.length > LONGEST || RIGHT.has(typed)) return undefined;
  let best: string | undefined;
  let least = 3;
  for (const candidate of POPULAR_DOMAINS) {
    const distance = distanceTo(candidate, typed);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Slips between the two, or Infinity where it is no slip. */
function distanceTo(candidate: string, typed: string): number {
  const [name, ending] = split(candidate);
  const [typedName, typedEnding] = split(typed);
  if (typedEnding === '') return typed === name || typed === name + ending ? 1 : Infinity;
  if (name === typedName && ONE_ENDING.has(name)) return 1;
  if (ending !== typedEnding && OWN_ENDING.test(typedEnding)) return Infinity;
  return isSlip(name, typedName) ? slips(candidate, typed) : Infinity;
}

function split(domain: string): readonly [name: string, ending: string] {
  const dot = domain.indexOf('.');
  return dot < 0 ? [domain, ''] : [domain.slice(0, dot), domain.slice(dot + 1)];
}

function isSlip(name: string, typed: string): boolean {
  const distance = slips(name, typed);
  const sameLetters = sorted(name) === sorted(typed);
  if (distance > 1)
    return distance === 2 && name[0] === typed[0] && (sameLetters || name.length >= 8) && name.length > 4;
  return distance === 0 || name.length > 4 || sameLetters || typed.replace(/(.)\1/, '$1') === name;
}

function sorted(letters: string): string {
  return letters.split('').toSorted().join('');
}

/** Letters added, left out, changed or swapped with their neighbour (optimal string alignment). */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const differs = Number(one[at - 1] !== other[to - 1]);
      let cost = Math.min((last[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1, (last[to - 1] ?? 0) + differs);
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) {
        cost = Math.min(cost, (before[to - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? Infinity;
}

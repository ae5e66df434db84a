import type { PageState } from './page-states.ts';

/**
 * The signs of a reference: without vowels, so that it spells nothing, and without those that are mistaken for one
 * another when read out or typed over (the alphabet of Open Location Code).
 */
export const REFERENCE_SIGNS = '23456789CFGHJMPQRVWX';
export const REFERENCE_LENGTH = 10;

/** The pages that have a reference. */
export const REFERENCE_STATES = [
  'check-inbox',
  'throttled',
  'service-degraded',
  'needs-review',
] as const satisfies readonly PageState[];
export type ReferenceState = (typeof REFERENCE_STATES)[number];

/**
 * What the shopper saw, as the letter before the signs tells staff: C for check your inbox, W for wait a while, F for
 * a fault of ours, R for a request that staff review.
 */
export const REFERENCE_LETTERS: Readonly<Record<ReferenceState, string>> = {
  'check-inbox': 'C',
  throttled: 'W',
  'service-degraded': 'F',
  'needs-review': 'R',
};

/**
 * The signs that stand for a conversation: the same for each of its requests, in all its states, and made from
 * nothing but chance.
 *
 * @param uuid a random UUID (version 4), whose first twelve digits are all random: 48 bits for one of 10^13
 */
export function referenceSigns(uuid: string): string {
  let signs = '';
  // Reads the first twelve: what comes after the second hyphen is no number any more.
  for (let rest = parseInt(uuid.replace('-', ''), 16); signs.length < REFERENCE_LENGTH;) {
    signs += REFERENCE_SIGNS.charAt(rest % 20);
    rest = Math.floor(rest / 20);
  }
  return signs;
}

/** How the signs are shown: `7QX2M-4RVWH`. */
export function formatReference(signs: string): string {
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/**
 * The reference number of a page: `C-7QX2M-4RVWH`.
 *
 * @param uuid of the conversation
 * @param state what the page tells the shopper
 */
export function referenceOf(uuid: string, state: ReferenceState): string {
  return `${REFERENCE_LETTERS[state]}-${formatReference(referenceSigns(uuid))}`;
}

/** A reference that somebody typed. */
export interface TypedReference {
  readonly signs: string;
  /** Undefined where the letter was left out, as requests that staff review have none. */
  readonly state: ReferenceState | undefined;
}

/**
 * Reads a reference as somebody typed it: with or without its letter, hyphens and capitals.
 *
 * @returns undefined when it is none
 */
export function parseReference(typed: string): TypedReference | undefined {
  const all = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const signs = all.slice(-REFERENCE_LENGTH);
  const letter = all.slice(0, -REFERENCE_LENGTH);
  const state = REFERENCE_STATES.find((each) => REFERENCE_LETTERS[each] === letter);
  const isKnown =
    signs.length === REFERENCE_LENGTH && Array.from(signs).every((sign) => REFERENCE_SIGNS.includes(sign));
  return isKnown && (letter === '' || state !== undefined) ? { signs, state } : undefined;
}

/** Path of the look-up behind the shop's proxy path; the first characters of a hash follow it. */
export const BREACHED_PASSWORDS_PATH = '/breached-passwords';

/** All that a look-up tells about a password: how its SHA-1 begins, in one of some million ways. */
export const HASH_PREFIX_LENGTH = 5;

const PREFIX = /^[0-9A-Fa-f]{5}$/;
const LINES = /^(?:[0-9A-F]{35}:\d{1,10}(?:\n|$))+$/;

/** Are these five hexadecimal characters, in either case? */
export function isHashPrefix(text: string): boolean {
  return PREFIX.test(text);
}

/**
 * Reads what the range API of Pwned Passwords answers: the rest of each hash with that prefix, and how often it was
 * seen. Padding is among them, seen 0 times, so that the size of an answer does not tell the prefix.
 * https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
 *
 * @returns lines of `SUFFIX:COUNT` in upper case, divided by line feeds; undefined when any line is something else
 */
export function readHashRange(answer: string): string | undefined {
  const lines = answer.replaceAll('\r\n', '\n').toUpperCase();
  return LINES.test(lines) ? lines : undefined;
}

/**
 * Is a hash in a range, and seen at least once?
 *
 * @param range lines of `SUFFIX:COUNT`; anything else, such as a gateway's error page, has no hash in it
 * @param sha1 forty hexadecimal characters in upper case
 */
export function isInRange(range: string, sha1: string): boolean {
  const found = `\n${range}`.split(`\n${sha1.slice(HASH_PREFIX_LENGTH)}:`)[1];
  return found !== undefined && Number.parseInt(found, 10) > 0;
}

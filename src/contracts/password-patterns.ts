/** Neighbours on the way through digits, the alphabet and the rows of QWERTY, QWERTZ and AZERTY keyboards. */
const ROWS =
  '01234567890\nabcdefghijklmnopqrstuvwxyz\nqwertyuiop\nasdfghjkl\nzxcvbnm\nqwertzuiop\nyxcvbnm\nazertyuiop\nqsdfghjklm\nwxcvbn';

/** The same backwards too. No key types the line break between two rows. */
const NEIGHBOURS = `${ROWS}\n${Array.from(ROWS).reverse().join('')}`;

/** Fewer characters in a row may as well be part of a word. */
const SHORTEST_RUN = 3;

/** Day and month in either order, or year first, with or without signs between them, as in `24121987`. */
const DATE =
  /^(?:(?:(?:0[1-9]|[12]\d|3[01])[-./]?(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01]))[-./]?(?:19|20)?\d\d|(?:19|20)\d\d[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01]))$/;

/**
 * Is this password a pattern that many people hit upon, whether or not it is on any list: one character again
 * and again, neighbours on the keyboard, in the alphabet or among the digits, several of these in a row
 * (`qwerty123`), or a date? The list of common passwords leaves out what this finds.
 *
 * @param password as typed; letters count the same in both cases
 */
export function isPattern(password: string): boolean {
  const text = password.toLowerCase();
  if (DATE.test(text)) return true;
  for (let at = 0; at < text.length;) {
    const length = runAt(text, at);
    if (length < SHORTEST_RUN) return false;
    at += length;
  }
  return text !== '';
}

/** How many characters from here on repeat each other or are neighbours. */
function runAt(text: string, start: number): number {
  let same = 1;
  while (text[start + same] === text[start]) same += 1;
  let next = 1;
  while (start + next < text.length && NEIGHBOURS.includes(text.slice(start, start + next + 1))) next += 1;
  return Math.max(same, next);
}

import { createHash } from 'node:crypto';
import { HASH_PREFIX_LENGTH } from '../../contracts/breached-passwords.ts';

/** On no list of common passwords: only a look-up finds these. */
const STOLEN = ['stolen-from-a-shop', 'correct horse battery staple'];

/** How many of the most common passwords were stolen here too. */
const COMMON = 200;

const LINE_BREAK = '\r\n';

/** Lines of an answer, real ones and padding together. The API's own are 800 to 1,000. */
const PADDED_LINES = 800;

/**
 * The range API of Pwned Passwords for the local shop, so that nothing leaves the machine:
 * `GET /range/{first five characters}` answers the rest of each hash and how often it was seen, and with
 * `Add-Padding: true` as many made-up ones, seen 0 times, as hide how many there are.
 * https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
 */
export function createPwnedPasswords(): (request: Request) => Promise<Response> {
  let hashes: Promise<readonly StolenHash[]> | undefined;

  return async (request) => {
    const prefix = /^\/range\/([0-9A-F]{5})$/i.exec(new URL(request.url).pathname)?.[1]?.toUpperCase();
    if (prefix === undefined)
      return new Response('The hash prefix was not in a valid format', { status: 400 });
    hashes ??= hashStolen();
    const found = (await hashes)
      .filter(({ hash }) => hash.startsWith(prefix))
      .map(({ hash, seen }) => `${hash.slice(HASH_PREFIX_LENGTH)}:${seen}`);
    const isPadded = request.headers.get('add-padding') === 'true';
    const padding = Array.from(
      { length: isPadded ? PADDED_LINES - found.length : 0 },
      (_, at) => `${sha1(`${prefix} ${at}`).slice(HASH_PREFIX_LENGTH)}:0`,
    );
    // oxlint-disable-next-line require-array-sort-compare -- hexadecimal characters: by code unit is right
    return new Response([...found, ...padding].sort().join(LINE_BREAK), {
      headers: { 'content-type': 'text/plain' },
    });
  };
}

interface StolenHash {
  readonly hash: string;
  readonly seen: number;
}

/** At the first look-up: reading the list takes longer than all the rest of a start of this module. */
async function hashStolen(): Promise<readonly StolenHash[]> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const stolen = [...dictionary['passwords-common'].slice(0, COMMON), ...STOLEN];
  return stolen.map((password, at) => ({ hash: sha1(password), seen: stolen.length - at }));
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}

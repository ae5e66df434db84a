import { readHashRange } from '../../contracts/breached-passwords.ts';
import type { HashRanges } from '../domain/look-up-hash-range.ts';

/** Advice that comes later comes too late. */
const TIMEOUT_MS = 3_000;

/** Padded answers have up to 1,000 lines of some 40 bytes. */
const MAX_BYTES = 200_000;

/**
 * The range API of Pwned Passwords, or of something that answers like it. Gets the prefix and nothing else: no
 * shop, no shopper, no cookie. Padded, so that the size of the answer does not tell the prefix to who looks on.
 * https://haveibeenpwned.com/API/v3#PwnedPasswordsPadding
 *
 * @param origin `https://api.pwnedpasswords.com`
 */
export function createHashRanges(deps: {
  readonly fetch: typeof globalThis.fetch;
  readonly origin: string;
}): HashRanges {
  return {
    async read(prefix) {
      const response = await deps.fetch(`${deps.origin}/range/${prefix}`, {
        headers: { Accept: 'text/plain', 'Add-Padding': 'true', 'User-Agent': 'Latchkey' },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new HashRangeProblem();
      }
      const range = readHashRange(await textOf(response));
      if (range === undefined) throw new HashRangeProblem();
      return range;
    },
  };
}

/** Reads no further than the limit, whatever the answer says about its length. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop lets go of the connection.
    if (bytes > MAX_BYTES) throw new HashRangeProblem();
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

class HashRangeProblem extends Error {
  override readonly name = 'HashRangeProblem';
}

import { solveChallenge, type Challenge, type Solution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

export type { Challenge };

/** What the request is repeated with. */
export interface Proof {
  readonly challenge: Challenge;
  readonly solution: Solution;
}

/** A request may take ten seconds with everything. */
const GIVE_UP_AFTER_MS = 8_000;

/**
 * Does the work that a challenge asks for.
 *
 * @throws Error where the browser has no Web Crypto (outside https), is far too slow, or it is no such challenge
 */
export async function doWork(challenge: Challenge): Promise<Proof> {
  const solution = await solveChallenge({ challenge, deriveKey, timeout: GIVE_UP_AFTER_MS });
  if (!solution) throw new RangeError();
  return { challenge, solution };
}

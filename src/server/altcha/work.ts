import type { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Clock } from '../../contracts/clock.ts';
import { parseChallenge } from '../../contracts/proof-of-work.ts';
import { networkOf } from '../domain/network-of.ts';
import type { Asking, ProofsOfWork } from '../domain/ports.ts';

/** Remembers which challenges were answered. */
export interface UsedProofs {
  /**
   * @param nonce the challenge's random number, in hexadecimal
   * @param expiresAt when the challenge is over, in seconds since the Unix epoch
   * @returns true the first time only
   */
  use(nonce: string, expiresAt: number, now: number): Promise<boolean>;
}

/**
 * How much work: from 50 to 200 tries of 2,000 rounds each, which the server draws. So there is a longest time, too:
 * a browser that makes 400,000 rounds in two seconds never needs more. docs/decisions/0021 has the figures.
 */
const ROUNDS = 2_000;
const TRIES = { least: 50, most: 200 };

/** A slow phone in a tunnel, and no longer: what is not used up must be remembered as used. */
const GOOD_FOR_SECONDS = 300;

/**
 * Proofs of work by ALTCHA's library, its challenges signed by us and answered to us: no third party is asked.
 *
 * A challenge is good for one address, asked for from one network in one shop. It holds a keyed hash of the three,
 * which is made without asking whether anybody has an account. Time is the injected clock's; the library's own expiry,
 * which goes by the machine's, is not used.
 */
export function createProofsOfWork(deps: {
  /** 32 secret bytes each. */
  readonly keys: { readonly challenges: Buffer; readonly solutions: Buffer; readonly binding: Buffer };
  readonly used: UsedProofs;
  readonly clock: Clock;
}): ProofsOfWork {
  const { keys, used, clock } = deps;
  const secrets = {
    hmacSignatureSecret: keys.challenges.toString('hex'),
    // With it the server checks a solution by one hash instead of working it out anew.
    hmacKeySignatureSecret: keys.solutions.toString('hex'),
  };
  const nowInSeconds = () => Math.floor(clock.now() / 1000);

  function binding({ shop, email, buyerIp }: Asking): string {
    const whose = JSON.stringify([shop, networkOf(buyerIp), email.toLowerCase()]);
    return createHmac('sha256', keys.binding).update(whose).digest('base64url');
  }

  return {
    async challenge(asking) {
      const made = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: ROUNDS,
        counter: randomInt(TRIES.most, TRIES.least),
        data: { for: binding(asking), until: nowInSeconds() + GOOD_FOR_SECONDS },
        deriveKey,
        ...secrets,
      });
      const challenge = parseChallenge(made);
      if (challenge === undefined) throw new UnknownChallenge();
      return challenge;
    },
    async accept({ challenge, solution }, asking) {
      const { data, nonce } = challenge.parameters;
      const now = nowInSeconds();
      if (data.until <= now || data.for !== binding(asking)) return false;
      const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets });
      return verified && used.use(nonce, data.until, now);
    },
  };
}

/** The library made something that we would not read back. */
class UnknownChallenge extends Error {
  override readonly name = 'UnknownChallenge';
}

import { pbkdf2Sync } from 'node:crypto';
import type { WorkChallenge, WorkProof } from '../../src/contracts/proof-of-work.ts';

/** Does the work by ALTCHA's description of it, without its library. */
export function solve(challenge: WorkChallenge): WorkProof {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  for (let counter = 0; counter < 100_000; counter += 1) {
    const password = Buffer.concat([Buffer.from(nonce, 'hex'), Buffer.alloc(4)]);
    password.writeUInt32BE(counter, password.length - 4);
    const derivedKey = pbkdf2Sync(password, Buffer.from(salt, 'hex'), cost, keyLength, 'sha256').toString(
      'hex',
    );
    if (derivedKey.startsWith(keyPrefix)) return { challenge, solution: { counter, derivedKey } };
  }
  throw new Error('no solution');
}

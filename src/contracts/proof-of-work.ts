/**
 * The work a browser is asked for, in ALTCHA's form (version 2 of its challenges): try numbers until the key derived
 * from one begins as `keyPrefix` says. Signed, and good for one request only.
 */
export interface WorkChallenge {
  readonly parameters: {
    readonly algorithm: 'PBKDF2/SHA-256';
    /** Rounds of each try. */
    readonly cost: number;
    readonly data: {
      /** A keyed hash of shop, network and address: whose request it is good for. */
      readonly for: string;
      /** Seconds since the Unix epoch. */
      readonly until: number;
    };
    readonly keyLength: number;
    readonly keyPrefix: string;
    readonly keySignature: string;
    readonly nonce: string;
    readonly salt: string;
  };
  readonly signature: string;
}

/** A challenge handed back with its solution. */
export interface WorkProof {
  readonly challenge: WorkChallenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

const HEX = /^(?:[\da-f]{2}){1,64}$/;
const BASE64URL = /^[\w-]{1,64}$/;

/**
 * Reads a challenge. Only what its signature covers is taken over, so that nothing else can ride along.
 *
 * @returns undefined for whatever is none; that the signature is right is still to be seen
 */
export function parseChallenge(value: unknown): WorkChallenge | undefined {
  const { parameters, signature } = record(value);
  const { algorithm, cost, data, keyLength, keyPrefix, keySignature, nonce, salt } = record(parameters);
  const { for: whom, until } = record(data);
  if (algorithm !== 'PBKDF2/SHA-256' || !isWhole(cost) || !isWhole(keyLength)) return undefined;
  if (!isHex(keyPrefix) || !isHex(keySignature) || !isHex(nonce) || !isHex(salt)) return undefined;
  if (!isHex(signature) || !isWhole(until)) return undefined;
  if (typeof whom !== 'string' || !BASE64URL.test(whom)) return undefined;
  return {
    parameters: {
      algorithm,
      cost,
      data: { for: whom, until },
      keyLength,
      keyPrefix,
      keySignature,
      nonce,
      salt,
    },
    signature,
  };
}

/**
 * Reads the proof that came with a request.
 *
 * @returns undefined for whatever is none; that it is right is still to be seen
 */
export function parseProof(value: unknown): WorkProof | undefined {
  const { challenge: asked, solution } = record(value);
  const challenge = parseChallenge(asked);
  const { counter, derivedKey } = record(solution);
  if (challenge === undefined || !isWhole(counter) || !isHex(derivedKey)) return undefined;
  return { challenge, solution: { counter, derivedKey } };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && HEX.test(value);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

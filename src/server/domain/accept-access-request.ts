import type { WorkChallenge, WorkProof } from '../../contracts/proof-of-work.ts';
import type { Inbox, IncomingRequest, ProofsOfWork, RequestLimits } from './ports.ts';
import { suspicionLasts, type SuspicionRules } from './suspicion.ts';

export type Acceptance =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** Kept when it comes again with the work done; without it, `retryAfterSeconds` later may do. */
  | {
      readonly kind: 'proof-required';
      readonly challenge: WorkChallenge;
      readonly retryAfterSeconds: number;
    };

/** A request with the work that was asked for, where its browser did some. */
export type OfferedRequest = IncomingRequest & { readonly proof?: WorkProof | undefined };

/** Keeps a request for the worker, or says how long to wait. Knows nothing about the address, and asks nobody. */
export type AcceptAccessRequest = (request: OfferedRequest) => Promise<Acceptance>;

export function createAcceptAccessRequest(deps: {
  readonly limits: RequestLimits;
  readonly inbox: Inbox;
  /** Undefined: nobody is asked for work. */
  readonly proofs: ProofsOfWork | undefined;
  readonly suspicion: SuspicionRules;
}): AcceptAccessRequest {
  const { limits, inbox, proofs, suspicion } = deps;
  return async ({ proof, ...request }) => {
    // A proof stands for a request that was counted when the work was asked for: it is not counted twice.
    if (proof === undefined || !(await proofs?.accept(proof, request))) {
      const counted = await limits.count(request);
      if (counted.kind === 'limited') return counted;
      const retryAfterSeconds = suspicionLasts(counted.signs, suspicion);
      if (proofs !== undefined && retryAfterSeconds !== undefined) {
        return { kind: 'proof-required', challenge: await proofs.challenge(request), retryAfterSeconds };
      }
    }
    await inbox.keep(request);
    return { kind: 'accepted' };
  };
}

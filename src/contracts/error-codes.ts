import type { EmailAddressProblem } from './email-address.ts';
import type { MailboxFieldProblems } from './mailbox-request.ts';
import type { WorkChallenge } from './proof-of-work.ts';

/**
 * Everything the app proxy can answer that is not "accepted", with the status a JSON answer carries.
 * Themed pages carry 200 whatever happened: what the app proxy makes of other statuses is not documented.
 */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_signature: 401,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_fields: 422,
  rate_limited: 429,
  proof_required: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** By field of the form that was sent. */
export type FieldProblems = { readonly email?: EmailAddressProblem } & MailboxFieldProblems;

/** The one shape of every error answer. */
export interface ErrorBody {
  readonly v: 1;
  readonly error: {
    readonly code: ErrorCode;
    /** Present with `invalid_fields`. */
    readonly fields?: FieldProblems;
    /** Whole seconds; present with `rate_limited`, `proof_required` and `unavailable`, and equal to the Retry-After header. */
    readonly retryAfterSeconds?: number;
    /** Present with `proof_required`: the same request with the solution as its `proof` is taken at once. */
    readonly challenge?: WorkChallenge;
  };
}

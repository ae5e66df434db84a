import type { ErrorCode, FieldProblems } from '../../contracts/error-codes.ts';
import type { WorkChallenge } from '../../contracts/proof-of-work.ts';

export interface AppErrorDetails {
  readonly fields?: FieldProblems;
  /** Whole seconds. */
  readonly retryAfterSeconds?: number;
  /** With `proof_required`. */
  readonly challenge?: WorkChallenge;
  /** Methods that the path does take; with `method_not_allowed`. */
  readonly allow?: string;
}

/** Anything a request is refused for. Thrown wherever it is found; made into an answer in one place only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: AppErrorDetails;

  constructor(code: ErrorCode, details: AppErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

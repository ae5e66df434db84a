import { ACCOUNTS_PATH, type SignInWithCodeBody } from './accounts.ts';
import { EMAIL_ADDRESS_PROBLEMS, parseEmailAddress, type EmailAddress } from './email-address.ts';
import type { FieldProblems } from './error-codes.ts';
import { parseLocale } from './locale.ts';
import { parseProof, type WorkProof } from './proof-of-work.ts';
import { ok, refused, type Result } from './result.ts';

/** Path of the way-in endpoint behind the shop's proxy path. */
export const ACCESS_REQUESTS_PATH = '/requests';

/**
 * Where to ask which kind of accounts the shop has.
 *
 * @param action where the same shop's way-in requests go: its proxy path and {@link ACCESS_REQUESTS_PATH}
 */
export function accountsPathBeside(action: string): string {
  return action.replace(/\/requests$/, ACCOUNTS_PATH);
}

/** What a shopper asks: "let me into the account that belongs to this address". */
export interface AccessRequest {
  readonly email: EmailAddress;
  /** The storefront's language as Shopify writes it: `en`, `nb`, `pt-BR`. */
  readonly locale: string;
  /**
   * A random UUID (version 4) that the browser keeps for all requests of one conversation; undefined where none came.
   * The browser makes it, because the answer is the same for everybody, and is sometimes lost.
   */
  readonly reference: string | undefined;
  /** The work asked for by an answer to the same request before; undefined where none came. */
  readonly proof: WorkProof | undefined;
}

/** The answer to every well-formed request, the same for every address there is. */
export interface AcceptedBody {
  readonly v: 1;
  readonly state: 'check-inbox';
}

export const ACCEPTED: AcceptedBody = { v: 1, state: 'check-inbox' };

const UUID_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/**
 * Reads the fields of a way-in form, from JSON or from a plain form post alike.
 *
 * @param fields the decoded body: an object with `email` and, optionally, `locale`, `reference` and `proof`; other fields are ignored
 * @returns the request, or what is wrong with each field; an unknown locale is not the shopper's fault and counts as
 * English, and a reference or proof that is none as missing
 */
export function parseAccessRequest(fields: unknown): Result<AccessRequest, FieldProblems> {
  const given = isRecord(fields) ? fields : {};
  const email = parseEmailAddress(given['email']);
  if (!email.ok) return refused({ email: email.reason });
  const { locale, reference, proof } = given;
  return ok({
    email: email.value,
    locale: parseLocale(locale),
    reference: typeof reference === 'string' && UUID_4.test(reference) ? reference : undefined,
    proof: parseProof(proof),
  });
}

/** What the browser makes of an answer of the way-in endpoint. */
export type AccessAnswer =
  | { readonly kind: 'accepted' }
  /** The shop has no passwords any more: whoever asked signs in with a code. */
  | { readonly kind: SignInWithCodeBody['state'] }
  | { readonly kind: 'invalid'; readonly fields: FieldProblems }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'try-later' };

/**
 * Reads an answer that came back through the app proxy. Anything that is not our own JSON (a password
 * page, a gateway's error page, a truncated body) is "try again later", never a crash.
 *
 * @param body the decoded JSON, or undefined where it was none
 */
export function readAccessAnswer(body: unknown): AccessAnswer {
  // Of what is no object these are all undefined.
  const { v, state, error } = Object(body);
  const { code, fields, retryAfterSeconds } = Object(error);
  if (v === 1) {
    if (state === 'check-inbox') return { kind: 'accepted' };
    if (state === 'sign-in-with-code') return { kind: state };
    if (code === 'invalid_fields') return { kind: 'invalid', fields: readFieldProblems(fields?.email) };
    // Over a limit, or suspected in a browser that can do no work: waiting helps with both.
    if (code !== 'unavailable' && typeof retryAfterSeconds === 'number') {
      return { kind: 'throttled', retryAfterSeconds };
    }
  }
  return { kind: 'try-later' };
}

/** A problem with the address that this version does not know is a malformed one to it. */
function readFieldProblems(problem: unknown): FieldProblems {
  if (problem === undefined) return {};
  return { email: EMAIL_ADDRESS_PROBLEMS.find((known) => known === problem) ?? 'malformed' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { EMAIL_ADDRESS_PROBLEMS, parseEmailAddress, type EmailAddress } from './email-address.ts';
import type { FieldProblems } from './error-codes.ts';
import { ok, refused, type Result } from './result.ts';

/** Path of the way-in endpoint behind the shop's proxy path. */
export const ACCESS_REQUESTS_PATH = '/requests';

/** What a shopper asks: "let me into the account that belongs to this address". */
export interface AccessRequest {
  readonly email: EmailAddress;
  /** The storefront's language as Shopify writes it: `en`, `nb`, `pt-BR`. */
  readonly locale: string;
}

/** The answer to every well-formed request, the same for every address there is. */
export interface AcceptedBody {
  readonly v: 1;
  readonly state: 'check-inbox';
}

export const ACCEPTED: AcceptedBody = { v: 1, state: 'check-inbox' };

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;

/**
 * Reads the fields of a way-in form, from JSON or from a plain form post alike.
 *
 * @param fields the decoded body: an object with `email` and, optionally, `locale`; other fields are ignored
 * @returns the request, or what is wrong with each field; an unknown locale is not the shopper's fault and counts as English
 */
export function parseAccessRequest(fields: unknown): Result<AccessRequest, FieldProblems> {
  const given = isRecord(fields) ? fields : {};
  const email = parseEmailAddress(given['email']);
  if (!email.ok) return refused({ email: email.reason });
  const locale = given['locale'];
  return ok({
    email: email.value,
    locale: typeof locale === 'string' && LOCALE.test(locale) ? locale : 'en',
  });
}

/** What the browser makes of an answer of the way-in endpoint. */
export type AccessAnswer =
  | { readonly kind: 'accepted' }
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
  if (!isRecord(body) || body['v'] !== 1) return { kind: 'try-later' };
  if (body['state'] === 'check-inbox') return { kind: 'accepted' };
  const { error } = body;
  if (!isRecord(error)) return { kind: 'try-later' };
  const { code, fields, retryAfterSeconds } = error;
  if (code === 'invalid_fields') return { kind: 'invalid', fields: readFieldProblems(fields) };
  if (code === 'rate_limited' && typeof retryAfterSeconds === 'number') {
    return { kind: 'throttled', retryAfterSeconds };
  }
  return { kind: 'try-later' };
}

/** A problem with a field that this version does not know is a malformed one to it. */
function readFieldProblems(fields: unknown): FieldProblems {
  if (!isRecord(fields) || fields['email'] === undefined) return {};
  const email = EMAIL_ADDRESS_PROBLEMS.find((problem) => problem === fields['email']);
  return { email: email ?? 'malformed' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { parseEmailAddress, type EmailAddress, type EmailAddressProblem } from './email-address.ts';
import { parseLocale } from './locale.ts';
import { ok, refused, type Result } from './result.ts';

/** Path of the form for shoppers who cannot open their mailbox, behind the shop's proxy path. */
export const MAILBOX_REQUESTS_PATH = '/mailbox-requests';

/** What a shopper without their old mailbox asks the merchant: "this account is mine; write to me here". */
export interface MailboxRequest {
  readonly orderNumber: string;
  /** `-` where the shopper's address has none. */
  readonly postcode: string;
  readonly oldEmail: EmailAddress;
  readonly newEmail: EmailAddress;
  /** Empty where the shopper had nothing to add. */
  readonly message: string;
  /** The storefront's language as Shopify writes it: `en`, `nb`, `pt-BR`. */
  readonly locale: string;
}

/** The fields in the order of the form. */
export const MAILBOX_FIELDS = ['orderNumber', 'postcode', 'oldEmail', 'newEmail', 'message'] as const;
export type MailboxField = (typeof MAILBOX_FIELDS)[number];

export const MAILBOX_FIELD_PROBLEMS = ['missing', 'malformed', 'too-long', 'same-address'] as const;
export type MailboxFieldProblem = EmailAddressProblem | 'same-address';
export type MailboxFieldProblems = { readonly [Field in MailboxField]?: MailboxFieldProblem };

/** In UTF-16 units. A message of this length in any script still fits the largest body that is read. */
export const MAILBOX_MAX_LENGTHS = { orderNumber: 40, postcode: 20, message: 800 } as const;

/** The answer to every well-formed request. The reference is random; the rest is the same for everybody. */
export interface MailboxRequestKept {
  readonly v: 1;
  readonly state: 'needs-review';
  readonly reference: string;
}

/** `#1001`, `EN1001-A`: merchants choose what stands before and behind the number. */
const ORDER_NUMBER = /^(?=.*\p{N})[\p{L}\p{M}\p{N}#._/ -]+$/u;
const POSTCODE = /^(?:-|(?=.*[\p{L}\p{N}])[\p{L}\p{N} -]+)$/u;
/** Marks that nobody sees, and that could steer a terminal or turn writing around. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Reads the fields of the form, from JSON or from a plain form post alike.
 *
 * @param fields the decoded body; other fields than the known ones are ignored
 * @returns the request, or what is wrong with each field
 */
export function parseMailboxRequest(fields: unknown): Result<MailboxRequest, MailboxFieldProblems> {
  const given = isRecord(fields) ? fields : {};
  const orderNumber = line(given['orderNumber'], MAILBOX_MAX_LENGTHS.orderNumber, ORDER_NUMBER);
  const postcode = line(given['postcode'], MAILBOX_MAX_LENGTHS.postcode, POSTCODE);
  const oldEmail = parseEmailAddress(given['oldEmail']);
  const newEmail = parseNewEmail(given['newEmail'], oldEmail);
  const message = parseMessage(given['message']);
  if (orderNumber.ok && postcode.ok && oldEmail.ok && newEmail.ok && message.ok) {
    return ok({
      orderNumber: orderNumber.value,
      postcode: postcode.value,
      oldEmail: oldEmail.value,
      newEmail: newEmail.value,
      message: message.value,
      locale: parseLocale(given['locale']),
    });
  }
  return refused({
    ...(orderNumber.ok ? {} : { orderNumber: orderNumber.reason }),
    ...(postcode.ok ? {} : { postcode: postcode.reason }),
    ...(oldEmail.ok ? {} : { oldEmail: oldEmail.reason }),
    ...(newEmail.ok ? {} : { newEmail: newEmail.reason }),
    ...(message.ok ? {} : { message: message.reason }),
  });
}

/** Full-width letters and figures, which keyboards make on their own, become the plain ones (NFKC). */
function line(input: unknown, longest: number, shape: RegExp): Result<string, EmailAddressProblem> {
  if (input === undefined || input === null || input === '') return refused('missing');
  // A list: a form that was sent with two values for one field.
  if (typeof input !== 'string') return refused('malformed');
  if (input.length > longest * 4) return refused('too-long');
  const text = input.normalize('NFKC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  if (text === '') return refused('missing');
  if (text.length > longest) return refused('too-long');
  return shape.test(text) ? ok(text) : refused('malformed');
}

function parseNewEmail(
  input: unknown,
  old: Result<EmailAddress, EmailAddressProblem>,
): Result<EmailAddress, MailboxFieldProblem> {
  const parsed = parseEmailAddress(input);
  const isSame = parsed.ok && old.ok && parsed.value.toLowerCase() === old.value.toLowerCase();
  return isSame ? refused('same-address') : parsed;
}

function parseMessage(input: unknown): Result<string, 'malformed' | 'too-long'> {
  if (input === undefined || input === null) return ok('');
  if (typeof input !== 'string') return refused('malformed');
  const text = input.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '').trim();
  return text.length > MAILBOX_MAX_LENGTHS.message ? refused('too-long') : ok(text);
}

/** What the browser makes of an answer. */
export type MailboxAnswer =
  | { readonly kind: 'kept'; readonly reference: string }
  | { readonly kind: 'invalid'; readonly fields: MailboxFieldProblems }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'try-later' };

/**
 * Reads an answer that came back through the app proxy. Anything that is not our own JSON is "try again later".
 *
 * @param body the decoded JSON, or undefined where it was none
 */
export function readMailboxAnswer(body: unknown): MailboxAnswer {
  if (!isRecord(body) || body['v'] !== 1) return { kind: 'try-later' };
  const { state, reference, error } = body;
  if (state === 'needs-review' && typeof reference === 'string') return { kind: 'kept', reference };
  if (!isRecord(error)) return { kind: 'try-later' };
  const { code, fields, retryAfterSeconds } = error;
  if (code === 'invalid_fields') return { kind: 'invalid', fields: readFieldProblems(fields) };
  if (code === 'rate_limited' && typeof retryAfterSeconds === 'number') {
    return { kind: 'throttled', retryAfterSeconds };
  }
  return { kind: 'try-later' };
}

/** A problem with a field that this version does not know is a malformed one to it. */
function readFieldProblems(fields: unknown): MailboxFieldProblems {
  if (!isRecord(fields)) return {};
  return Object.fromEntries(
    MAILBOX_FIELDS.filter((field) => fields[field] !== undefined).map((field) => [
      field,
      MAILBOX_FIELD_PROBLEMS.find((problem) => problem === fields[field]) ?? 'malformed',
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

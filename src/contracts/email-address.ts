import { ok, refused, type Result } from './result.ts';

declare const parsed: unique symbol;
/** A mail address that {@link parseEmailAddress} accepted. */
export type EmailAddress = string & { readonly [parsed]: 'EmailAddress' };

export const EMAIL_ADDRESS_PROBLEMS = ['missing', 'malformed', 'too-long'] as const;
export type EmailAddressProblem = (typeof EMAIL_ADDRESS_PROBLEMS)[number];

/** The longest address that SMTP can carry, in UTF-16 units (RFC 5321, 4.5.3.1.3, less the brackets). */
export const EMAIL_MAX_LENGTH = 254;
const LOCAL_PART_MAX_LENGTH = 64;

// Only what can never be part of a deliverable address is refused: a shopper's unusual address is
// the shopper's business. Quoted local parts are left out; no mail provider that sells to people has them.
const LOCAL_PART = /^[^\s\p{Cc}"(),:;<>@[\\\]]+$/u;
const DOMAIN_LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u;

/**
 * Reads an address as a person typed it: surrounding white space is dropped and the domain is
 * lower-cased; the part before the @ is kept to the letter, because only its mail server may
 * say which spellings are the same (OWASP Email Validation Cheat Sheet).
 *
 * @param input anything; what is not text counts as missing
 * @returns the address, or why there is none
 */
export function parseEmailAddress(input: unknown): Result<EmailAddress, EmailAddressProblem> {
  if (typeof input !== 'string') return refused('missing');
  const text = input.trim().normalize('NFC');
  if (text === '') return refused('missing');
  if (text.length > EMAIL_MAX_LENGTH) return refused('too-long');

  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  if (at < 1 || local.length > LOCAL_PART_MAX_LENGTH || !LOCAL_PART.test(local)) return refused('malformed');
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return refused('malformed');

  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => DOMAIN_LABEL.test(label))) return refused('malformed');
  if (/^\d+$/.test(labels.at(-1) ?? '')) return refused('malformed');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand is given here and nowhere else
  return ok(`${local}@${domain}` as EmailAddress);
}

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
// U+FFFD is what is left of letters that were sent in another charset.
const LOCAL_PART = /^(?!\.|.*\.(\.|$))[^\s\p{Cc}\p{Cs}\p{Co}\ufffd"(),:;<>@[\\\]]+$/u;
// Letters and digits of any script, emoji, and the signs that RFC 5892 allows between letters (`col·legi`).
const DOMAIN_LABEL =
  /^(?!-)(?!.*-$)[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\u200c-\u200d\xb7\u0375\u05f3\u05f4-]{1,63}$/u;
/** Nobody has a top-level domain of one character, or of digits alone; and nothing before it is no domain. */
const TOP_LEVEL_DOMAIN = /\.(?!\p{N}+$)[^.]{2,}$/u;

/** Nobody types as much, even around an address. */
const TYPED_MAX_LENGTH = 1_000;
/** Marks that steer the direction of writing or line breaks. Joiners in scripts that join letters are kept. */
const INVISIBLE = /((?![a-z])[\p{L}\p{M}][\u200c\u200d](?![a-z])(?=\p{L}))|\p{Cf}/giu;
/** `Ada Lovelace <` of a mail program, `mailto:` of a link, the end of a sentence or of an entry in a list. */
const AROUND = /^([^<>@]*<)?(mailto:)?|>?[.,;]?$/gi;

/**
 * Reads an address as a person typed or pasted it. What is around it is dropped where that leaves no doubt:
 * white space, invisible marks, `mailto:`, angle brackets with a name before them or none, one full stop,
 * comma or semicolon at the end. Full-width signs and curly apostrophes, which keyboards make on their own,
 * become the plain ones (NFKC, as in domains). The domain is lower-cased; the part before the @ is kept to
 * the letter, because only its mail server may say which spellings are the same (OWASP Email Validation
 * Cheat Sheet).
 *
 * @param input anything; what is not text counts as missing
 * @returns the address, or why there is none
 */
export function parseEmailAddress(input: unknown): Result<EmailAddress, EmailAddressProblem> {
  if (typeof input !== 'string') return refused('missing');
  const typed = input.trim();
  if (typed.length > TYPED_MAX_LENGTH) return refused('too-long');
  const plain = typed.replace(INVISIBLE, '$1').normalize('NFKC').replace(/。/g, '.').replace(/’/g, "'");
  const text = plain.trim().replace(AROUND, '').trim();
  if (!text) return refused('missing');
  if (text.length > EMAIL_MAX_LENGTH) return refused('too-long');

  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  const isLocalPart = at > 0 && local.length <= LOCAL_PART_MAX_LENGTH && LOCAL_PART.test(local);
  if (!isLocalPart || !isMailDomain(domain)) return refused('malformed');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand is given here and nowhere else
  return ok(`${local}@${domain}` as EmailAddress);
}

/**
 * Can this stand behind the @? At least two labels, in letters of any script or in ASCII; a machine's address in
 * figures cannot.
 *
 * @param domain in lower case
 */
export function isMailDomain(domain: string): boolean {
  return TOP_LEVEL_DOMAIN.test(domain) && domain.split('.').every((label) => DOMAIN_LABEL.test(label));
}

import { isMailDomain } from '../email-address.ts';
import { parseLocale } from '../locale.ts';
import { ok, refused, type Result } from '../result.ts';
import type { MailboxQuestion } from './mailbox.ts';

/** The longest name DNS has, in octets and without the final full stop (RFC 1035, 2.3.4). */
const DOMAIN_MAX_OCTETS = 253;
const ASCII = /^[a-z0-9.-]+$/;

/**
 * Reads the question whose mailboxes a domain has, from JSON or from a plain form post alike.
 *
 * @param fields the decoded body: an object with `domain` in any case and script and, optionally, `locale`; other
 * fields are ignored
 * @param toAscii writes a domain as DNS knows it (UTS 46, `xn--…`), or gives nothing back where that cannot be done;
 * it comes from the platform, because its tables are large
 * @returns the question, or `malformed` for everything that cannot stand behind an @
 */
export function parseMailboxQuestion(
  fields: unknown,
  toAscii: (domain: string) => string,
): Result<MailboxQuestion, 'malformed'> {
  const given: { readonly domain?: unknown; readonly locale?: unknown } =
    typeof fields === 'object' && fields !== null ? fields : {};
  const domain = parseDomain(given.domain, toAscii);
  return domain === undefined ? refused('malformed') : ok({ domain, locale: parseLocale(given.locale) });
}

function parseDomain(input: unknown, toAscii: (domain: string) => string): string | undefined {
  if (typeof input !== 'string' || input.length > DOMAIN_MAX_OCTETS) return undefined;
  const typed = input.toLowerCase();
  if (!isMailDomain(typed)) return undefined;
  const domain = toAscii(typed);
  // Asked again, because labels grow, and because an address in octal or hexadecimal figures comes out as one.
  const fits = domain.length <= DOMAIN_MAX_OCTETS && ASCII.test(domain) && isMailDomain(domain);
  return fits ? domain : undefined;
}

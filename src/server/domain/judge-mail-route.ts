import type { MailboxAnswer } from '../../contracts/inbox-help/mailbox.ts';
import { GATEWAYS } from '../../contracts/mail-providers/data/mx.ts';
import { providerOfMx } from '../../contracts/mail-providers/mx.ts';
import { packProvider } from '../../contracts/mail-providers/pack.ts';
import { providerById } from '../../contracts/mail-providers/providers.ts';
import type { MailDomain, MailRoute } from './mail-domain-ports.ts';

export interface Judged {
  readonly found: MailDomain;
  /** For how long it may be believed. */
  readonly keepForMs: number;
}

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

const UNKNOWN: MailDomain = { kind: 'unknown' };

/**
 * What an answer of DNS means, and how long it holds. Companies move their mail rarely; a domain that says it takes
 * none, or whose servers nobody knows, is asked anew the next day.
 *
 * A domain that does not exist takes no mail: nearly always it was misspelt, and to say so is the best help there is.
 * That is only believed where DNS says it outright (NXDOMAIN), and for an hour: a domain registered or repaired
 * meanwhile must not look dead for long (RFC 2308, 5, finds more than hours problematic). Without MX records mail
 * goes to the host of that name itself (RFC 5321, 5.1), so that says nothing of mail.
 *
 * @param route undefined where DNS gave no certain answer: worth another try soon
 */
export function judgeMailRoute(route: MailRoute | undefined): Judged {
  if (route === undefined) return { found: UNKNOWN, keepForMs: 5 * MINUTES };
  if (route.kind === 'no-such-domain') return { found: { kind: 'no-mail' }, keepForMs: HOURS };
  const answer = route.records.length === 0 ? undefined : providerOfMx(route.records);
  switch (answer?.kind) {
    case 'provider':
      return { found: { kind: 'provider', id: answer.provider.id }, keepForMs: 7 * DAYS };
    case 'gateway':
      return { found: { kind: 'gateway', id: answer.gateway.id }, keepForMs: 7 * DAYS };
    case 'no-mail':
      return { found: { kind: 'no-mail' }, keepForMs: DAYS };
    default:
      return { found: UNKNOWN, keepForMs: DAYS };
  }
}

/**
 * What the shopper's browser is told of it.
 *
 * @param locale the shopper's language
 */
export function mailboxOf(found: MailDomain, locale: string): MailboxAnswer['mailbox'] {
  if (found.kind === 'provider') {
    const provider = providerById(found.id);
    // Kept by another version, which knows others.
    if (provider === undefined) return { kind: 'unknown' };
    return { kind: 'provider', provider: packProvider(provider, locale) };
  }
  if (found.kind !== 'gateway') return { kind: found.kind };
  const gateway = GATEWAYS.find(({ id }) => id === found.id);
  if (gateway === undefined) return { kind: 'unknown' };
  return gateway.kind === 'filter' ? { kind: 'filter', name: gateway.name } : { kind: 'forwarding' };
}

import type { Mailbox } from '../../../contracts/inbox-help/mailbox.ts';
import { localProvider } from '../../../contracts/mail-providers/local.ts';
import { providerOfDomain } from '../../../contracts/mail-providers/providers.ts';

/** What a domain alone tells everybody about its mailboxes, without a look-up. */
export function mailboxOf(domain: string, locale: string): Mailbox {
  const provider = providerOfDomain(domain);
  return provider ? { kind: 'provider', provider: localProvider(provider, locale) } : { kind: 'unknown' };
}

/** What stands behind the @. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

import type { MxRecord } from '../../contracts/mail-providers/mx.ts';

/** What DNS says for certain of where the mail of a domain goes. */
export type MailRoute =
  /** None at all: there are no MX records, but the domain exists. */
  | { readonly kind: 'mail-servers'; readonly records: readonly MxRecord[] }
  | { readonly kind: 'no-such-domain' };

/** Asks DNS. Rejects when there is no certain answer: nobody answers, or the answer is that it failed. */
export interface MailRoutes {
  /** @param domain in ASCII */
  find(domain: string): Promise<MailRoute>;
}

/** What was found out about a domain; ids are those of the provider data. */
export type MailDomain =
  { readonly kind: 'provider' | 'gateway'; readonly id: string } | { readonly kind: 'no-mail' | 'unknown' };

/** Keeps what was found out, for all processes together. Both reject when that cannot be done now. */
export interface KnownMailDomains {
  /**
   * @param now milliseconds since the Unix epoch
   * @returns undefined for a domain that nothing is known of, or no longer
   */
  find(domain: string, now: number): Promise<MailDomain | undefined>;
  /** @param until when it no longer counts, in milliseconds since the Unix epoch */
  keep(domain: string, found: MailDomain, now: number, until: number): Promise<void>;
}

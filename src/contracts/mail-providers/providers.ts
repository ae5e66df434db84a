import { AMERICAN } from './data/american.ts';
import { BRITISH } from './data/british.ts';
import { EUROPEAN } from './data/european.ts';
import { FRENCH } from './data/french.ts';
import { GERMAN } from './data/german.ts';
import { HOSTING } from './data/hosting.ts';
import { INDEPENDENT } from './data/independent.ts';
import { INTERNATIONAL } from './data/international.ts';
import { NORDIC } from './data/nordic.ts';
import { OVERSEAS } from './data/overseas.ts';
import type { MailProvider } from './provider.ts';

const ALL = [
  ...INTERNATIONAL,
  ...INDEPENDENT,
  ...GERMAN,
  ...NORDIC,
  ...FRENCH,
  ...BRITISH,
  ...AMERICAN,
  ...EUROPEAN,
  ...OVERSEAS,
  ...HOSTING,
] as const;

export type ProviderId = (typeof ALL)[number]['id'];

export const MAIL_PROVIDERS: readonly (MailProvider & { readonly id: ProviderId })[] = ALL;

const byDomain = new Map<string, MailProvider>();
const byId = new Map<string, MailProvider>();
for (const provider of MAIL_PROVIDERS) {
  byId.set(provider.id, provider);
  for (const domain of domainsOf(provider)) byDomain.set(domain, provider);
}

/** Every domain of a provider, rare ones too. */
export function domainsOf(provider: MailProvider): readonly string[] {
  return provider.domains.flatMap(({ value }) => value);
}

/**
 * Whose mailboxes have addresses at a domain. Nothing is looked up: an own domain is known by its MX records alone.
 *
 * @param domain what stands behind the @, in any case
 */
export function providerOfDomain(domain: string): MailProvider | undefined {
  return byDomain.get(domain.toLowerCase());
}

/** The provider with this id. */
export function providerById(id: string): MailProvider | undefined {
  return byId.get(id);
}

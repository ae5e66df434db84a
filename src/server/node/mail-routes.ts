import { Resolver } from 'node:dns/promises';
import { codeOf } from '../domain/error-code.ts';
import type { MailRoutes } from '../domain/mail-domain-ports.ts';

/** One packet that got lost must not cost the answer: asked again within the second that a shopper waits. */
const FIRST_TRY_MS = 400;
/** Each waits twice as long as the one before. */
const TRIES = 3;

/** No such records, or no such domain; everything else is the resolver's trouble. https://nodejs.org/api/dns.html#error-codes */
const NO_RECORDS = 'ENODATA';
const NO_DOMAIN = 'ENOTFOUND';

/**
 * MX records by the machine's resolvers, or by the ones named.
 *
 * @param servers `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`; none: the machine's own
 */
export function createMailRoutes(servers: readonly string[]): MailRoutes & { close(): void } {
  const resolver = new Resolver({ timeout: FIRST_TRY_MS, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);

  return {
    async find(domain) {
      try {
        return { kind: 'mail-servers', records: await resolver.resolveMx(domain) };
      } catch (error) {
        const code = codeOf(error);
        if (code === NO_RECORDS) return { kind: 'mail-servers', records: [] };
        if (code === NO_DOMAIN) return { kind: 'no-such-domain' };
        throw error;
      }
    },
    /** Waits for nobody any more. */
    close: () => resolver.cancel(),
  };
}

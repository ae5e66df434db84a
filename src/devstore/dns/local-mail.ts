import type { MxRecord } from '../../contracts/mail-providers/mx.ts';
import type { DnsAnswer } from './dns-server.ts';

const mx = (...records: readonly (readonly [number, string])[]): DnsAnswer => ({
  kind: 'mx',
  records: records.map(([priority, exchange]): MxRecord => ({ priority, exchange })),
});

/**
 * Domains of the local shop's customers that have mail servers, in names as the providers give them.
 * `.example` belongs to nobody (RFC 2606).
 */
export const LOCAL_MAIL: Readonly<Record<string, DnsAnswer>> = {
  /** Google Workspace. */
  'firma.example': mx(
    [1, 'aspmx.l.google.com'],
    [5, 'alt1.aspmx.l.google.com'],
    [5, 'alt2.aspmx.l.google.com'],
  ),
  /** Microsoft 365. */
  'kontor.example': mx([0, 'kontor-example.mail.protection.outlook.com']),
  /** Proofpoint, with who knows what behind it. */
  'bank.example': mx([10, 'mxa-00000000.gslb.pphosted.com'], [10, 'mxb-00000000.gslb.pphosted.com']),
  /** Mimecast. */
  'skole.example': mx([10, 'eu-smtp-inbound-1.mimecast.com'], [10, 'eu-smtp-inbound-2.mimecast.com']),
  /** Cloudflare Email Routing. */
  'videre.example': mx([11, 'route1.mx.cloudflare.net'], [46, 'route2.mx.cloudflare.net']),
  /** Two providers side by side: the mail may lie with either. */
  'delt.example': mx([10, 'aspmx.l.google.com'], [10, 'delt-example.mail.protection.outlook.com']),
  /** A server of its own. */
  'egen.example': mx([10, 'mail.egen.example']),
  /** Takes no mail and says so (RFC 7505). */
  'ingen.example': mx([0, '']),
  /** Was never registered. */
  'borte.example': { kind: 'no-such-domain' },
  /** Its own name servers are broken. */
  'syk.example': { kind: 'server-failure' },
  /** Never answers. */
  'tregt.example': { kind: 'silence' },
};

const byDomain = new Map(Object.entries(LOCAL_MAIL));

/**
 * What the local shop's resolver says. A domain that is not in the table exists and has no MX records: whoever tries
 * an address of their own here must not be told that it is misspelt.
 */
export function localMail(domain: string): DnsAnswer {
  return byDomain.get(domain) ?? mx();
}

import { GATEWAYS, PROVIDER_MX, type Gateway } from './data/mx.ts';
import type { MailProvider } from './provider.ts';
import { providerById } from './providers.ts';

/** An MX record as a resolver gives it; the lowest number is asked first. */
export interface MxRecord {
  readonly priority: number;
  readonly exchange: string;
}

/** What MX records tell: whose mailbox it is, what stands before it, or that the domain takes no mail at all. */
export type MxAnswer =
  | { readonly kind: 'provider'; readonly provider: MailProvider }
  | { readonly kind: 'gateway'; readonly gateway: Gateway }
  | { readonly kind: 'no-mail' };

const bySuffix = new Map<string, MxAnswer>();
for (const [id, { value }] of PROVIDER_MX) {
  const provider = providerById(id);
  if (provider) for (const suffix of value) bySuffix.set(suffix, { kind: 'provider', provider });
}
for (const gateway of GATEWAYS) {
  for (const suffix of gateway.mx.flatMap(({ value }) => value)) {
    bySuffix.set(suffix, { kind: 'gateway', gateway });
  }
}

/**
 * Whose mailbox an own domain is. Answered only when all records of the best priority name the same provider or
 * gateway: a stranger among them means that mail may lie elsewhere.
 *
 * @param records all MX records of the domain, in any order, with or without the final full stop
 * @returns nothing where they are silent, unknown or disagree; `no-mail` for the one record with an empty name
 * by which a domain refuses mail (RFC 7505)
 */
export function providerOfMx(records: readonly MxRecord[]): MxAnswer | undefined {
  const best = Math.min(...records.map(({ priority }) => priority));
  const names = records.filter(({ priority }) => priority === best).map(({ exchange }) => nameOf(exchange));
  if (records.length === 1 && names[0] === '') return { kind: 'no-mail' };
  const [first, ...others] = names.map(answerOf);
  return others.every((other) => isSame(first, other)) ? first : undefined;
}

function nameOf(exchange: string): string {
  return exchange.toLowerCase().replace(/\.$/, '');
}

/** The longest end of a server's name that is known, at a full stop. */
function answerOf(name: string): MxAnswer | undefined {
  for (let rest = name; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    const answer = bySuffix.get(rest);
    if (answer || !rest.includes('.')) return answer;
  }
  return undefined;
}

/** Two suffixes of one provider have an answer each. */
function isSame(one: MxAnswer | undefined, other: MxAnswer | undefined): boolean {
  return idOf(one) !== undefined && idOf(one) === idOf(other);
}

function idOf(answer: MxAnswer | undefined): string | undefined {
  if (answer?.kind === 'provider') return answer.provider.id;
  return answer?.kind === 'gateway' ? answer.gateway.id : undefined;
}

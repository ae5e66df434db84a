import { domainToASCII } from 'node:url';

/** A domain as DNS knows it: `bücher.example` becomes `xn--bcher-kva.example`; empty where that cannot be done. */
export function asciiDomain(domain: string): string {
  return domainToASCII(domain);
}

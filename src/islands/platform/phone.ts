import type { Phone } from '../../contracts/mail-providers/inbox-link.ts';

/** Which phone or tablet this is, by what the browser calls itself; undefined: none, or one that calls itself a Mac. */
export function phoneOf(userAgent: string): Phone | undefined {
  if (userAgent.includes('Android')) return 'android';
  return /iPhone|iPad|iPod/.test(userAgent) ? 'ios' : undefined;
}

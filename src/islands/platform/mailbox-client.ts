import type { Mailbox } from '../../contracts/inbox-help/mailbox.ts';
import { readPackedProvider } from '../../contracts/mail-providers/read-packed.ts';

/**
 * Asks the server whose mailboxes a domain has. Never rejects: whatever is not an answer of ours is `unknown`.
 *
 * @param url path of the look-up in this shop
 * @param domain what stands behind the @; nothing else of the address leaves this page
 * @param locale the storefront's language
 */
export async function askForMailbox(
  url: string,
  domain: string,
  locale: string,
  signal: AbortSignal,
): Promise<Mailbox> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ domain, locale }),
      // The page's address may be an account link, which no other server has to see.
      referrerPolicy: 'no-referrer',
      signal,
    });
    const { v, mailbox } = await response.json();
    if (v !== 1) throw new RangeError();
    return mailbox.kind === 'provider'
      ? { kind: 'provider', provider: readPackedProvider(mailbox.provider) }
      : mailbox;
  } catch {
    return { kind: 'unknown' };
  }
}

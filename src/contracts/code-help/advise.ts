import { advise, type Advice, type AdviceWords } from '../inbox-help/advise.ts';
import type { Mailbox } from '../inbox-help/mailbox.ts';
import { fill } from '../inbox-help/texts.ts';
import type { Phone } from '../mail-providers/inbox-link.ts';
import type { CodeTexts } from './texts.ts';

/** What to say to somebody whose code does not come: whole sentences, in the order they are of use. */
export interface CodeAdvice {
  /** What to look for and where. */
  readonly find: readonly string[];
  /** A button to the mailbox; see {@link Advice}. */
  readonly open?: Advice['open'];
  /** How a code is used, and what to do where none comes. */
  readonly use: readonly string[];
  /** Where else it may lie in this mailbox, to be folded away. */
  readonly places: readonly string[];
  /** How the next mail arrives; belongs to {@link places}. */
  readonly allow: readonly string[];
}

/** The words of one language: `inbox` are those of the inbox help that {@link advise} needs. */
export interface CodeWords {
  readonly codes: CodeTexts;
  readonly inbox: AdviceWords;
}

/**
 * Makes sentences of what is known, for the island and for the server's page alike. Says no number of minutes or tries:
 * none of Shopify's is confirmed.
 *
 * @param mailbox `unknown` also where nobody knows the address
 * @param context `sender` is the name a mailbox shows; the mail's address is not known for certain, so that the button
 * opens the mailbox and searches for nothing; `domain` is what stands behind the @, empty where nobody knows it
 */
export function adviseOnCode(
  mailbox: Mailbox,
  { codes, inbox }: CodeWords,
  context: { readonly sender: string; readonly domain: string; readonly phone?: Phone | undefined },
): CodeAdvice {
  const { sender, domain, phone } = context;
  const { look, lost, places, allow, open } = advise(mailbox, inbox, {
    sender: { name: sender },
    domain,
    phone,
  });
  // Nothing comes to such an address, whatever one does with codes.
  if (mailbox.kind === 'no-mail') {
    return { find: [look, codes.another_address], use: [codes.shop], places, allow };
  }
  return {
    find: [fill(codes.sent_from, { sender }), codes.wait, look, ...(lost ? [lost] : [])],
    ...(open && { open }),
    use: [
      codes.newest,
      codes.paste,
      codes.tries,
      codes.resend,
      // Of a mailbox that is known it is known whether a company's filter stands before it.
      ...(mailbox.kind === 'unknown' ? [codes.filter] : []),
      codes.another_address,
      codes.shop,
    ],
    places,
    allow,
  };
}

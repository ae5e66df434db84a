import type { LocalProvider } from '../mail-providers/local.ts';
import type { PackedProvider } from '../mail-providers/read-packed.ts';

/** Path of the look-up of a mailbox by its domain, behind the shop's proxy path. */
export const MAILBOXES_PATH = '/mailboxes';

/**
 * How long the server takes to find out whose mailboxes a domain has, at most: with a second attempt of the resolver,
 * and so that the answer is there within a second even of a thousand questions at once.
 */
export const MAILBOX_ANSWER_WITHIN_MS = 800;

/** What is known of the mailbox behind an address. */
export type Mailbox =
  | { readonly kind: 'provider'; readonly provider: LocalProvider }
  /** A filter stands before it, so that the mailbox itself is not known. */
  | { readonly kind: 'filter'; readonly name: string }
  /** Everything is handed on to a mailbox elsewhere. */
  | { readonly kind: 'forwarding' }
  /** The domain says that it takes no mail (RFC 7505). */
  | { readonly kind: 'no-mail' }
  | { readonly kind: 'unknown' };

/** The question of a browser that does not know a domain: the domain and nothing else of the address. */
export interface MailboxQuestion {
  /** Lower case, in ASCII (`xn--…`), with at least one full stop. */
  readonly domain: string;
  /** The storefront's language as Shopify writes it. */
  readonly locale: string;
}

/** The answer: whatever takes longer than {@link MAILBOX_ANSWER_WITHIN_MS} is unknown. */
export interface MailboxAnswer {
  readonly v: 1;
  readonly mailbox:
    | { readonly kind: 'provider'; readonly provider: PackedProvider }
    | Exclude<Mailbox, { readonly kind: 'provider' }>;
}

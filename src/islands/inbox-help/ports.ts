import type { AccessAnswer } from '../../contracts/access-request.ts';
import type { Clock } from '../../contracts/clock.ts';
import type { Mailbox } from '../../contracts/inbox-help/mailbox.ts';

/** What the inbox help needs of the page around it. */
export interface InboxHelpPorts {
  readonly clock: Clock;
  readonly timers: {
    /** @returns what calls it off */
    after(milliseconds: number, run: () => void): () => void;
  };
  /** Asks for the same mail once more; never rejects. */
  readonly askAgain: (signal: AbortSignal) => Promise<AccessAnswer | { readonly kind: 'unreachable' }>;
  /** Whose mailbox it is, from the server; never rejects, and whatever goes wrong is `unknown`. */
  readonly findMailbox: (signal: AbortSignal) => Promise<Mailbox>;
}

/** How long a request is tried after it came: a mail later than that would only be a surprise. */
export const TRIED_FOR_MS = 48 * 3_600_000;

/**
 * Every state a way-in request can be in, by one name each: for the database, for staff and for tests. Whatever was
 * accepted is in one that ends, or on its way to it, for two days at most.
 */
export const LEDGER = {
  undecided: { ends: false, mail: 'none-yet', words: 'none yet; a worker has to run' },
  'no-mail': { ends: true, mail: 'never', words: 'no mail' },
  repeat: {
    ends: true,
    mail: 'never',
    words: 'no second mail, because one was on its way or had just been sent',
  },
  failed: { ends: true, mail: 'never', words: 'no mail' },
  due: { ends: false, mail: 'none-yet', words: 'waits to be sent' },
  sending: { ends: false, mail: 'perhaps', words: 'is being sent' },
  unknown: { ends: false, mail: 'perhaps', words: 'may have been sent; this is looked into' },
  sent: { ends: true, mail: 'out', words: 'handed over to Shopify, which sends it' },
  'perhaps-sent': {
    ends: true,
    mail: 'perhaps',
    words: 'may have been sent, and is not repeated; a new request gets a new mail',
  },
  refused: { ends: true, mail: 'never', words: 'not sent' },
  'given-up': { ends: true, mail: 'never', words: 'not sent, and not tried again' },
} as const satisfies Readonly<Record<string, LedgerEntry>>;

interface LedgerEntry {
  /** Nothing happens to the request any more. */
  readonly ends: boolean;
  /** What there is of a mail: `perhaps` is never sent again within the window, whatever becomes known. */
  readonly mail: 'never' | 'none-yet' | 'perhaps' | 'out';
  readonly words: string;
}

export type LedgerState = keyof typeof LEDGER;

/** What was decided on a request. */
export type RequestDecision = 'mail' | 'no-mail' | 'repeat' | 'failed';

/** Where a request's mail stands, once one was decided on. */
export type MailState = Exclude<LedgerState, 'undecided' | 'no-mail' | 'repeat' | 'failed'>;

/** The one name for where a request stands. */
export function ledgerState(request: {
  readonly decision: RequestDecision | undefined;
  readonly mailState: MailState | undefined;
}): LedgerState {
  const { decision, mailState } = request;
  if (decision === undefined) return 'undecided';
  return decision === 'mail' ? (mailState ?? 'due') : decision;
}

/** Why a mail that is due is not sent yet, beside what Shopify's own answers say. */
export type WaitReason = 'limited' | 'waits-for-turn';

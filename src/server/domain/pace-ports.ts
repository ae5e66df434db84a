/** Who waits for a mail: a shopper in front of a screen, or nobody. Self-service goes before bulk everywhere. */
export type Lane = 'self-service' | 'bulk';

/** So many in any window of that length. */
export interface PaceLimit {
  readonly count: number;
  readonly windowMs: number;
}

export interface MailTurnAsked {
  readonly shop: string;
  readonly mail: 'invite' | 'reset';
  /** Whose reset it is: Shopify counts them by the shopper's address on the internet. */
  readonly buyerIp: string | undefined;
  readonly lane: Lane;
  /** The turn promised earlier, in milliseconds since the Unix epoch. */
  readonly turnAt: number | undefined;
}

export type MailTurn =
  | { readonly kind: 'now'; readonly takenAt: number }
  /** Nothing may be sent before; `turnAt` is what to come back with. */
  | { readonly kind: 'wait'; readonly afterSeconds: number; readonly turnAt: number | undefined };

/** The pace of mails, one for all processes. */
export interface MailPace {
  /** Takes a turn, which counts from then on whether or not the mail is sent, or says when to come back. */
  takeTurn(asked: MailTurnAsked): Promise<MailTurn>;
  /** The mail surely was not sent: its turn is free again, and a later one in this place goes first. */
  giveBack(asked: Pick<MailTurnAsked, 'shop' | 'mail' | 'buyerIp'>, takenAt: number): Promise<void>;
  /** Shopify refused a mail that had its turn: the pace was too quick. */
  slowDown(refused: Pick<MailTurnAsked, 'shop' | 'mail' | 'buyerIp'>): Promise<void>;
}

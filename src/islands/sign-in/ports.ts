/** What handing over to the sign-in page needs of the page around it. */
export interface HandOverPorts {
  readonly timers: {
    /** @returns what calls it off */
    after(milliseconds: number, run: () => void): () => void;
  };
  /** The shopper goes off to sign in. */
  readonly leave: () => void;
}

/** What remembers that a shopper went off to sign in. */
export interface SignInMark {
  /** Did they? Says so once. */
  take(): boolean;
}

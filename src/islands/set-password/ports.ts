import type { LinkPage } from '../../contracts/island-props.ts';

/** What a person wants when the form is about to be posted. */
export type PasswordIntent = 'set' | 'decline';

export interface PasswordFormEvents {
  /** The form is about to be posted; false stops it. */
  submit(intent: PasswordIntent): boolean;
  /** Somebody else's script stopped the post, as a captcha does that posts again by itself. */
  stopped(): void;
  /** The page came back from the browser's page cache, with everything as it was left. */
  returned(): void;
}

/** The form that does the posting, as its model sees it. */
export interface PasswordForm {
  /** @returns what ends the watch */
  watch(events: PasswordFormEvents): () => void;
}

/** Remembers in this tab, for a moment, that a password was handed to Shopify. */
export interface PasswordMark {
  leave(page: LinkPage): void;
  /** The page it was handed in on, while that is fresh. */
  read(): LinkPage | undefined;
  remove(): void;
}

export interface Timers {
  /** @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void;
}

export interface SetPasswordPorts {
  readonly form: PasswordForm;
  readonly mark: PasswordMark;
  readonly timers: Timers;
}

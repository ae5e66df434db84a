import type { LinkPage } from '../../contracts/island-props.ts';

/** What a person wants when the form is about to be posted. */
export type PasswordIntent = 'set' | 'decline';

export interface PasswordFormEvents {
  /** The form is about to be posted; false stops it. */
  submit(intent: PasswordIntent): boolean;
  /**
   * Somebody else's script stopped the post, as a captcha does that posts again by itself.
   *
   * @param challenged does the page now show a captcha?
   */
  stopped(challenged: boolean): void;
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
  read(): { readonly page: LinkPage } | undefined;
  remove(): void;
}

/** What there is to say of a password beyond Shopify's rules. */
export type Advice = 'none' | 'edge-space' | 'common' | 'breached' | 'longer' | 'good';

/** Knows passwords that are easy to guess. */
export interface PasswordAdvice {
  /** Says it now, in a while or never; never of another password than the newest. */
  about(password: string, say: (advice: Advice) => void): void;
}

export interface Timers {
  /** @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void;
}

export interface SetPasswordPorts {
  readonly form: PasswordForm;
  readonly mark: PasswordMark;
  readonly advice: PasswordAdvice;
  readonly timers: Timers;
  /** Is there a network at all? */
  readonly online: () => boolean;
}

import type { WayInProps } from '../../contracts/island-props.ts';

/** What the help for a code needs to know of the page and the shopper. */
export interface CodeHelpHost {
  /** As the extension's locale file is named. */
  readonly language: string;
  /** The name a mailbox shows for the sender. */
  readonly sender: string;
  /** The shopper's address; empty where nobody knows it. */
  readonly email: string;
  /** Was the shopper at the sign-in page already, and came back? */
  readonly cameBack: boolean;
}

/** What the sign-in guide needs where a script draws it, on a page that was made when the shop had passwords. */
export interface GuideHost {
  readonly props: WayInProps;
  readonly email: string;
  /** Classes of a theme's main button, or an empty string. */
  readonly buttonClass: string;
}

/** What `code-help.js` exports. */
export interface CodeHelpModule {
  /** Draws what helps where a code does not come; rejects, and draws nothing, where something does not arrive. */
  readonly showCodeHelp: (place: HTMLElement, host: CodeHelpHost) => Promise<void>;
  /**
   * Puts the sign-in guide in the place of what a way-in shows; rejects, and changes nothing, where something does not
   * arrive. Never resolves: nobody waits for an answer any more then.
   *
   * @param container its first child is what is shown
   */
  readonly showGuide: (container: HTMLElement, host: GuideHost) => Promise<never>;
}

import type { AccessAnswer } from '../../contracts/access-request.ts';
import type { WayInProps } from '../../contracts/island-props.ts';
import type { PageState } from '../../contracts/page-states.ts';

/** What the way-in island lends to the help that comes after the answer. */
export interface HelpHost {
  readonly props: WayInProps;
  readonly model: {
    /** What the page says; only a shopper who waits for a mail has an address in it. */
    readonly status: {
      readonly peek: () => { readonly state: PageState; readonly email?: string };
    };
    readonly type: (email: string) => void;
    readonly submit: () => void;
    /** Back to the form. */
    readonly change: () => void;
  };
  readonly requests: {
    /** Asks for the mail; never rejects. */
    readonly ask: (
      email: string,
      signal: AbortSignal,
    ) => Promise<AccessAnswer | { readonly kind: 'unreachable' }>;
  };
  /** The shop has no passwords any more: the sign-in guide takes the place of everything said here. */
  readonly toGuide: (email: string) => Promise<unknown>;
  /** The number of this shopper's requests, a UUID; undefined where the browser cannot make one. */
  readonly conversation: string | undefined;
  /** Classes of a theme's main button, or an empty string. */
  readonly buttonClass: string;
}

/** What `inbox-help.js` exports. */
export interface HelpModule {
  /** Draws into an empty element; resolves to what removes it. */
  readonly showHelp: (place: HTMLElement, host: HelpHost) => Promise<() => void>;
}

/** What `address-advice.js` exports. */
export interface AddressAdviceModule {
  readonly meantAddress: (typed: string) => string | undefined;
  readonly watchAddress: (container: HTMLElement, type: (text: string) => void, text: string) => void;
}

/** What `proof.js` exports. */
export interface ProofModule {
  readonly prove: (
    refusal: { readonly error: { readonly challenge: object } },
    post: (proof: unknown) => Promise<unknown>,
  ) => Promise<unknown>;
}

/** Where a check is drawn. */
export interface CheckPlace {
  readonly kind: 'link' | 'browser';
  /** For the field; unique on the page. */
  readonly id: string;
  readonly props: WayInProps;
}

/** What `inbox-checks.js` exports. */
export interface ChecksModule {
  readonly showCheck: (place: HTMLElement, check: CheckPlace) => Promise<void>;
}

/**
 * What Liquid hands to the islands: one JSON document per custom element, with every word an island can
 * say (decision 5: strings live in Liquid). The parsers refuse what is incomplete, so that an island
 * never shows half a page; the server's markup then stays as it is.
 */

/** Which of Shopify's account links a page belongs to. */
export type LinkPage = 'activation' | 'reset';

/** A message of Shopify's own form, as `form.errors` gave it to Liquid. */
export interface ReturnedError {
  /** `form`, `password`, `password_confirmation`, or whatever key Shopify uses. */
  readonly field: string;
  /** The bare message, to recognise it where the theme prints it too. */
  readonly message: string;
  /** The message as a sentence of its own. */
  readonly text: string;
}

/** A wait as people say it, for one of the few lengths that are worth telling apart. */
export interface WaitText {
  readonly minutes: number;
  readonly text: string;
}

/** The words of the set-password island; a problem or an advice has its own name as key. */
export type SetPasswordTexts = Texts<
  | 'label'
  | 'labelAgain'
  | 'rules'
  | 'none'
  | 'show'
  | 'hide'
  | 'showLabel'
  | 'hideLabel'
  | 'isShown'
  | 'isHidden'
  | 'button'
  | 'busy'
  | 'slow'
  | 'stopped'
  | 'problemHeading'
  | 'missing'
  | 'too-short'
  | 'edge-space'
  | 'mismatch'
  | 'offlineHeading'
  | 'offline'
  | 'doubtHeading'
  | 'doubt'
  | 'common'
  | 'breached'
  | 'longer'
  | 'good'
  | 'capsLock'
>;

/** The words of the way-in island; what is said in a state, and of a problem, has its name in the key. */
export type WayInTexts = Texts<
  | `${'ask-address' | 'already-active' | 'check-inbox' | 'service-degraded'}-${'heading' | 'text'}`
  | 'throttled-heading'
  | 'label'
  | 'button'
  | 'superseded'
  | 'activeButton'
  | 'again'
  | 'sending'
  | 'problemHeading'
  | 'meanwhile'
  | 'change'
  | 'typo'
  | 'offlineHeading'
  | 'offline'
  | 'missing'
  | 'malformed'
  | 'too-long'
>;

export interface SetPasswordProps {
  readonly page: LinkPage;
  /** Starts the ids of this instance's elements; unique on the page. */
  readonly id: string;
  /** Does the merchant want the password typed twice? */
  readonly twoFields: boolean;
  /** Where the look-up of leaked passwords is, if the merchant wants one. */
  readonly breachedPasswords?: string;
  readonly errors: readonly ReturnedError[];
  /** What the model begins with, in the theme editor's preview. */
  readonly start?: object;
  readonly texts: SetPasswordTexts;
}

export interface WayInProps {
  readonly id: string;
  /** Where requests go: the shop's proxy path and `/requests`. */
  readonly action: string;
  /** The page for shoppers who cannot open their mailbox, in this language. */
  readonly noMailbox: string;
  /** The shop's sign-in page, which may be on a host of Shopify's. */
  readonly signIn: string;
  /** The storefront's language as Shopify writes it: `en`, `nb`, `pt-BR`. */
  readonly locale: string;
  /** The language of the texts, as the extension's locale file is named: another one where it has not got the storefront's. */
  readonly language: string;
  /** What to know the mail by. */
  readonly mail: {
    /** The sender's name, or the shop's. */
    readonly name: string;
    readonly email?: string;
    /** As the merchant set it; Shopify's own where they did not. */
    readonly subject?: string;
    /** The shop's hosts, the one that shoppers know first. */
    readonly hosts: readonly string[];
  };
  /** Whom the mail will come from, as a sentence. */
  readonly sender: string;
  /** What the model begins with, in the theme editor's preview. */
  readonly start?: object;
  readonly texts: WayInTexts;
  /** Shortest first; complete sentences, so that no plural rule is needed in the browser. */
  readonly waits: readonly WaitText[];
}

/** What Liquid tells the sign-in guide's island; all else that it works with stands in the markup. */
export interface SignInProps {
  /** The language of the texts, as the extension's locale file is named. */
  readonly language: string;
  /** Does the merchant want the address handed over to the sign-in page, in its URL? */
  readonly loginHint?: boolean;
  /** What to know the mail by: the sender's name, or the shop's. */
  readonly mail: { readonly name: string };
  readonly texts: AddressTexts;
}

/** The words around an address that was typed before. */
export type AddressTexts = Texts<'address' | 'copy' | 'copied'>;

/** Props that an island cannot work with; the message names the first member that is missing or wrong. */
export class PropProblem extends Error {}

/**
 * Reads the props of `<latchkey-set-password>`.
 *
 * @throws PropProblem
 */
export function parseSetPasswordProps(input: unknown): SetPasswordProps {
  return complete<SetPasswordProps>(input, ['id', 'page', 'texts', 'errors']);
}

/**
 * Reads the props of `<latchkey-way-in>`.
 *
 * @throws PropProblem
 */
export function parseWayInProps(input: unknown): WayInProps {
  const props = complete<WayInProps>(input, [
    'id',
    'action',
    'signIn',
    'texts',
    'waits',
    'locale',
    'language',
    'mail',
    'sender',
    'noMailbox',
  ]);
  if (!isPathOfShop(props.action)) throw new PropProblem('action');
  return props;
}

/**
 * Reads the props of `<latchkey-sign-in>`.
 *
 * @throws PropProblem
 */
export function parseSignInProps(input: unknown): SignInProps {
  return complete<SignInProps>(input, ['language', 'mail', 'texts']);
}

type Texts<Key extends string> = Readonly<Record<Key, string>>;

/**
 * Refuses props with a gap anywhere. A word that a language file lacks arrives as null or empty; that Liquid prints
 * a member for every word is for the Liquid tests, since the names of all words would be 400 of the 12,000 bytes.
 */
function complete<Props extends object>(input: unknown, members: readonly (keyof Props & string)[]): Props {
  const props = Object(input);
  for (const member of members) if (!props[member]) throw new PropProblem(member);
  JSON.stringify(props, (key, value: unknown) => {
    if (value === null || value === '') throw new PropProblem(key);
    return value;
  });
  return props;
}

/** Is it a path of this shop? An address or a password's trace must never go to another host. */
export function isPathOfShop(path: string): boolean {
  return /^\/[^/\\\s]/.test(path);
}

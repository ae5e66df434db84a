/** Any one of these, where a page may say the same in other words; compared whole, as a person reads them. */
export type Names = string | readonly string[];

/**
 * What a shopper does with a page, in any engine and however it is driven. Everything is found as people find
 * it, visible and by its accessible name, and waited for; what does not come in time throws, naming it.
 */
export interface Shopper {
  /** Follows a link from a mail, or types an address. */
  open(url: string): Promise<void>;
  /** Path of the page that is open, without host and query. */
  path(): Promise<string>;
  /** Types into the field of this name, in place of what stands there; two such fields are one too many. */
  fill(field: Names, text: string): Promise<void>;
  /** Presses the button of this name; two such buttons are one too many. */
  press(button: Names): Promise<void>;
  /** Follows the link that begins so, as {@link seesLink} finds it; two such links are one too many. */
  follow(link: string): Promise<void>;
  /** Opens the fold, unless the field that it leads to can be seen already. */
  unfold(summary: Names, field: Names): Promise<void>;
  seesHeading(heading: Names): Promise<void>;
  seesButton(button: Names): Promise<void>;
  /** Themes put signs of their own behind links: the name only begins so. */
  seesLink(link: string): Promise<void>;
}

/** How long anything on a page is waited for, in milliseconds. */
export const PATIENCE_MS = 10_000;

export function asList(names: Names): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

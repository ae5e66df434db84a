/** A mail as a merchant copies it: one paragraph or list after the other. */
export interface MailText {
  readonly subject: string;
  readonly body: readonly string[];
}

/**
 * What a merchant tells customers of the switch. `{shop}` stands for the name of the shop, `{link}` for the page that
 * tells how to sign in, `{date}` for the day; docs/switch-over.md says when which is sent.
 */
export interface SwitchOverTexts {
  /** The language by its own name. */
  readonly language: string;
  /** A mail, or a part of a newsletter, some days before. Its link shows the guide from the day itself on. */
  readonly before: MailText;
  readonly onTheDay: MailText;
  /** A line above the shop's pages, which links to `{link}`. */
  readonly notice: string;
  /** For staff, to whoever writes that they cannot sign in. */
  readonly answer: { readonly body: readonly string[] };
}

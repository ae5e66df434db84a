/** Every text of the group `no_mailbox` in `src/texts`, in the order of the English file. */
export const MAILBOX_TEXT_KEYS = [
  'heading',
  'intro',
  'order_number',
  'order_number_hint',
  'postcode',
  'postcode_hint',
  'old_email',
  'new_email',
  'message',
  'message_hint',
  'button',
  'kept_heading',
  'kept_text',
  'kept_reference',
  'kept_keep',
  'summary',
  'order_number_missing',
  'order_number_wrong',
  'postcode_missing',
  'postcode_wrong',
  'email_missing',
  'email_wrong',
  'email_too_long',
  'email_same',
  'message_wrong',
  'too_long',
] as const;

/** The texts of the form for shoppers who cannot open their mailbox. */
export type MailboxTexts = Readonly<Record<(typeof MAILBOX_TEXT_KEYS)[number], string>>;

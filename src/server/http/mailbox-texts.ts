/**
 * The texts of the form for shoppers who cannot open their mailbox, as the extension's locale files have them below
 * `no_mailbox`. English is kept here, and stands in for what a file has not got.
 */
const ENGLISH = {
  heading: 'Can’t open your old mailbox?',
  intro:
    'Tell us which account is yours and where we can write to you. The shop’s own staff look at every request; nothing is changed before they have.',
  order_number: 'Order number',
  order_number_hint: 'It stands in the mail or on the note that came with any order you made here.',
  postcode: 'Postcode of that order',
  postcode_hint: 'If the address has none, type a hyphen.',
  old_email: 'Email address you had',
  new_email: 'Email address you use now',
  message: 'Anything else we should know',
  message_hint: 'You may leave this empty. Never send a password.',
  button: 'Send to the shop',
  kept_heading: 'The shop has your request',
  kept_text:
    'Staff will look at it and write to your new address if they can help. That can take a few days.',
  kept_reference: 'Your reference number:',
  kept_keep: 'Keep it: the shop can find your request by it.',
  summary: 'Please look at these fields again:',
  order_number_missing: 'Type the number of an order you made here.',
  order_number_wrong: 'This doesn’t look like an order number. It should read like #1001.',
  postcode_missing: 'Type the postcode of that order.',
  postcode_wrong: 'This doesn’t look like a postcode. Use letters and figures only.',
  email_missing: 'Type the email address.',
  email_wrong: 'This doesn’t look like an email address. It should read like name@example.com.',
  email_too_long: 'This address is too long to be an email address. Check it for typos.',
  email_same: 'This is the address you can’t open. Type one where you can read mail.',
  message_wrong: 'This message can’t be read. Please type it again.',
  too_long: 'This is too long. Please make it shorter.',
} as const;

export type MailboxTexts = Readonly<Record<keyof typeof ENGLISH, string>>;

/**
 * Reads the texts of one locale file.
 *
 * @param group what the file has below `no_mailbox`; undefined where it has nothing
 * @returns the English object itself where the file has nothing, so that one can tell
 */
export function readMailboxTexts(group: unknown, english: MailboxTexts = ENGLISH): MailboxTexts {
  if (typeof group !== 'object' || group === null) return english;
  const own = new Map<string, unknown>(Object.entries(group));
  const text = (key: keyof MailboxTexts) => {
    const found = own.get(key);
    return typeof found === 'string' ? found : english[key];
  };
  return {
    heading: text('heading'),
    intro: text('intro'),
    order_number: text('order_number'),
    order_number_hint: text('order_number_hint'),
    postcode: text('postcode'),
    postcode_hint: text('postcode_hint'),
    old_email: text('old_email'),
    new_email: text('new_email'),
    message: text('message'),
    message_hint: text('message_hint'),
    button: text('button'),
    kept_heading: text('kept_heading'),
    kept_text: text('kept_text'),
    kept_reference: text('kept_reference'),
    kept_keep: text('kept_keep'),
    summary: text('summary'),
    order_number_missing: text('order_number_missing'),
    order_number_wrong: text('order_number_wrong'),
    postcode_missing: text('postcode_missing'),
    postcode_wrong: text('postcode_wrong'),
    email_missing: text('email_missing'),
    email_wrong: text('email_wrong'),
    email_too_long: text('email_too_long'),
    email_same: text('email_same'),
    message_wrong: text('message_wrong'),
    too_long: text('too_long'),
  };
}

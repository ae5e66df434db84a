import type { RenderNotice } from './match-mailbox-request.ts';

/**
 * The mail to the old address, plain text, so that whoever still reads it can object. It has no link, and nothing in
 * it tells the new address or the order. English only so far; dates follow the shopper's language.
 */
export const renderNotice: RenderNotice = ({ shop, reference, locale, waitUntil }) => {
  const when = new Intl.DateTimeFormat(knownLocale(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(waitUntil);
  return `Somebody told the shop ${shop} that they can no longer open this mailbox, and asked for the account with this
address to be moved to another one.

If that was you, there is nothing to do.

If it was not you, tell the shop before ${when} (UTC), and name the reference ${reference}. Until then nothing is
changed. The shop never asks for your password.
`;
};

/** A storefront can have a language that this system has no dates for. */
function knownLocale(locale: string): string {
  return Intl.DateTimeFormat.supportedLocalesOf(['en', locale]).includes(locale) ? locale : 'en';
}

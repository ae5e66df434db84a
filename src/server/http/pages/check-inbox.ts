import { ACCESS_REQUESTS_PATH } from '../../../contracts/access-request.ts';
import { advise } from '../../../contracts/inbox-help/advise.ts';
import { fill } from '../../../contracts/inbox-help/texts.ts';
import { suggestDomain } from '../../../contracts/mail-providers/suggest-domain.ts';
import { MAILBOX_REQUESTS_PATH } from '../../../contracts/mailbox-request.ts';
import type { PageTexts } from '../texts.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';
import { ownUrl, page, referenceNote, SHOP_DOMAIN, SHOP_NAME, signInLink } from './layout.ts';
import { domainOf, mailboxOf } from './mailbox-of.ts';

/** Whom the shop's mails come from; what is empty is not known. */
export interface MailOfShop {
  readonly senderName: string;
  readonly senderEmail: string;
  readonly subject: string;
}

export interface CheckInbox {
  readonly pathPrefix: string;
  /** As the shopper typed it: shown to nobody else, and whatever is said here follows from it alone. */
  readonly email: string;
  readonly locale: string;
  /** The UUID of the conversation. */
  readonly reference: string;
  /** How often the shopper asked again. */
  readonly again: number;
  readonly mail: MailOfShop;
}

/** After these, another mail of the same kind is not what helps. */
const RESENDS = 2;

/**
 * The answer to every request that was kept, for shoppers without scripts: what the island says and knows, but for
 * what needs a clock or a look-up. Tells nothing about the address but what its domain tells everybody.
 */
export function checkInboxPage(texts: PageTexts, told: CheckInbox): Markup {
  const { check_inbox, words } = texts;
  const { pathPrefix, email, mail, again } = told;
  const domain = domainOf(email);
  const sender = { name: mail.senderName || SHOP_NAME, email: mail.senderEmail || undefined };
  const from = fill(check_inbox.sender, {
    sender: sender.email === undefined ? sender.name : `${sender.name} (${sender.email})`,
  });
  const { look, places, lost, allow, open } = advise(mailboxOf(domain, texts.locale), words, {
    sender,
    domain,
  });
  const other = liquid`<a href="${ownUrl(pathPrefix)}">${check_inbox.change}</a>`;
  const noMailbox = ownUrl(pathPrefix, MAILBOX_REQUESTS_PATH);
  return page(
    'check-inbox',
    check_inbox.heading,
    liquid`<p>${again > 0 ? words.again_sent : check_inbox.text}</p>
<p><strong><bdi>${email}</bdi></strong></p>
<ul class="lk-links"><li>${other}</li></ul>
<p>${from} ${subject(texts, mail)}</p>
${misspelt(texts, told, domain)}${open === undefined ? NOTHING : liquid`<p><a class="lk-open" href="${open.href}" target="_blank" rel="noopener noreferrer">${open.label}</a></p>\n`}<p>${words.advice_now} ${look}</p>
${lost === undefined ? NOTHING : liquid`<div class="lk-note"><p>${lost}</p><ul class="lk-links"><li>${other}</li><li><a href="${noMailbox}">${words.no_mailbox}</a></li></ul></div>\n`}${once(texts, told)}${fold(words.places, [...places, ...(allow.length > 0 ? [words.allow, ...allow] : [])])}${fold(
      words.real,
      [from, `${fill(words.real_link, { domain: SHOP_DOMAIN })} ${words.real_never}`],
    )}<noscript><p class="lk-hint">${words.browser_script}</p></noscript>
<ul class="lk-links">
<li><a href="${noMailbox}">${texts.ask.no_mailbox}</a></li>
${signInLink(texts)}
</ul>
${referenceNote(texts, 'check-inbox', told.reference)}`,
  );
}

function subject({ words }: PageTexts, mail: MailOfShop): string {
  return mail.subject
    ? fill(words.subject, { subject: mail.subject })
    : fill(words.subject_often, { invite: words.subject_invite, reset: words.subject_reset });
}

/** A button that asks for another address: the one that was probably meant. */
function misspelt(texts: PageTexts, told: CheckInbox, domain: string): Markup {
  const meant = suggestDomain(domain);
  if (meant === undefined) return NOTHING;
  const address = told.email.slice(0, -domain.length) + meant;
  return liquid`<div class="lk-note"><p><strong>${fill(texts.ask.typo, { address })}</strong></p>
${askForm(told, { email: address, again: 0 }, texts.words.typo_use)}</div>
`;
}

/** The way to another mail, up to the point where it is not what helps; from there on, the way to people. */
function once({ words }: PageTexts, told: CheckInbox): Markup {
  if (told.again < RESENDS) {
    return askForm(told, { email: told.email, again: told.again + 1 }, words.again);
  }
  const contact: Markup = {
    liquid:
      '{% if shop.email != blank %} <a href="mailto:{{ shop.email | escape }}">{{ shop.email | escape }}</a>{% endif %}',
  };
  return liquid`<p>${words.again_enough}${contact}</p>
`;
}

function askForm(
  { pathPrefix, locale, reference }: CheckInbox,
  { email, again }: { readonly email: string; readonly again: number },
  button: string,
): Markup {
  return liquid`<form method="post" action="${ownUrl(pathPrefix, ACCESS_REQUESTS_PATH)}" accept-charset="UTF-8">
<input type="hidden" name="email" value="${email}">
<input type="hidden" name="locale" value="${locale}">
<input type="hidden" name="reference" value="${reference}">
<input type="hidden" name="again" value="${String(again)}">
<p><button class="lk-quiet" type="submit">${button}</button></p>
</form>
`;
}

function fold(summary: string, sentences: readonly string[]): Markup {
  if (sentences.length === 0) return NOTHING;
  const all = sentences.map((sentence) => liquid`<p>${sentence}</p>`.liquid).join('\n');
  return liquid`<details>
<summary>${summary}</summary>
${{ liquid: all }}
</details>
`;
}

import { adviseOnCode } from '../../../contracts/code-help/advise.ts';
import type { Mailbox } from '../../../contracts/inbox-help/mailbox.ts';
import type { PageTexts } from '../texts.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';
import { SHOP_NAME } from './layout.ts';
import { domainOf, mailboxOf } from './mailbox-of.ts';

export interface CodeHelp {
  /** Undefined where nobody typed one. */
  readonly email: string | undefined;
  /** Whom the shop's mails come from; empty: the shop's own name. */
  readonly senderName: string;
}

const UNKNOWN: Mailbox = { kind: 'unknown' };

/** What helps when the code does not come: all of it, with nothing to unfold. */
export function codeHelp({ codes, words, locale }: PageTexts, { email, senderName }: CodeHelp): Markup {
  const domain = email === undefined ? '' : domainOf(email);
  const { find, open, use, places, allow } = adviseOnCode(
    domain === '' ? UNKNOWN : mailboxOf(domain, locale),
    { codes, inbox: words },
    { sender: senderName || SHOP_NAME, domain },
  );
  return liquid`${list(find)}${open === undefined ? NOTHING : liquid`<p><a class="lk-open" href="${open.href}" target="_blank" rel="noopener noreferrer">${open.label}</a></p>\n`}${list(use)}${under(words.places, places)}${under(words.allow, allow)}`;
}

function list(sentences: readonly string[]): Markup {
  const items = sentences.map((sentence) => liquid`<li>${sentence}</li>\n`.liquid);
  return liquid`<ul>
${{ liquid: items.join('') }}</ul>
`;
}

function under(heading: string, sentences: readonly string[]): Markup {
  if (sentences.length === 0) return NOTHING;
  return liquid`<h3>${heading}</h3>
${list(sentences)}`;
}

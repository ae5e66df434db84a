import {
  MAILBOX_FIELDS,
  MAILBOX_MAX_LENGTHS,
  MAILBOX_REQUESTS_PATH,
  type MailboxField,
  type MailboxFieldProblem,
  type MailboxFieldProblems,
} from '../../../contracts/mailbox-request.ts';
import { EMAIL_MAX_LENGTH } from '../../../contracts/email-address.ts';
import type { MailboxTexts } from '../mailbox-texts.ts';
import type { Texts, PageTexts } from '../texts.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';
import { inStorefrontLanguage, ownUrl, page, referenceLine, signInLink } from './layout.ts';

export interface NoMailbox {
  /** The shop's own path of the proxy, from the signed query. */
  readonly pathPrefix: string;
  /** What the shopper typed before, to be kept. */
  readonly typed?: Readonly<Partial<Record<MailboxField, string>>>;
  readonly problems?: MailboxFieldProblems;
  /** The language of the storefront; undefined lets the theme fill it in. */
  readonly locale?: string;
}

interface Field {
  readonly label: keyof MailboxTexts;
  readonly hint?: keyof MailboxTexts;
  /** Of the control, as they stand in HTML. */
  readonly attributes: string;
  readonly problems: Readonly<Partial<Record<MailboxFieldProblem, keyof MailboxTexts>>>;
}

const MAIL = 'type="email" autocomplete="email" autocapitalize="none" spellcheck="false" required';
const MAIL_PROBLEMS = {
  missing: 'email_missing',
  'too-long': 'email_too_long',
  'same-address': 'email_same',
} as const;

const FIELDS: Readonly<Record<MailboxField, Field>> = {
  orderNumber: {
    label: 'order_number',
    hint: 'order_number_hint',
    attributes: `type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="${MAILBOX_MAX_LENGTHS.orderNumber}" required`,
    problems: { missing: 'order_number_missing', malformed: 'order_number_wrong' },
  },
  postcode: {
    label: 'postcode',
    hint: 'postcode_hint',
    attributes: `type="text" autocomplete="postal-code" autocapitalize="characters" spellcheck="false" maxlength="${MAILBOX_MAX_LENGTHS.postcode}" required`,
    problems: { missing: 'postcode_missing', malformed: 'postcode_wrong' },
  },
  oldEmail: {
    label: 'old_email',
    attributes: `${MAIL} maxlength="${EMAIL_MAX_LENGTH}"`,
    problems: { ...MAIL_PROBLEMS, malformed: 'email_wrong' },
  },
  newEmail: {
    label: 'new_email',
    attributes: `${MAIL} maxlength="${EMAIL_MAX_LENGTH}"`,
    problems: { ...MAIL_PROBLEMS, malformed: 'email_wrong' },
  },
  message: {
    label: 'message',
    hint: 'message_hint',
    attributes: `rows="5" maxlength="${MAILBOX_MAX_LENGTHS.message}"`,
    problems: { malformed: 'message_wrong' },
  },
};

/** The locale of a page that was opened rather than posted to. */
const STOREFRONT_LOCALE: Markup = { liquid: '{{ request.locale.iso_code }}' };

/** The form; with problems, the summary takes the focus and each field says what is wrong with it. */
export function noMailboxPage(texts: PageTexts, ask: NoMailbox): Markup {
  const { problems = {}, typed = {}, locale = STOREFRONT_LOCALE } = ask;
  const wrong = MAILBOX_FIELDS.filter((name) => problems[name] !== undefined);
  const fields = MAILBOX_FIELDS.map((name) =>
    field(texts.no_mailbox, name, typed[name] ?? '', problems[name]),
  );
  return page(
    'no-mailbox',
    texts.no_mailbox.heading,
    liquid`${wrong.length === 0 ? NOTHING : summary(texts.no_mailbox, problems, wrong)}<p>${texts.no_mailbox.intro}</p>
<form method="post" action="${ownUrl(ask.pathPrefix, MAILBOX_REQUESTS_PATH)}" accept-charset="UTF-8" novalidate>
<input type="hidden" name="locale" value="${locale}">
${joined(fields)}
<button type="submit">${texts.no_mailbox.button}</button>
</form>
<ul class="lk-links">
${signInLink(texts)}
</ul>`,
    languageOf(texts),
  );
}

/** The form in the language that the storefront is being read in; English where a language has no texts for it. */
export function noMailboxInStorefrontLanguage(texts: Texts, pathPrefix: string): Markup {
  const [english, ...others] = texts;
  const own = others.filter((each) => hasOwnTexts(texts, each));
  return inStorefrontLanguage([english, ...own], (each) => noMailboxPage(each, { pathPrefix }));
}

/** A page is in one language: a language without texts for this form is left alone. */
export function hasOwnTexts([english]: Texts, texts: PageTexts): boolean {
  return texts.no_mailbox !== english.no_mailbox;
}

/** The answer to every request that was kept: it says nothing about any account, and repeats no address. */
export function requestKeptPage(texts: PageTexts, reference: string): Markup {
  const { kept_heading, kept_text, kept_reference, kept_keep } = texts.no_mailbox;
  return page(
    'needs-review',
    kept_heading,
    liquid`<p>${kept_text}</p>
${referenceLine(kept_reference, reference)}
<p>${kept_keep}</p>
<ul class="lk-links">
${signInLink(texts)}
</ul>`,
    languageOf(texts),
  );
}

/** English also stands in on storefronts in other languages, and there it has to say so. */
function languageOf({ locale }: PageTexts): Markup {
  return locale === 'en' ? { liquid: ' lang="en" dir="ltr"' } : NOTHING;
}

function field(
  texts: MailboxTexts,
  name: MailboxField,
  typed: string,
  problem: MailboxFieldProblem | undefined,
): Markup {
  const { label, hint, attributes } = FIELDS[name];
  const id = `lk-${name}`;
  const hintText = hint === undefined ? undefined : texts[hint];
  const described = [
    ...(hintText === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ].join(' ');
  const state: Markup = {
    liquid: `${described === '' ? '' : ` aria-describedby="${described}"`}${problem === undefined ? '' : ' aria-invalid="true"'}`,
  };
  const control =
    name === 'message'
      ? liquid`<textarea id="${id}" name="${name}" ${{ liquid: attributes }}${state}>
${typed}</textarea>`
      : liquid`<input id="${id}" name="${name}" value="${typed}" ${{ liquid: attributes }}${state}>`;
  return liquid`<div class="lk-field">
<label for="${id}">${texts[label]}</label>
${hintText === undefined ? NOTHING : liquid`<p class="lk-hint" id="${id}-hint">${hintText}</p>\n`}${problem === undefined ? NOTHING : liquid`<p class="lk-problem" id="${id}-problem">${problemText(texts, name, problem)}</p>\n`}${control}
</div>
`;
}

function summary(
  texts: MailboxTexts,
  problems: MailboxFieldProblems,
  wrong: readonly MailboxField[],
): Markup {
  const links = wrong.map((name) => {
    const text = problemText(texts, name, problems[name] ?? 'malformed');
    return liquid`<p><a href="#lk-${name}">${texts[FIELDS[name].label]}</a>: ${text}</p>\n`;
  });
  return liquid`<div class="lk-summary" role="alert" tabindex="-1" autofocus><p>${texts.summary}</p>
${joined(links)}</div>
`;
}

function problemText(texts: MailboxTexts, name: MailboxField, problem: MailboxFieldProblem): string {
  return texts[FIELDS[name].problems[problem] ?? 'too_long'];
}

function joined(parts: readonly Markup[]): Markup {
  return { liquid: parts.map((part) => part.liquid).join('') };
}

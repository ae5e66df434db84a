import { ACCESS_REQUESTS_PATH } from '../../../contracts/access-request.ts';
import { MAILBOX_REQUESTS_PATH } from '../../../contracts/mailbox-request.ts';
import type { EmailAddressProblem } from '../../../contracts/email-address.ts';
import type { PageTexts } from '../texts.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';
import { ownUrl, page, signInLink } from './layout.ts';

export interface AskAddress {
  /** The shop's own path of the proxy, from the signed query. */
  readonly pathPrefix: string;
  /** What the shopper typed before, to be kept. */
  readonly typed?: string;
  readonly problem?: EmailAddressProblem;
  /** The language of the storefront; undefined lets the theme fill it in. */
  readonly locale?: string;
}

/** The locale of a page that was opened rather than posted to. */
const STOREFRONT_LOCALE: Markup = { liquid: '{{ request.locale.iso_code }}' };

/** The form for an address; with a problem, the summary takes the focus and the field says what is wrong. */
export function askAddressPage(texts: PageTexts, ask: AskAddress): Markup {
  const problem = ask.problem === undefined ? undefined : PROBLEM_TEXTS[ask.problem](texts);
  const summary =
    problem === undefined
      ? NOTHING
      : liquid`<div class="lk-summary" role="alert" tabindex="-1" autofocus><p><a href="#lk-email">${problem}</a></p></div>
`;
  const message =
    problem === undefined
      ? NOTHING
      : liquid`<p class="lk-problem" id="lk-email-problem">${problem}</p>
`;
  const invalid: Markup =
    problem === undefined ? NOTHING : { liquid: ' aria-invalid="true" aria-describedby="lk-email-problem"' };
  const content = liquid`${summary}<p>${texts.ask.intro}</p>
<form method="post" action="${ownUrl(ask.pathPrefix, ACCESS_REQUESTS_PATH)}" accept-charset="UTF-8" novalidate>
<input type="hidden" name="locale" value="${ask.locale ?? STOREFRONT_LOCALE}">
<div class="lk-field">
<label for="lk-email">${texts.ask.email_label}</label>
${message}<input id="lk-email" type="email" name="email" value="${ask.typed ?? ''}" autocomplete="email" autocapitalize="none" spellcheck="false" required${invalid}>
</div>
<button type="submit">${texts.ask.button}</button>
</form>
<ul class="lk-links">
<li><a href="${ownUrl(ask.pathPrefix, MAILBOX_REQUESTS_PATH)}">${texts.ask.no_mailbox}</a></li>
${signInLink(texts)}
</ul>`;
  return page('ask-address', texts.ask.heading, content);
}

const PROBLEM_TEXTS: Readonly<Record<EmailAddressProblem, (texts: PageTexts) => string>> = {
  missing: (texts) => texts.errors.email_missing,
  malformed: (texts) => texts.errors.email_malformed,
  'too-long': (texts) => texts.errors.email_too_long,
};

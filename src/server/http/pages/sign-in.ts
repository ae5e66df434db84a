import { MAILBOX_REQUESTS_PATH } from '../../../contracts/mailbox-request.ts';
import type { PageTexts } from '../texts.ts';
import { codeHelp } from './code-help.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';
import { ownUrl, page } from './layout.ts';

export interface SignIn {
  /** The shop's own path of the proxy, from the signed query. */
  readonly pathPrefix: string;
  /** What the shopper typed, where a form was posted: shown to nobody else, and whatever is said follows from it alone. */
  readonly email?: string | undefined;
  /** Whom the shop's mails come from; empty: the shop's own name. */
  readonly senderName: string;
}

/**
 * Where Shopify asks for the code, as the extension's snippet `sign-in-url` makes it. Back to the account, and not to this
 * page, which has nothing to do for somebody who is signed in; in the language of the page. Where Shopify gives no such
 * address, the one of the sign-in page, which leads to the account by itself.
 */
const HREF: Markup = {
  liquid: `{% if routes.storefront_login_url != blank %}{{ routes.storefront_login_url | split: '?' | first | escape }}?return_to={{ routes.account_url | url_encode }}&amp;{% else %}{{ routes.account_login_url | split: '?' | first | escape }}?{% endif %}locale={{ request.locale.iso_code | url_encode }}`,
};

/** How to sign in with a code, and the whole help for when it does not come: neither password nor form. */
export function signInPage(texts: PageTexts, { pathPrefix, email, senderName }: SignIn): Markup {
  const { guide, codes } = texts;
  const address =
    email === undefined
      ? NOTHING
      : liquid`<p>${codes.address_use} <strong><bdi>${email}</bdi></strong></p>\n`;
  // Who opened the page rather than posted a form may come from an older mail.
  const old = email === undefined ? liquid`<p>${guide.old}</p>\n` : NOTHING;
  return page(
    'sign-in-with-code',
    guide.heading,
    liquid`<p>${guide.changed}</p>
<p>${guide.account}</p>
${address}<p>${guide.next}</p>
${old}<p><a class="lk-action" href="${HREF}" referrerpolicy="no-referrer">${guide.button}</a></p>
<h2>${guide.no_code}</h2>
${codeHelp(texts, { email, senderName })}<ul class="lk-links">
<li><a href="${ownUrl(pathPrefix, MAILBOX_REQUESTS_PATH)}">${texts.ask.no_mailbox}</a></li>
</ul>`,
  );
}

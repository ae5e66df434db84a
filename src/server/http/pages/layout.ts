import { referenceOf, type ReferenceState } from '../../../contracts/reference.ts';
import type { PageTexts, Texts } from '../texts.ts';
import { liquid, NOTHING, type Markup } from './encode.ts';

/** Type, colours and rhythm come from the theme; this adds the column, the spacing and the states. */
const STYLE: Markup = {
  liquid: `<style>
.lk-page { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; line-height: 1.6; overflow-wrap: anywhere; }
.lk-page h1 { margin: 0 0 1rem; line-height: 1.25; }
.lk-page h2, .lk-page h3 { margin: 2rem 0 1rem; line-height: 1.25; }
.lk-page li { margin: 0 0 .5rem; }
.lk-page .lk-links li { margin: 0; }
.lk-page p { margin: 0 0 1rem; }
.lk-page label { display: block; margin: 0 0 .375rem; font-weight: bold; }
.lk-page input:not([type="hidden"]), .lk-page textarea { box-sizing: border-box; width: 100%; min-height: 44px; padding: .625rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 6px; }
.lk-page button, .lk-page .lk-action { box-sizing: border-box; min-height: 48px; min-width: 12em; padding: .625rem 1.5rem; font: inherit; font-weight: bold; color: inherit; background: color-mix(in srgb, currentColor 12%, transparent); border: 1px solid currentColor; border-radius: 6px; cursor: pointer; }
.lk-page .lk-action { display: inline-flex; align-items: center; justify-content: center; line-height: 1.3; text-decoration: none; }
@supports (color: lch(from currentcolor l 0 0)) {
.lk-page button, .lk-page .lk-action { background: currentColor; -webkit-text-fill-color: lch(from currentcolor calc((50 - l) * 100) 0 0); }
}
.lk-page :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.lk-field { margin: 0 0 1.25rem; }
.lk-page .lk-hint { margin: 0 0 .375rem; font-size: .875em; }
.lk-reference { font-size: 1.25em; font-weight: bold; white-space: nowrap; }
.lk-page .lk-problem { margin: 0 0 .375rem; color: color-mix(in srgb, #d32f2f 72%, currentColor); }
.lk-summary { margin: 0 0 1.5rem; padding: .75rem 1rem; border-inline-start: 4px solid color-mix(in srgb, #d32f2f 72%, currentColor); }
.lk-summary p { margin: 0; }
.lk-summary p + p { margin-top: .25rem; }
.lk-page details { margin: .5rem 0 0; }
.lk-page summary { padding: .625rem 0; cursor: pointer; }
.lk-page .lk-note { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid color-mix(in srgb, currentColor 40%, transparent); border-radius: 6px; }
.lk-page .lk-note > :last-child { margin-bottom: 0; }
.lk-page .lk-open { display: inline-flex; align-items: center; min-height: 48px; padding: .5rem 1.5rem; line-height: 1.3; box-sizing: border-box; color: inherit; font-weight: bold; text-decoration: none; border: 2px solid currentColor; border-radius: 6px; }
.lk-page .lk-quiet { min-width: 0; background: transparent; -webkit-text-fill-color: currentColor; }
.lk-links { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.lk-links a { display: inline-flex; align-items: center; min-height: 44px; line-height: 1.3; }
</style>`,
};

/**
 * Stand for what only the theme knows until a page is finished. They are in no text of ours, and no address that was
 * parsed has signs for private use.
 */
export const SHOP_NAME = '\ue000';
export const SHOP_DOMAIN = '\ue001';

/** The theme's own sign-in page, where its own form for forgotten passwords is too. */
const SIGN_IN_URL: Markup = { liquid: '{{ routes.account_login_url }}' };

/** Stands before every address of a storefront that is not in the shop's first language: `/nb`. */
const LANGUAGE_ROOT: Markup = {
  liquid: "{% unless routes.root_url == '/' %}{{ routes.root_url | escape }}{% endunless %}",
};

/**
 * Another page of ours, in the language of the one it is asked for on: so is the theme around it.
 *
 * @param pathPrefix the shop's own path of the proxy, from the signed query, where Shopify leaves the language out
 * @param path below it
 */
export function ownUrl(pathPrefix: string, path = ''): Markup {
  return liquid`${LANGUAGE_ROOT}${pathPrefix}${path}`;
}

/**
 * One column with a heading.
 *
 * @param state the page's state in the product's vocabulary
 * @param language attributes for a page in another language than the storefront around it
 */
export function page(state: string, heading: string, content: Markup, language: Markup = NOTHING): Markup {
  return liquid`<div class="lk-page" data-lk-state="${state}"${language}>
<h1>${heading}</h1>
${content}
</div>`;
}

/** A page as the theme gets it. */
export function finished(content: Markup): string {
  const known = content.liquid
    .replaceAll(SHOP_NAME, '{{ shop.name | escape }}')
    .replaceAll(SHOP_DOMAIN, '{{ shop.domain | escape }}');
  return `${STYLE.liquid}\n${known}\n`;
}

export function signInLink(texts: PageTexts): Markup {
  return liquid`<li><a href="${SIGN_IN_URL}">${texts.ask.sign_in}</a></li>`;
}

/**
 * The number that staff can look a page up by. It says nothing of the shopper.
 *
 * @param reference the UUID of the conversation
 */
export function referenceNote(texts: PageTexts, state: ReferenceState, reference: string): Markup {
  const { reference: label, reference_hint: hint } = texts.inbox;
  return liquid`${referenceLine(label, referenceOf(reference, state))}
<p class="lk-hint">${hint}</p>`;
}

/** @param shown the number as it is shown, in one direction of writing in every language */
export function referenceLine(label: string, shown: string): Markup {
  return liquid`<p>${label} <span class="lk-reference" dir="ltr">${shown}</span></p>`;
}

/**
 * A page in the language the storefront is being read in, which only the theme knows: all languages are
 * handed over and Liquid picks one.
 */
export function inStorefrontLanguage(texts: Texts, render: (texts: PageTexts) => Markup): Markup {
  const [english, ...others] = texts;
  if (others.length === 0) return render(english);
  const cases = others.map((each) => `{% when '${each.locale}' %}${render(each).liquid}`);
  const all = `{% case request.locale.iso_code %}${cases.join('')}{% else %}${render(english).liquid}{% endcase %}`;
  return { liquid: all };
}

import { html } from 'hono/html';
import type { Order } from '../shopify/orders.ts';
import { htmlResponse, type Markup } from '../shopify/html-page.ts';
import type { Customer, LocalShop } from '../shopify/types.ts';
import type { Attempt } from './attempts.ts';
import { HOSTED_PATHS } from './hosted-urls.ts';
import { hostedTexts, type HostedTexts } from './texts.ts';

/** What the page that asks for the address shows beyond its form. */
export interface SignInView {
  readonly email: string;
  readonly locale: string;
  readonly returnTo: string;
  readonly withShop: boolean;
  readonly news?: 'bad-email' | 'no-shop';
}

/** The page that asks for the address. */
export function signInPage(shop: LocalShop, view: SignInView): Promise<Response> {
  const { texts } = hostedTexts(view.locale);
  const problem = view.news === 'bad-email' ? texts.badEmail : undefined;
  return page(shop, view.locale, texts.signIn, problem === undefined ? 200 : 422, () => [
    html`<p>${texts.lead}</p>`,
    view.news === 'no-shop' ? html`<p role="status">${texts.shopNote}</p>` : '',
    problemBox(problem),
    // A form of its own: Enter in the address presses the first button of its form.
    view.withShop
      ? html`<form method="post" action="${HOSTED_PATHS.signIn}">
            ${carried(view)}
            <button name="with" value="shop">${texts.withShop}</button>
          </form>
          <p class="or">${texts.or}</p>`
      : '',
    html`<form method="post" action="${HOSTED_PATHS.signIn}" novalidate>
      ${carried(view)}
      <div class="field">
        <label for="email">${texts.email}</label>
        <input
          id="email"
          type="email"
          name="email"
          value="${view.email}"
          autocomplete="email"
          autocapitalize="off"
          spellcheck="false"
          dir="ltr"
          ${invalidIf(problem)}
        />
      </div>
      <button class="main">${texts.next}</button>
    </form>`,
  ]);
}

/** What happened before the page that asks for the code. */
export type CodeNews =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'new-code' }
  | { readonly kind: 'wait'; readonly minutes: number };

/** The page that asks for the code. */
export function codePage(shop: LocalShop, { locale, email }: Attempt, news?: CodeNews): Promise<Response> {
  const { texts } = hostedTexts(locale);
  const problem = codeProblem(texts, news);
  return page(shop, locale, texts.enterCode, problem === undefined ? 200 : 422, () => [
    html`<p>${texts.sentTo(email)}</p>`,
    news?.kind === 'new-code' ? html`<p role="status">${texts.newCodeSent}</p>` : '',
    problemBox(problem),
    html`<form method="post" action="${HOSTED_PATHS.code}" novalidate>
        <div class="field">
          <label for="code">${texts.code}</label>
          <input
            id="code"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="12"
            dir="ltr"
            ${invalidIf(problem)}
          />
        </div>
        <button class="main">${texts.next}</button>
      </form>
      <form class="row" method="post" action="${HOSTED_PATHS.resend}">
        <button>${texts.newCode}</button>
        <a href="${HOSTED_PATHS.signIn}">${texts.otherAddress}</a>
      </form>`,
  ]);
}

function codeProblem(texts: HostedTexts, news: CodeNews | undefined): string | undefined {
  if (news?.kind === 'wait') return texts.wait(news.minutes);
  return news?.kind === 'wrong' ? texts.wrongCode : undefined;
}

/** The orders of somebody who is signed in: where `account_url` leads. */
export function ordersPage(shop: LocalShop, customer: Customer, orders: readonly Order[]): Promise<Response> {
  const { texts } = hostedTexts(customer.locale);
  return page(shop, customer.locale, texts.orders, 200, () => [
    accountNav(shop, texts),
    orders.length === 0
      ? html`<p>${texts.noOrders}</p>`
      : html`<ul>
          ${orders.map(({ name }) => html`<li>${name}</li>`)}
        </ul>`,
  ]);
}

/** Name and address of somebody who is signed in. */
export function profilePage(shop: LocalShop, customer: Customer): Promise<Response> {
  const { texts } = hostedTexts(customer.locale);
  return page(shop, customer.locale, texts.profile, 200, () => [
    accountNav(shop, texts),
    html`<dl>
      <dt>${texts.name}</dt>
      <dd>${`${customer.firstName} ${customer.lastName}`.trim()}</dd>
      <dt>${texts.email}</dt>
      <dd>${customer.email}</dd>
    </dl>`,
  ]);
}

function accountNav({ origins }: LocalShop, texts: HostedTexts): Markup {
  return html`<nav class="row">
    <a href="${HOSTED_PATHS.orders}">${texts.orders}</a>
    <a href="${HOSTED_PATHS.profile}">${texts.profile}</a>
    <a href="${origins.storefront}/">${texts.backToShop}</a>
    <form method="post" action="${HOSTED_PATHS.signOut}"><button>${texts.signOut}</button></form>
  </nav>`;
}

function page(
  shop: LocalShop,
  locale: string,
  title: string,
  status: number,
  parts: () => readonly Markup[],
): Promise<Response> {
  return htmlResponse({
    lang: hostedTexts(locale).lang,
    title: `${title} – ${shop.name}`,
    status,
    css: HOSTED_CSS,
    formsLeadTo: [shop.origins.storefront],
    body: html`<main>
      <p class="shop">${shop.name}</p>
      <h1>${title}</h1>
      ${parts()}
    </main>`,
  });
}

function problemBox(problem: string | undefined): Markup {
  return problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem}</p>`;
}

function invalidIf(problem: string | undefined): Markup {
  return problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`;
}

function carried({ locale, returnTo }: SignInView): Markup {
  return html`${hidden('locale', locale)} ${hidden('return_to', returnTo)}`;
}

function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

const HOSTED_CSS = `
main { max-width: 26rem; padding-block: 3rem; }
.shop { color: var(--quiet); font-weight: 600; margin: 0; }
form input:not([type=hidden]) { width: 100%; }
button.main { width: 100%; background: var(--accent); border-color: transparent; color: light-dark(#fff, #10131a); }
button[name=with] { width: 100%; }
.or { color: var(--quiet); text-align: center; margin: .75rem 0; }
form.row { margin-block-start: 1.5rem; align-items: center; justify-content: space-between; }
nav.row { align-items: center; margin-block-end: 1.5rem; gap: .5rem 1.25rem; }
dt { color: var(--quiet); }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
`;

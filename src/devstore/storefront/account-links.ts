import type { AccountLink } from '../liquid/render-state.ts';
import type { LocalShop } from '../shopify/types.ts';
import { NOT_FOUND } from './page.ts';
import type { Page } from './page.ts';
import { formErrors } from './system-texts.ts';
import type { Visit } from './visit.ts';

/** Template and form of the two kinds of account link. */
export const LINK_PAGES = {
  activation: {
    template: 'customers/activate_account',
    title: 'activateAccount',
    formType: 'activate_customer_password',
  },
  reset: { template: 'customers/reset_password', title: 'resetAccount', formType: 'reset_customer_password' },
} as const;

/** Where a visit ends: on a page shown at this address, or at another path of the shop (without language). */
export type Landing = { readonly page: Page } | { readonly redirect: string };

/** Does the link behind a page or form work? Looking never uses it up. */
export function isLive(shop: LocalShop, { kind, id, token }: AccountLink): boolean {
  return /^\d{1,15}$/.test(id) && shop.accounts.linkIsLive(kind, Number(id), token);
}

/** The page with the password form that a working link opens. */
export function linkPage(link: AccountLink, form?: Page['form']): Page {
  const { template, title } = LINK_PAGES[link.kind];
  return { template, title, accountLink: link, ...(form === undefined ? {} : { form }) };
}

/** Where a dead link lands: the same for GET and POST, and switchable, since Shopify does not say. */
export function deadLinkLanding(shop: LocalShop, visit: Visit, link: AccountLink): Landing {
  const { deadActivationLink, deadResetLink } = shop.quirks;
  const landings = {
    'sign-in': { redirect: '/account/login' },
    'invalid-token': { redirect: '/account/invalid_token' },
    'not-found': { page: NOT_FOUND },
    'form-error': { page: pageWithFormError(visit, link) },
  };
  return landings[link.kind === 'activation' ? deadActivationLink : deadResetLink];
}

function pageWithFormError(visit: Visit, link: AccountLink): Page {
  const errors = formErrors(visit.locale, [{ field: 'form', code: 'token_invalid' }]);
  return linkPage(link, { type: LINK_PAGES[link.kind].formType, errors, posted: false, values: {} });
}

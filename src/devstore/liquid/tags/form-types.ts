/** What Shopify's `{% form %}` prints for one type. Source: outputs on shopify.dev/docs/api/liquid/tags/form. */
export interface FormType {
  readonly action: string;
  /** In the order in which Shopify prints them, after `method`, `action`, `id` and `accept-charset`. */
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Hidden inputs behind `form_type` and `utf8`. */
  readonly opening?: Readonly<Record<string, string>>;
  /** Hidden inputs at the end of the form. */
  readonly closing?: Readonly<Record<string, string>>;
  /** Forms of an account link get its `token` and `id` at the end (older sample in Shopify's docs). */
  readonly accountLink?: 'activation' | 'reset';
}

export const FORM_TYPES: Readonly<Record<string, FormType>> = {
  activate_customer_password: { action: '/account/activate', accountLink: 'activation' },
  reset_customer_password: { action: '/account/reset', accountLink: 'reset' },
  recover_customer_password: { action: '/account/recover' },
  customer_login: {
    action: '/account/login',
    id: 'customer_login',
    attributes: { 'data-login-with-shop-sign-in': 'true' },
  },
  create_customer: {
    action: '/account',
    id: 'create_customer',
    attributes: { 'data-login-with-shop-sign-up': 'true' },
  },
  guest_login: { action: '/account/login', id: 'customer_login_guest', closing: { guest: 'true' } },
  localization: {
    action: '/localization',
    id: 'localization_form',
    attributes: { class: 'shopify-localization-form', enctype: 'multipart/form-data' },
    opening: { _method: 'put' },
  },
  contact: { action: '/contact#contact_form', id: 'contact_form', attributes: { class: 'contact-form' } },
  customer: { action: '/contact#contact_form', id: 'contact_form', attributes: { class: 'contact-form' } },
  storefront_password: {
    action: '/password',
    id: 'login_form',
    attributes: { class: 'storefront-password-form' },
  },
};

import { Drop } from 'liquidjs';
import { opaque } from '../liquid/json.ts';
import type { LocalShop } from '../shopify/types.ts';
import { LOCALE_OBJECTS, localeObject } from './locales.ts';
import type { Page } from './page.ts';
import { systemTexts } from './system-texts.ts';
import type { Visit } from './visit.ts';

/** `template` prints and compares as its whole name, and has parts. */
class TemplateObject extends Drop {
  readonly name: string;
  readonly directory: string | null;
  readonly suffix = null;
  readonly #whole: string;

  constructor(whole: string) {
    super();
    const [first = '', second] = whole.split('/');
    this.name = second ?? first;
    this.directory = second === undefined ? null : first;
    this.#whole = whole;
  }

  override valueOf(): string {
    return this.#whole;
  }
}

/** Shopify's global Liquid objects for one page, as far as themes and apps here may want them. */
export function liquidObjects(
  shop: Pick<LocalShop, 'name' | 'domain' | 'quirks'>,
  visit: Visit,
  page: Page,
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { root, url } = visit;
  const locale = localeObject(visit.locale);
  return {
    shop: opaque({
      name: shop.name,
      domain: url.host,
      permanent_domain: shop.domain,
      email: 'hello@fjell.example',
      url: url.origin,
      secure_url: url.origin,
      currency: 'NOK',
      money_format: '{{amount_with_comma_separator}} kr',
      locale,
      published_locales: LOCALE_OBJECTS,
      enabled_locales: LOCALE_OBJECTS,
      customer_accounts_enabled: true,
      customer_accounts_optional: true,
    }),
    request: opaque({
      locale,
      host: url.host,
      origin: url.origin,
      // "If the current path is for a page that doesn't exist, then nil is returned."
      path: page.template === '404' ? null : url.pathname,
      page_type: page.template,
      design_mode: visit.designMode,
      visual_preview_mode: false,
    }),
    localization: opaque({ language: locale, available_languages: LOCALE_OBJECTS }),
    routes: opaque({
      root_url: root === '' ? '/' : root,
      account_url: `${root}/account`,
      account_login_url: `${root}/account/login`,
      account_logout_url: `${root}/account/logout`,
      account_register_url: `${root}/account/register`,
      account_recover_url: `${root}/account/recover`,
      account_addresses_url: `${root}/account/addresses`,
      // Both are newer than the others; without them they are blank.
      ...(shop.quirks.storefrontLoginUrl && {
        account_profile_url: `${root}/account/profile`,
        storefront_login_url: `${root}/customer_authentication/login?return_to=${encodeURIComponent(url.pathname)}`,
      }),
      cart_url: `${root}/cart`,
      collections_url: `${root}/collections`,
      all_products_collection_url: `${root}/collections/all`,
      search_url: `${root}/search`,
    }),
    customer: customerObject(visit),
    settings,
    template: new TemplateObject(page.template),
    page_title: systemTexts(visit.locale).titles[page.title],
    page_description: null,
    canonical_url: `${url.origin}${url.pathname}`,
    powered_by_link: '',
  };
}

function customerObject({ customer }: Visit): object | null {
  if (customer === undefined) return null;
  const { id, email, firstName, lastName, tags, state } = customer;
  return opaque({
    id,
    email,
    first_name: firstName,
    last_name: lastName,
    name: `${firstName} ${lastName}`.trim(),
    tags,
    has_account: state === 'ENABLED',
    orders: [],
    orders_count: 0,
    addresses: [],
  });
}

import { loadExtension } from '../liquid/extension.ts';
import type { AppMetafields } from '../liquid/extension.ts';
import { withState } from '../liquid/render-state.ts';
import type { AccountLink, FormState } from '../liquid/render-state.ts';
import { DEFAULT_QUIRKS } from '../shopify/types.ts';
import type { Customer, FormError, LocalShop } from '../shopify/types.ts';
import { PRIMARY_LOCALE, rootOf } from './locales.ts';
import type { ShopLocale } from './locales.ts';
import { liquidObjects } from './liquid-objects.ts';
import { formErrors } from './system-texts.ts';

export interface RenderBlockOptions {
  /** Folder of the extension. */
  readonly extensionDir: string;
  /** File name of the block without `.liquid`; app block or embed. */
  readonly block: string;
  /** `customers/login`, `404`, … */
  readonly template: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly metafields?: AppMetafields;
  readonly locale?: ShopLocale;
  readonly designMode?: boolean;
  /** Quirk: do the app's own forms get `token` and `id`? */
  readonly appFormGetsTokens?: boolean;
  /** Quirk: do the app's own forms see what was `posted`? */
  readonly blockFormsSeeState?: boolean;
  /** Quirk: is there `routes.storefront_login_url`? */
  readonly storefrontLoginUrl?: boolean;
  /** The link the page was opened with. */
  readonly accountLink?: AccountLink;
  /** The path of the page; made from the template when left out. */
  readonly path?: string;
  /** A form that was posted, with what was wrong with it; no errors means that it went well. */
  readonly posted?: { readonly type: string; readonly errors: readonly FormError[]; readonly email?: string };
  readonly customer?: Customer;
  /** Files that the build would have put into `assets`. */
  readonly assumedAssets?: readonly string[];
}

/**
 * One block of an extension as the local shop's strict Liquid renders it, without a server or a theme.
 * `available_if` and `enabled_on` are not asked: what is named is rendered.
 *
 * @throws LiquidProblem for everything that Shopify would refuse, or get wrong without saying so
 */
export function renderBlock(options: RenderBlockOptions): string {
  const { extensionDir, block, template, locale = PRIMARY_LOCALE, designMode = false, posted } = options;
  const extension = loadExtension({
    root: extensionDir,
    cdnOrigin: 'http://127.0.0.1:4401',
    assumedAssets: options.assumedAssets ?? [],
  });
  const root = rootOf(locale);
  const url = new URL(
    options.path ?? `${root}/${template.replace('customers/', 'account/')}`,
    'http://127.0.0.1:4400',
  );
  const form: FormState | undefined = posted && {
    type: posted.type,
    errors: formErrors(locale, posted.errors),
    posted: posted.errors.length === 0,
    values: { email: posted.email ?? '' },
  };
  const visit = {
    request: new Request(url),
    url,
    locale,
    root,
    route: url.pathname.slice(root.length),
    customer: options.customer,
    designMode,
    ip: '127.0.0.1',
  };
  const page = { template, title: 'account' } as const;
  const { storefrontLoginUrl = DEFAULT_QUIRKS.storefrontLoginUrl } = options;
  const shop = { ...NAMED_SHOP, quirks: { ...DEFAULT_QUIRKS, storefrontLoginUrl } };
  const globals = withState(liquidObjects(shop, visit, page, {}), {
    locale,
    localeRoot: root,
    path: url.pathname,
    form,
    accountLink: options.accountLink,
    appFormGetsTokens: options.appFormGetsTokens ?? DEFAULT_QUIRKS.appFormGetsTokens,
    blockFormsSeeState: options.blockFormsSeeState ?? DEFAULT_QUIRKS.blockFormsSeeState,
    renderSection: () => '',
    renderSectionGroup: () => '',
    layout: null,
  });
  const isEmbed = extension.blocks.get(block)?.schema.target !== 'section';
  const placement = {
    id: 'Atest__block',
    ...(isEmbed ? {} : { sectionId: 'template--test__apps' }),
    settings: options.settings ?? {},
    metafields: options.metafields ?? {},
    designMode,
  };
  return extension.renderBlock(block, placement, globals);
}

/** All that Liquid's objects read of a shop. */
const NAMED_SHOP: Pick<LocalShop, 'name' | 'domain'> = {
  name: 'Fjord & Fern',
  domain: 'latchkey-demo.myshopify.com',
};

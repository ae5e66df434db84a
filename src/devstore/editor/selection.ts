import type { Extension } from '../liquid/extension.ts';
import { PREVIEW_PAGES, previewPath } from '../storefront/editor-preview.ts';
import { isShopLocale, PRIMARY_LOCALE, rootOf } from '../storefront/locales.ts';
import type { ShopLocale } from '../shopify/types.ts';
import type { Quirks } from '../shopify/types.ts';
import { THEME_NAMES } from '../theme-names.ts';

export const TEMPLATES: readonly string[] = Object.keys(PREVIEW_PAGES);
export const WIDTHS = ['desktop', 'phone'] as const;

/** What the merchant looks at: all of it stands in the address of the editor. */
export interface Selection {
  readonly theme: string;
  readonly template: string;
  /** A file name of our extension, app block or embed. */
  readonly block: string;
  /** Language of the page in the preview. */
  readonly locale: ShopLocale;
  /** Language of labels and help. */
  readonly merchant: string;
  readonly width: (typeof WIDTHS)[number];
}

/** Reads a selection; what is missing, or is none of the choices, becomes the first choice. */
export function selectionFrom(
  query: { get(name: string): unknown },
  extension: Extension,
  quirks: Quirks,
): Selection {
  const choice = <T extends string>(name: string, choices: readonly T[], fallback: T): T =>
    choices.find((known) => known === query.get(name)) ?? fallback;
  const template = choice('template', TEMPLATES, 'customers/login');
  const handles = [...extension.blocks.keys()];
  const fitting = handles.find((handle) => extension.fitsTemplate(handle, template));
  const locale = query.get('locale');
  return {
    theme: choice('theme', THEME_NAMES, quirks.theme),
    template,
    block: choice('block', handles, fitting ?? handles[0] ?? ''),
    locale: isShopLocale(locale) ? locale : PRIMARY_LOCALE,
    merchant: choice('merchant', extension.merchantLanguages, extension.merchantLanguages[0] ?? 'en'),
    width: choice('width', WIDTHS, 'desktop'),
  };
}

/** The editor's own address for a selection. */
export function editorUrl(selection: Selection, more: Readonly<Record<string, string>> = {}): string {
  return `/editor?${new URLSearchParams({ ...selection, ...more }).toString()}`;
}

/** The address of the page in the frame; `key` says whose draft it shows. */
export function previewUrl(storefront: string, selection: Selection, key: string, quirks: Quirks): string {
  const { theme, template, locale } = selection;
  const query = new URLSearchParams({ editor: key, preview_theme: theme, preview_template: template });
  return `${storefront}${rootOf(locale)}${previewPath(template, quirks)}?${query.toString()}`;
}

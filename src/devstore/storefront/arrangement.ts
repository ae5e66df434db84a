import type { Arrangement } from '../liquid/section-list.ts';
import type { Quirks } from '../shopify/types.ts';

/** Sections that a merchant hides to let the app's block do the work (quirk `themeFormsShown`). */
const THEME_FORMS = ['main-activate-account', 'main-reset-password'];

/** How the merchant arranged this template, in whatever theme. */
export function arrangementOf(quirks: Quirks, template: string): Arrangement {
  return {
    hiddenSections: new Set([
      ...(quirks.blocksPlaced ? [] : ['apps']),
      ...(quirks.themeFormsShown ? [] : THEME_FORMS),
    ]),
    addedBlocks: quirks.addedBlocks[template] ?? {},
  };
}

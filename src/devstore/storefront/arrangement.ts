import type { Arrangement } from '../liquid/section-list.ts';
import type { Quirks } from '../shopify/types.ts';

/** Sections that a merchant hides to let the app's block do the work (quirk `themeFormsShown`). */
const THEME_FORMS = ['main-activate-account', 'main-reset-password'];

/** The switch of an app embed, by the file name of its block. */
export function embedSwitch(handle: string): 'embedEnabled' | 'hintEnabled' {
  return handle === 'sign-in-hint' ? 'hintEnabled' : 'embedEnabled';
}

/** How the merchant arranged this template, in whatever theme. */
export function arrangementOf(quirks: Quirks, template: string): Arrangement {
  return {
    hiddenSections: new Set([
      ...(quirks.blocksPlaced ? [] : ['apps']),
      ...(quirks.themeFormsShown ? [] : THEME_FORMS),
    ]),
    addedBlocks: quirks.addedBlocks[template] ?? {},
    groupBlocks: quirks.addedBlocks,
  };
}

import { join } from 'node:path';
import { loadExtension } from '../liquid/extension.ts';
import type { Extension } from '../liquid/extension.ts';
import { reloadOnChange } from '../liquid/source-files.ts';
import { loadTheme } from '../liquid/theme.ts';
import type { Theme } from '../liquid/theme.ts';
import type { LocalShop, ThemeName } from '../shopify/types.ts';

/** The themes and our extension, each read again when one of its files changes. */
export interface Sources {
  /** @throws LiquidProblem for a theme that Shopify would refuse */
  theme(name: ThemeName): Theme;
  /** @throws LiquidProblem for an extension that Shopify would refuse */
  extension(): Extension;
}

export function createSources(
  shop: Pick<LocalShop, 'origins'>,
  { themesDir, extensionDir }: { readonly themesDir: string; readonly extensionDir: string },
): Sources {
  const cdnOrigin = () => shop.origins.cdn;
  const themeOf = (name: ThemeName) => {
    const root = join(themesDir, name);
    // Themes get addresses without a scheme from Shopify, apps get whole ones.
    return reloadOnChange(root, () => loadTheme({ root, cdnOrigin: cdnOrigin().replace(/^https?:/, '') }));
  };
  const themes = new Map<ThemeName, ReturnType<typeof themeOf>>();
  return {
    theme(name) {
      const known = themes.get(name) ?? themeOf(name);
      themes.set(name, known);
      return known();
    },
    extension: reloadOnChange(extensionDir, () =>
      loadExtension({ root: extensionDir, cdnOrigin: cdnOrigin() }),
    ),
  };
}

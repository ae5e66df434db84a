import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const THEMES_DIR = fileURLToPath(new URL('themes', import.meta.url));

/** The host themes there are: a folder below `themes/` each. A new one is run through every journey by the tests. */
export const THEME_NAMES: readonly string[] = readdirSync(THEMES_DIR, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

/** Has the theme the templates of legacy accounts? A theme without them makes a shop one on customer accounts. */
export function hasAccountTemplates(theme: string): boolean {
  return existsSync(join(THEMES_DIR, theme, 'templates/customers'));
}

/** The themes on which a shop can be on passwords: for journeys with links and passwords. */
export const ACCOUNT_THEME_NAMES: readonly string[] = THEME_NAMES.filter(hasAccountTemplates);

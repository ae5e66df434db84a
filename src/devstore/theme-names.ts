import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const THEMES_DIR = fileURLToPath(new URL('themes', import.meta.url));

/** The host themes there are: a folder below `themes/` each. A new one is run through every journey by the tests. */
export const THEME_NAMES: readonly string[] = readdirSync(THEMES_DIR, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, type Example } from './examples.ts';
import { THEMES_DIR } from './theme-names.ts';

/** The examples that a theme has a place for. */
export function examplesOn(theme: string): readonly Example[] {
  const takesAppBlocks = existsSync(join(THEMES_DIR, theme, 'templates/page.json'));
  return EXAMPLES.filter(({ needsAppBlocks }) => takesAppBlocks || !needsAppBlocks);
}

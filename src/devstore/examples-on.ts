import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, type Example } from './examples.ts';
import { hasAccountTemplates, THEMES_DIR } from './theme-names.ts';

/** The examples that a theme has a place for; without account templates a shop is on codes, whatever else it does. */
export function examplesOn(theme: string): readonly Example[] {
  const takesAppBlocks = existsSync(join(THEMES_DIR, theme, 'templates/page.json'));
  const takesPasswords = hasAccountTemplates(theme);
  return EXAMPLES.filter(
    ({ needsAppBlocks, needsAccountTemplates, state }) =>
      (takesAppBlocks || !needsAppBlocks) &&
      (takesPasswords || (state === 'sign-in-with-code' && !needsAccountTemplates)),
  );
}

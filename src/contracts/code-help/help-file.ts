import type { PackedProviders } from '../mail-providers/read-packed.ts';
import type { CodeWords } from './advise.ts';
import type { GuideTexts } from './texts.ts';

/** What the browser says and knows in one language about signing in with a code. */
export interface CodeHelpFile extends CodeWords {
  readonly v: 1;
  readonly guide: GuideTexts;
  readonly providers: PackedProviders;
}

/** Name of the file of a language, beside the modules. */
export function codeHelpFileName(locale: string): string {
  return `code-help-${locale}.json`;
}

/**
 * Takes what was fetched for the file of a language. That every word is there is for the build, which packs it.
 *
 * @throws RangeError when it is of another version or none
 */
export function readCodeHelpFile(file: unknown): CodeHelpFile {
  const known: CodeHelpFile = Object(file);
  if (known.v !== 1) throw new RangeError('code-help');
  return known;
}

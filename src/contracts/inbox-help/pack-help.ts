import { packProviders } from '../mail-providers/pack.ts';
import {
  CHECK_KEYS,
  type BrowserWords,
  type ChecksFile,
  type CheckWords,
  type InboxHelpFile,
} from './help-file.ts';
import { packWords } from './pack-words.ts';
import type { InboxTexts } from './texts.ts';

const CHECKS: ReadonlySet<string> = new Set(CHECK_KEYS);
const SERVER_ONLY = 'browser_script';

/**
 * All that the inbox help says and knows in one language, for the browser. Made when the extension is built.
 *
 * @param locale of the texts
 */
export function packHelp(texts: InboxTexts, locale: string): InboxHelpFile {
  const words = Object.entries(packWords(texts, locale)).filter(
    ([key]) => !CHECKS.has(key) && key !== SERVER_ONLY,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left are these keys
  return { v: 1, words: Object.fromEntries(words) as BrowserWords, providers: packProviders(locale) };
}

/** All that the checks say in one language. */
export function packChecks(texts: InboxTexts): ChecksFile {
  const words = CHECK_KEYS.map((key) => [key, texts[key]]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the keys
  return { v: 1, words: Object.fromEntries(words) as CheckWords };
}

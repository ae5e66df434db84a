import { ADVICE_KEYS } from '../inbox-help/advice-keys.ts';
import type { AdviceWords } from '../inbox-help/advise.ts';
import { packWords } from '../inbox-help/pack-words.ts';
import type { InboxTexts } from '../inbox-help/texts.ts';
import { packProviders } from '../mail-providers/pack.ts';
import type { CodeHelpFile } from './help-file.ts';
import { CODE_TEXT_KEYS, GUIDE_TEXT_KEYS } from './text-keys.ts';

/**
 * All that a browser says and knows in one language about signing in with a code. Made when the extension is built.
 *
 * @param texts the language's file in `src/texts`
 * @param guide the group `codes` of the language's file among the extension's locales
 * @throws Error naming the language and the first text that is missing: English never stands in for it here
 */
export function packCodeHelp(
  texts: { readonly inbox: InboxTexts; readonly codes?: unknown },
  guide: unknown,
  locale: string,
): CodeHelpFile {
  const inbox = Object.entries(packWords(texts.inbox, locale)).filter(([key]) => ADVICE.has(key));
  return {
    v: 1,
    codes: need(CODE_TEXT_KEYS, texts.codes, `src/texts/${locale}.json`),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left are these keys
    inbox: Object.fromEntries(inbox) as unknown as AdviceWords,
    guide: need(GUIDE_TEXT_KEYS, guide, `the extension's locale file of ${locale}`),
    providers: packProviders(locale),
  };
}

const ADVICE: ReadonlySet<string> = new Set(ADVICE_KEYS);

function need<Key extends string>(
  keys: readonly Key[],
  group: unknown,
  file: string,
): Readonly<Record<Key, string>> {
  const given = new Map<string, unknown>(Object.entries(Object(group)));
  const texts = keys.map((key) => {
    const text = given.get(key);
    if (typeof text !== 'string' || text === '') throw new Error(`No codes.${key} in ${file}`);
    return [key, text] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of the keys is there
  return Object.fromEntries(texts) as Record<Key, string>;
}

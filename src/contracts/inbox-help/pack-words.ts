import { MAIL_PROVIDERS } from '../mail-providers/providers.ts';
import type { InboxTexts, Plural } from './texts.ts';
import type { InboxWords, Numbered } from './words.ts';

/**
 * Writes out the sentences with a number, in the plural form and the digits of the language, for every number that
 * some provider has: a browser then needs no plural rules.
 *
 * @param locale of the texts
 */
export function packWords(texts: InboxTexts, locale: string): InboxWords {
  const days = MAIL_PROVIDERS.flatMap(({ keptDays }) => (keptDays?.value ? [keptDays.value] : []));
  const minutes = MAIL_PROVIDERS.flatMap(({ delayMinutes }) => (delayMinutes ? [delayMinutes.value] : []));
  return {
    ...texts,
    kept: numbered(texts.kept, days, locale),
    delay: numbered(texts.delay, minutes, locale),
  };
}

function numbered(plural: Plural, numbers: readonly number[], locale: string): Numbered {
  const rules = new Intl.PluralRules(locale);
  const format = new Intl.NumberFormat(locale);
  return Object.fromEntries(
    numbers.map((number) => {
      const text = plural[rules.select(number)] ?? plural.other;
      return [number, text.replace(/\{\{\s*count\s*\}\}/g, format.format(number))];
    }),
  );
}

import type { INBOX_PLURAL_KEYS, INBOX_TEXT_KEYS } from './text-keys.ts';

/** A sentence whose form depends on a number. English has `one` and `other`; other languages have more. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

export type InboxTextKey = (typeof INBOX_TEXT_KEYS)[number];
export type InboxPluralKey = (typeof INBOX_PLURAL_KEYS)[number];

/** The texts of the page that comes after the answer, as `src/texts` has them below `inbox`. */
export type InboxTexts = Readonly<Record<InboxTextKey, string>> & Readonly<Record<InboxPluralKey, Plural>>;

/**
 * Puts values where a text has `{{ name }}`.
 *
 * @param values taken as they are: whoever writes HTML encodes the whole text afterwards; a name without a value stays
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (whole, name: string) => values[name] ?? whole);
}

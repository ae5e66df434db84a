import { CODE_TEXT_KEYS } from '../../contracts/code-help/text-keys.ts';
import type { CodeTexts } from '../../contracts/code-help/texts.ts';
import { packWords } from '../../contracts/inbox-help/pack-words.ts';
import { INBOX_PLURAL_KEYS, INBOX_TEXT_KEYS } from '../../contracts/inbox-help/text-keys.ts';
import { fill, type InboxTexts, type Plural } from '../../contracts/inbox-help/texts.ts';
import type { InboxWords } from '../../contracts/inbox-help/words.ts';
import { MAILBOX_TEXT_KEYS, type MailboxTexts } from './mailbox-texts.ts';

/** The texts of the themed pages: what the extension says below `way_in` and `codes`, and what comes after its answer. */
export interface PageTexts {
  readonly locale: string;
  readonly ask: {
    readonly heading: string;
    readonly intro: string;
    readonly email_label: string;
    readonly button: string;
    readonly sign_in: string;
    readonly typo: string;
    readonly no_mailbox: string;
  };
  readonly check_inbox: {
    readonly heading: string;
    readonly text: string;
    readonly sender: string;
    readonly wait: string;
    readonly change: string;
  };
  readonly throttled: { readonly heading: string; readonly text: Plural };
  readonly service_degraded: { readonly heading: string; readonly text: string };
  readonly errors: {
    readonly email_missing: string;
    readonly email_malformed: string;
    readonly email_too_long: string;
  };
  /** That this shop's shoppers sign in with a code: the extension's own group `codes`. */
  readonly guide: Readonly<Record<(typeof GUIDE_TEXT_KEYS)[number], string>>;
  /** What helps where the code does not come. */
  readonly codes: CodeTexts;
  readonly inbox: InboxTexts;
  /** The same with the sentences for each number that occurs. */
  readonly words: InboxWords;
  /** Of the form for shoppers who cannot open their mailbox: the very object of English where there are none. */
  readonly no_mailbox: MailboxTexts;
}

const GUIDE_TEXT_KEYS = ['heading', 'changed', 'account', 'next', 'button', 'no_code', 'old'] as const;

/** Every language there is; English first, which also stands in for a missing one. */
export type Texts = readonly [PageTexts, ...PageTexts[]];

/**
 * Reads one language's texts.
 *
 * @param given what the files of the language say, in the shape of {@link PageTexts}
 * @param english stands in for what a translation has not got yet; without it nothing may be missing
 * @throws Error naming the key that is missing
 */
export function readPageTexts(locale: string, given: unknown, english?: PageTexts): PageTexts {
  function need<Found>(path: readonly string[], isIt: (found: unknown) => found is Found): Found {
    const found = [given, english].map((texts) => at(texts, path)).find(isIt);
    if (found === undefined) throw new Error(`The texts for ${locale} have no ${path.join('.')}`);
    return found;
  }
  function all<Key extends string, Found>(
    group: Exclude<keyof PageTexts, 'locale' | 'words'>,
    keys: readonly Key[],
    isIt: (found: unknown) => found is Found,
  ): Readonly<Record<Key, Found>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of the keys is there: need() throws
    return Object.fromEntries(keys.map((key) => [key, need([group, key], isIt)])) as Record<Key, Found>;
  }
  const hasMailboxTexts = english === undefined || at(given, ['no_mailbox']) !== undefined;
  const inbox = { ...all('inbox', INBOX_TEXT_KEYS, isText), ...all('inbox', INBOX_PLURAL_KEYS, isPlural) };
  return {
    locale,
    ask: all('ask', ['heading', 'intro', 'email_label', 'button', 'sign_in', 'typo', 'no_mailbox'], isText),
    check_inbox: all('check_inbox', ['heading', 'text', 'sender', 'wait', 'change'], isText),
    throttled: {
      ...all('throttled', ['heading'], isText),
      ...all('throttled', ['text'], isPlural),
    },
    service_degraded: all('service_degraded', ['heading', 'text'], isText),
    errors: all('errors', ['email_missing', 'email_malformed', 'email_too_long'], isText),
    guide: all('guide', GUIDE_TEXT_KEYS, isText),
    codes: all('codes', CODE_TEXT_KEYS, isText),
    inbox,
    words: packWords(inbox, locale),
    no_mailbox: hasMailboxTexts ? all('no_mailbox', MAILBOX_TEXT_KEYS, isText) : english.no_mailbox,
  };
}

/** The texts for a locale: its own, else those of its language, else English. */
export function textsFor(texts: Texts, locale: string): PageTexts {
  const language = locale.split('-', 1)[0];
  return (
    texts.find((each) => each.locale.toLowerCase() === locale.toLowerCase()) ??
    texts.find((each) => each.locale === language) ??
    texts[0]
  );
}

/**
 * Fills in the one number of a sentence, in the form and the digits of its language.
 *
 * @param others what stands in the sentence beside the number
 */
export function counted(
  { locale }: Pick<PageTexts, 'locale'>,
  plural: Plural,
  count: number,
  others: Readonly<Record<string, string>> = {},
): string {
  const form = plural[new Intl.PluralRules(locale).select(count)] ?? plural.other;
  return fill(form, { ...others, count: new Intl.NumberFormat(locale).format(count) });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([own]) => own === key)?.[1]
        : undefined,
    value,
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlural(value: unknown): value is Plural {
  return isText(at(value, ['other']));
}

import { readMailboxTexts, type MailboxTexts } from './mailbox-texts.ts';

/** A sentence whose form depends on a number. English has `one` and `other`; other languages have more. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** The texts of the themed pages, as the extension's locale files have them below `way_in`. */
export interface WayInTexts {
  readonly locale: string;
  readonly ask: {
    readonly heading: string;
    readonly intro: string;
    readonly email_label: string;
    readonly button: string;
    readonly sign_in: string;
  };
  readonly check_inbox: {
    readonly heading: string;
    readonly text: string;
    readonly wait: string;
    readonly newest: string;
    readonly change: string;
  };
  readonly throttled: { readonly heading: string; readonly text: Plural };
  readonly service_degraded: { readonly heading: string; readonly text: string };
  readonly errors: {
    readonly email_missing: string;
    readonly email_malformed: string;
    readonly email_too_long: string;
  };
  /** Of the form for shoppers who cannot open their mailbox: the very object of English where there are none. */
  readonly no_mailbox: MailboxTexts;
}

/** Every language there is; English first, which also stands in for a missing one. */
export type Texts = readonly [WayInTexts, ...WayInTexts[]];

/**
 * Reads one locale file's texts.
 *
 * @param file the decoded JSON of the file
 * @param english stands in for what a translation has not got yet; without it nothing may be missing
 * @throws Error naming the key that is missing
 */
export function readWayInTexts(locale: string, file: unknown, english?: WayInTexts): WayInTexts {
  const text = (group: Exclude<keyof WayInTexts, 'locale' | 'no_mailbox'>, key: string): string => {
    const own = at(file, ['way_in', group, key]);
    const found = typeof own === 'string' ? own : at(english, [group, key]);
    if (typeof found !== 'string') throw new Error(`Locale ${locale} has no text way_in.${group}.${key}`);
    return found;
  };
  const plural = at(file, ['way_in', 'throttled', 'text']) ?? english?.throttled.text;
  if (!isPlural(plural)) throw new Error(`Locale ${locale} has no text way_in.throttled.text.other`);
  return {
    locale,
    ask: {
      heading: text('ask', 'heading'),
      intro: text('ask', 'intro'),
      email_label: text('ask', 'email_label'),
      button: text('ask', 'button'),
      sign_in: text('ask', 'sign_in'),
    },
    check_inbox: {
      heading: text('check_inbox', 'heading'),
      text: text('check_inbox', 'text'),
      wait: text('check_inbox', 'wait'),
      newest: text('check_inbox', 'newest'),
      change: text('check_inbox', 'change'),
    },
    throttled: { heading: text('throttled', 'heading'), text: plural },
    service_degraded: {
      heading: text('service_degraded', 'heading'),
      text: text('service_degraded', 'text'),
    },
    errors: {
      email_missing: text('errors', 'email_missing'),
      email_malformed: text('errors', 'email_malformed'),
      email_too_long: text('errors', 'email_too_long'),
    },
    no_mailbox: readMailboxTexts(at(file, ['no_mailbox']), english?.no_mailbox),
  };
}

/** The texts for a locale: its own, else those of its language, else English. */
export function textsFor(texts: Texts, locale: string): WayInTexts {
  const language = locale.split('-', 1)[0];
  return (
    texts.find((each) => each.locale.toLowerCase() === locale.toLowerCase()) ??
    texts.find((each) => each.locale === language) ??
    texts[0]
  );
}

/** Fills in the one number of a sentence, in the form and the digits of its language. */
export function counted({ locale }: WayInTexts, plural: Plural, count: number): string {
  const form = plural[new Intl.PluralRules(locale).select(count)] ?? plural.other;
  return form.replace(/\{\{\s*count\s*\}\}/g, new Intl.NumberFormat(locale).format(count));
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

function isPlural(value: unknown): value is Plural {
  return typeof at(value, ['other']) === 'string';
}

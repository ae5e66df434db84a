import type { Claim } from './claim.ts';

/** The languages every name must be known in. */
export const FIRST_LOCALES = ['en', 'nb', 'de', 'fr'] as const;
/** The other languages the storefront speaks. */
export const OTHER_LOCALES = [
  'ar',
  'cs',
  'da',
  'es',
  'fi',
  'he',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt-BR',
  'pt-PT',
  'sv',
  'th',
  'tr',
  'vi',
  'zh-CN',
  'zh-TW',
] as const;

export type FirstLocale = (typeof FIRST_LOCALES)[number];
export type OtherLocale = (typeof OTHER_LOCALES)[number];
export type Locale = FirstLocale | OtherLocale;

/** What a mailbox calls something, by the language the mailbox is shown in. */
export type SomeNames = Readonly<Partial<Record<Locale, Claim<string>>>>;
/** The same, known for the first four languages at least. */
export type Names = SomeNames & Readonly<Record<FirstLocale, Claim<string>>>;

/**
 * Where else a mail can lie: a tab (`promotions`, `other` as opposed to Focused), `quarantine`, a `screener` for new
 * senders, folders for `commercial` mail, or the spam folder under the name it had before (`old-name`).
 */
export const PLACE_KINDS = [
  'promotions',
  'other',
  'quarantine',
  'screener',
  'commercial',
  'old-name',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** An `old-name` is known for the languages it was heard of in; every other place needs {@link Names}. */
export type Place =
  | { readonly kind: Exclude<PlaceKind, 'old-name'>; readonly names: Names }
  | { readonly kind: 'old-name'; readonly names: SomeNames };

/**
 * How a shopper lets a sender in: mark the mail as wanted, put the sender on a list of the settings, save them as a
 * contact, make a filter, drag the mail to the main tab, or let the sender through the screener.
 */
export const ALLOW_STEPS = ['not-spam', 'list', 'contact', 'filter', 'main-tab', 'let-in'] as const;
export type AllowStep = (typeof ALLOW_STEPS)[number];

export interface Allow {
  readonly step: Claim<AllowStep>;
  /** What the mailbox calls the list. */
  readonly list?: Names;
}

/** A setting with which mail does not reach any folder. */
export interface Rejection {
  readonly how: 'reject' | 'delete';
  /** What the mailbox calls it, in the provider's own language. */
  readonly setting: string;
  /** Is it the standard, or what the provider recommends? */
  readonly standard: boolean;
}

/** Domains with one source. Rare ones stay out of what the browser gets: the server knows them. */
export interface Domains extends Claim<readonly string[]> {
  readonly rare?: true;
}

export interface MailProvider {
  /** Stable: what caches and figures name it by. */
  readonly id: string;
  /** As people know it; not translated. */
  readonly name: string;
  /** The mailbox is shown in its home language only, so its names hold whatever the shopper reads. */
  readonly oneLanguage?: true;
  /** Empty where only MX records tell. A domain belongs to one provider. */
  readonly domains: readonly Domains[];
  /** The spam folder. */
  readonly spam: Names;
  readonly places?: readonly Place[];
  /** https; the mailbox, perhaps after signing in. */
  readonly inbox?: Claim<string>;
  /** https; the mailbox searched for a sender. `{sender}` stands for the encoded address. */
  readonly search?: Claim<string>;
  readonly apps?: {
    /** A link with the scheme the app registered, perhaps with `{sender}`. */
    readonly ios?: Claim<string>;
    /** The app's package name. */
    readonly android?: Claim<string>;
  };
  /** Best first. */
  readonly allow: readonly Allow[];
  /** Days until mail in the spam folder is deleted; 0: it is not. */
  readonly keptDays?: Claim<number>;
  readonly rejection?: Claim<Rejection>;
  /** How long it may hold mail back, in minutes. */
  readonly delayMinutes?: Claim<number>;
}

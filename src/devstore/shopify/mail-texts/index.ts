import type { MailKind } from '../types.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nb } from './nb.ts';

/** What a mail says; where `link` goes into the text is up to the language. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

export interface MailFacts {
  readonly shopName: string;
  /** Empty when the shop does not know it. */
  readonly firstName: string;
  /** Absolute; on a line of its own. Empty in mails without one. */
  readonly link: string;
  /** Six digits; empty in mails without one. */
  readonly code: string;
  /** What the merchant adds to an invite, or empty. */
  readonly customMessage: string;
}

export type MailTexts = Readonly<Record<MailKind, (facts: MailFacts) => MailText>>;

const TEXTS: Readonly<Record<string, MailTexts>> = { en, nb, de, fr, ar };

/** The language in which a customer of this language is written to: the same, or English. */
export function mailLocale(locale: string): string {
  const language = locale.split('-')[0] ?? '';
  return Object.hasOwn(TEXTS, language) ? language : 'en';
}

/** The mail of this kind in this language; English where there is no such text. */
export function mailText(kind: MailKind, locale: string, facts: MailFacts): MailText {
  return (TEXTS[mailLocale(locale)] ?? en)[kind](facts);
}

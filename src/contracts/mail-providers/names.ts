import { assumed, reported, seen, type Claim } from './claim.ts';
import type { Names } from './provider.ts';

/** One name in every language. */
export function everywhere(claim: Claim<string>): Names {
  return { en: claim, nb: claim, de: claim, fr: claim };
}

/** Most spam folders of smaller providers; nobody was found to say it of them. */
export const SPAM_PERHAPS: Names = everywhere(assumed('Spam'));

export const GMAIL_SPAM = {
  en: reported('Spam', 'gmail-en'),
  nb: reported('Søppelpost', 'gmail-nb'),
  de: reported('Spam', 'gmail-de'),
  fr: reported('Spam', 'gmail-fr'),
  it: reported('Spam', 'gmail-it'),
  ja: reported('迷惑メール', 'gmail-ja'),
  pl: seen('Spam', 'gmail-pl'),
  sv: reported('Skräppost', 'gmail-sv'),
} as const satisfies Names;

export const GMAIL_PROMOTIONS = {
  en: reported('Promotions', 'gmail-tabs-en'),
  nb: reported('Kampanjer', 'gmail-tabs-nb'),
  de: reported('Werbung', 'gmail-tabs-de'),
  fr: reported('Promotions', 'gmail-tabs-fr'),
} as const satisfies Names;

export const MICROSOFT_JUNK = {
  en: reported('Junk Email', 'microsoft-en'),
  nb: seen('Søppelpost', 'microsoft-nb'),
  de: reported('Junk-E-Mail', 'field-study'),
  fr: reported('Courrier indésirable', 'microsoft-fr'),
  da: seen('Uønsket mail', 'microsoft-da'),
  fi: seen('Roskaposti', 'microsoft-fi'),
  it: seen('Posta indesiderata', 'microsoft-it'),
  ja: seen('迷惑メール', 'microsoft-ja'),
  nl: seen('Ongewenste e-mail', 'microsoft-nl'),
  pl: seen('Wiadomości-śmieci', 'microsoft-pl'),
  'pt-BR': reported('Lixo Eletrônico', 'microsoft-pt-br'),
  sv: seen('Skräppost', 'microsoft-sv'),
} as const satisfies Names;

/** The other half of the inbox where Focused Inbox is on. */
export const MICROSOFT_OTHER = {
  en: reported('Other', 'microsoft-focused'),
  nb: reported('Andre', 'field-study'),
  de: reported('Sonstige', 'field-study'),
  fr: reported('Autres', 'field-study'),
} as const satisfies Names;

export const MICROSOFT_SAFE_SENDERS = {
  en: reported('Safe senders and domains', 'field-study'),
  nb: seen('Klarerte avsendere', 'microsoft-nb'),
  de: assumed('Sichere Absender und Domänen'),
  fr: assumed('Expéditeurs et domaines approuvés'),
  sv: seen('Betrodda avsändare', 'microsoft-sv'),
  ja: seen('信頼できる差出人のリスト', 'microsoft-ja'),
} as const satisfies Names;

export const ICLOUD_JUNK = {
  en: reported('Junk', 'field-study'),
  nb: assumed('Uønsket', 'field-study'),
  de: seen('Spam', 'apple-de'),
  fr: assumed('Indésirables', 'field-study'),
  it: seen('Posta indesiderata', 'apple-it'),
  ja: reported('迷惑メール', 'apple-ja'),
  nl: seen('Ongewenste reclame', 'apple-nl'),
  sv: reported('Skräppost', 'apple-sv'),
  'zh-TW': seen('垃圾郵件', 'apple-zh-tw'),
} as const satisfies Names;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packHelp } from '../../../src/contracts/inbox-help/pack-help.ts';
import type { CodeTexts, GuideTexts } from '../../../src/contracts/code-help/texts.ts';
import type { InboxTexts } from '../../../src/contracts/inbox-help/texts.ts';

const FOLDER = join(import.meta.dirname, '../../../src/texts');
const LIQUID = join(import.meta.dirname, '../../../extensions/account-access/locales');

/** Every language there is a file for. */
export const LOCALES: readonly string[] = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

/** What the inbox help says in a language, as it was written. */
export function textsOf(locale: string): InboxTexts {
  const { inbox }: { inbox: InboxTexts } = JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), 'utf8'));
  return inbox;
}

/** What helps where a code does not come, in a language, as it was written. */
export function codeTextsOf(locale: string): CodeTexts {
  const { codes }: { codes: CodeTexts } = JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), 'utf8'));
  return codes;
}

/** The sign-in guide's own words, as Liquid has them. */
export function guideOf(locale: string): GuideTexts {
  const file = join(LIQUID, locale === 'en' ? 'en.default.json' : `${locale}.json`);
  const { codes }: { codes: GuideTexts } = JSON.parse(readFileSync(file, 'utf8'));
  return codes;
}

/** The words as a browser gets them. */
export const wordsOf = (locale: string) => packHelp(textsOf(locale), locale).words;

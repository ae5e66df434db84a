import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packHelp } from '../../../src/contracts/inbox-help/pack-help.ts';
import type { InboxTexts } from '../../../src/contracts/inbox-help/texts.ts';

const FOLDER = join(import.meta.dirname, '../../../src/texts');

/** Every language there is a file for. */
export const LOCALES: readonly string[] = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

/** What the inbox help says in a language, as it was written. */
export function textsOf(locale: string): InboxTexts {
  const { inbox }: { inbox: InboxTexts } = JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), 'utf8'));
  return inbox;
}

/** The words as a browser gets them. */
export const wordsOf = (locale: string) => packHelp(textsOf(locale), locale).words;

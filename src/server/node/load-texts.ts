import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPageTexts, type Texts } from '../http/texts.ts';

const DEFAULT_FILE = 'en.default.json';
const OTHER_FILE = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/;

/**
 * Reads, once, the extension's own locale files, so that a themed page says what the extension says, and the texts
 * that come after its answer.
 *
 * @param folders.extension holds `en.default.json` and, for each other language, `<locale>.json`: the languages there are
 * @param folders.afterAnswer holds `en.json` and other `<locale>.json`
 * @throws Error when English is missing or incomplete, or a file is not JSON
 */
export function loadTexts(folders: { readonly extension: string; readonly afterAnswer: string }): Texts {
  const given = (locale: string, extensionFile: string) => {
    const afterAnswer = join(folders.afterAnswer, `${locale}.json`);
    const { way_in: wayIn, codes: guide } = readJson(join(folders.extension, extensionFile));
    return {
      ...wayIn,
      guide,
      ...(existsSync(afterAnswer) ? readJson(afterAnswer) : {}),
    };
  };
  const english = readPageTexts('en', given('en', DEFAULT_FILE));
  const others = readdirSync(folders.extension)
    .toSorted()
    .flatMap((file) => {
      const locale = OTHER_FILE.exec(file)?.[1];
      return locale === undefined ? [] : [readPageTexts(locale, given(locale, file), english)];
    });
  return [english, ...others];
}

/** Whether the texts in it are texts is for their reader to see. */
function readJson(file: string): { readonly way_in?: object; readonly codes?: object } {
  const content: object = JSON.parse(readFileSync(file, 'utf8'));
  return content;
}

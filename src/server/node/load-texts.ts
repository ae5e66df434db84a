import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWayInTexts, type Texts } from '../http/texts.ts';

const DEFAULT_FILE = 'en.default.json';
const OTHER_FILE = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/;

/**
 * Reads the extension's own locale files, once, so that a themed page says what the extension says.
 *
 * @param folder holds `en.default.json` and, for each other language, `<locale>.json`
 * @throws Error when English is missing or incomplete, or a file is not JSON
 */
export function loadTexts(folder: string): Texts {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
  const english = readWayInTexts('en', read(DEFAULT_FILE));
  const others = readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const locale = OTHER_FILE.exec(file)?.[1];
      return locale === undefined ? [] : [readWayInTexts(locale, read(file), english)];
    });
  return [english, ...others];
}

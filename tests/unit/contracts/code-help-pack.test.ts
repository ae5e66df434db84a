import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeHelpFileName, readCodeHelpFile } from '../../../src/contracts/code-help/help-file.ts';
import { packCodeHelp } from '../../../src/contracts/code-help/pack-help.ts';
import { CODE_TEXT_KEYS, GUIDE_TEXT_KEYS } from '../../../src/contracts/code-help/text-keys.ts';
import { ADVICE_KEYS } from '../../../src/contracts/inbox-help/advice-keys.ts';
import { packProviders } from '../../../src/contracts/mail-providers/pack.ts';
import { codeTextsOf, guideOf, LOCALES, textsOf, wordsOf } from './inbox-help-texts.ts';

const textsFor = (locale: string) => ({ inbox: textsOf(locale), codes: codeTextsOf(locale) });

describe.each(LOCALES)('in %s', (locale) => {
  const file = packCodeHelp(textsFor(locale), guideOf(locale), locale);

  it('the file has all sentences about codes, those about mailboxes, and the guide’s own', () => {
    expect(file.codes).toEqual(codeTextsOf(locale));
    expect(Object.keys(file.codes)).toEqual([...CODE_TEXT_KEYS]);
    const words = wordsOf(locale);
    expect(file.inbox).toEqual(Object.fromEntries(ADVICE_KEYS.map((key) => [key, words[key]])));
    expect(Object.keys(file.guide)).toEqual([...GUIDE_TEXT_KEYS]);
    expect(file.guide.heading).toBe(guideOf(locale).heading);
    expect(file.providers).toBe(packProviders(locale));
  });

  it('it comes through JSON as it was, and weighs less than 8,000 bytes', () => {
    const json = JSON.stringify(file);

    expect(readCodeHelpFile(JSON.parse(json))).toEqual(file);
    expect(gzipSync(json, { level: 9 }).length).toBeLessThan(8_000);
  });
});

it.each([
  {
    what: 'a sentence about codes',
    texts: { newest: '' },
    guide: {},
    says: 'No codes.newest in src/texts/nb.json',
  },
  {
    what: 'a word of the guide',
    texts: {},
    guide: { heading: undefined },
    says: "No codes.heading in the extension's locale file of nb",
  },
])('where $what is missing, the build says which, and no English comes in its place', (given) => {
  const texts = { ...textsFor('nb'), codes: { ...codeTextsOf('nb'), ...given.texts } };

  expect(() => packCodeHelp(texts, { ...guideOf('nb'), ...given.guide }, 'nb')).toThrow(given.says);
});

it('a language without the group is named with the first sentence that it lacks', () => {
  expect(() => packCodeHelp({ inbox: textsOf('nb') }, guideOf('nb'), 'nb')).toThrow(
    'No codes.back_heading in src/texts/nb.json',
  );
});

it.each([undefined, null, '', 7, [], {}, { v: 2 }, { v: '1' }])(
  'what is no file of this version is refused: %o',
  (file) => {
    expect(() => readCodeHelpFile(file)).toThrow(RangeError);
  },
);

it('the files lie beside the modules, as Shopify takes no folders below assets', () => {
  for (const locale of LOCALES) expect(codeHelpFileName(locale)).toMatch(/^code-help-[\w-]+\.json$/);
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  CHECK_KEYS,
  checksFileName,
  helpFileName,
  readChecksFile,
  readHelpFile,
} from '../../../src/contracts/inbox-help/help-file.ts';
import { packChecks, packHelp } from '../../../src/contracts/inbox-help/pack-help.ts';
import { packWords } from '../../../src/contracts/inbox-help/pack-words.ts';
import { INBOX_PLURAL_KEYS, INBOX_TEXT_KEYS } from '../../../src/contracts/inbox-help/text-keys.ts';
import { packProviders } from '../../../src/contracts/mail-providers/pack.ts';
import { MAIL_PROVIDERS } from '../../../src/contracts/mail-providers/providers.ts';
import { LOCALES, textsOf } from './inbox-help-texts.ts';

/** What only a page without JavaScript says. */
const SERVER_ONLY = ['browser_script'];
/** Chunk and data have 10,000 B together; the chunk alone has some 4,000. */
const HELP_MAX_BYTES = 6_000;
const CHECKS_MAX_BYTES = 1_000;

const weight = (file: object) => gzipSync(JSON.stringify(file), { level: 9 }).length;

it('there are 23 languages', () => {
  expect(LOCALES).toHaveLength(23);
});

describe.each(LOCALES)('in %s', (locale) => {
  const texts = textsOf(locale);
  const help = packHelp(texts, locale);
  const checks = packChecks(texts);

  it('the two files have all that a browser says between them, and nothing twice', () => {
    const said = [...Object.keys(help.words), ...Object.keys(checks.words)].toSorted();
    const all = [...INBOX_TEXT_KEYS, ...INBOX_PLURAL_KEYS].filter((key) => !SERVER_ONLY.includes(key));

    expect(said).toEqual(all.toSorted());
    expect(Object.keys(checks.words).toSorted()).toEqual([...CHECK_KEYS].toSorted());
  });

  it('every word is the one of the texts', () => {
    for (const key of INBOX_TEXT_KEYS) {
      const packed = { ...help.words, ...checks.words }[key as keyof typeof help.words];
      expect([key, packed]).toEqual([key, SERVER_ONLY.includes(key) ? undefined : texts[key]]);
    }
  });

  it('there is a sentence for every number that some mailbox has, with its number and no more to count', () => {
    const numbers = {
      kept: MAIL_PROVIDERS.flatMap(({ keptDays }) => keptDays?.value || []),
      delay: MAIL_PROVIDERS.flatMap(({ delayMinutes }) => delayMinutes?.value ?? []),
    };
    for (const key of INBOX_PLURAL_KEYS) {
      expect(Object.keys(help.words[key]).toSorted()).toEqual(
        [...new Set(numbers[key])].map(String).toSorted(),
      );
      for (const [number, text] of Object.entries(help.words[key])) {
        const form = texts[key][new Intl.PluralRules(locale).select(Number(number))] ?? texts[key].other;
        const shown = new Intl.NumberFormat(locale).format(Number(number));
        expect(text).toBe(form.replaceAll('{{ count }}', shown));
        expect(text).not.toContain('count');
      }
    }
  });

  it('mailboxes are told of in the same language', () => {
    expect(help.providers).toBe(packProviders(locale));
  });

  it('both come through JSON as they were', () => {
    expect(readHelpFile(JSON.parse(JSON.stringify(help)))).toEqual(help);
    expect(readChecksFile(JSON.parse(JSON.stringify(checks)))).toEqual(checks.words);
  });

  it(`they weigh less than ${HELP_MAX_BYTES} and ${CHECKS_MAX_BYTES} bytes`, () => {
    expect(weight(help)).toBeLessThan(HELP_MAX_BYTES);
    expect(weight(checks)).toBeLessThan(CHECKS_MAX_BYTES);
  });
});

it('where a language has no form for a number, the common one is taken', () => {
  const { kept } = packWords({ ...textsOf('pl'), kept: { other: '{{count}} + {{ count }}' } }, 'pl');

  expect(kept).toEqual({ 7: '7 + 7', 30: '30 + 30' });
});

it.each([undefined, null, '', 'file', 7, [], {}, { v: 2 }, { v: '1' }, { words: {} }])(
  'what is no file of this version is refused: %o',
  (file) => {
    expect(() => readHelpFile(file)).toThrow(RangeError);
    expect(() => readChecksFile(file)).toThrow(RangeError);
  },
);

it('the files of a language have its name, and no other file has it', () => {
  const names = LOCALES.flatMap((locale) => [helpFileName(locale), checksFileName(locale)]);

  expect(new Set(names).size).toBe(names.length);
  // Shopify takes no folders below assets.
  for (const name of names) expect(name).toMatch(/^[\w-]+\.json$/);
});

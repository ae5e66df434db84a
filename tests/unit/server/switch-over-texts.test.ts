import { describe, expect, it } from 'vitest';
import { parseSwitchOver } from '../../../src/server/cli/switch-over-arguments.ts';
import { renderTexts, textsBody } from '../../../src/server/cli/switch-over-texts.ts';
import { SWITCH_OVER_TEXTS } from '../../../src/server/cli/switch-over-texts/index.ts';
import type { SwitchOverTexts } from '../../../src/server/cli/switch-over-texts/text.ts';
import { readProjectFile } from '../../support/source-files.ts';

const LANGUAGES = Object.entries(SWITCH_OVER_TEXTS);

function asked(...argv: readonly string[]) {
  const parsed = parseSwitchOver(['--texts', ...argv]);
  if (!parsed.ok || parsed.value.name !== 'texts') throw new Error('texts were expected');
  return parsed.value;
}

/** Every text of a language, by where it stands. */
function parts({ before, onTheDay, notice, answer }: SwitchOverTexts): Readonly<Record<string, string>> {
  return {
    'subject before': before.subject,
    before: before.body.join('\n\n'),
    'subject on the day': onTheDay.subject,
    'on the day': onTheDay.body.join('\n\n'),
    notice,
    answer: answer.body.join('\n\n'),
  };
}

const placeholders = (text: string) => [...new Set(text.match(/\{[^}]*\}/g))].toSorted();

describe.each(LANGUAGES)('what is told to customers, %s', (locale, texts) => {
  it('has the same placeholders in the same places as the English', () => {
    const english = parts(SWITCH_OVER_TEXTS.en);
    for (const [place, text] of Object.entries(parts(texts))) {
      expect([place, placeholders(text)]).toEqual([place, placeholders(english[place] ?? '')]);
    }
  });

  it('has as many paragraphs, steps and pieces of advice as the English', () => {
    const shape = (body: readonly string[]) => body.map((paragraph) => paragraph.split('\n').length);
    for (const place of ['before', 'onTheDay', 'answer'] as const) {
      expect(shape(texts[place].body)).toEqual(shape(SWITCH_OVER_TEXTS.en[place].body));
    }
  });

  it('names the button as the page has it', () => {
    const file = `extensions/account-access/locales/${locale === 'en' ? 'en.default' : locale}.json`;
    const { codes }: { codes: { button: string } } = JSON.parse(readProjectFile(file));

    for (const body of [texts.onTheDay.body, texts.answer.body])
      expect(body.join(' ')).toContain(codes.button);
  });

  it('is plain: no shouting, no typewriter quotes, no capital letters for emphasis', () => {
    for (const text of Object.values(parts(texts))) {
      expect(text).not.toMatch(/[!'"]|\b[A-ZÆØÅÄÖÜÉÀ]{4,}\b/);
    }
  });

  it('fits where it goes: a subject on a phone, a notice on a line', () => {
    const { before, onTheDay, notice } = texts;
    for (const subject of [before.subject, onTheDay.subject]) expect(subject.length).toBeLessThan(70);
    expect(notice.length).toBeLessThan(100);
  });
});

it('the French has no-break spaces before double signs and inside quotation marks', () => {
  for (const text of Object.values(parts(SWITCH_OVER_TEXTS.fr))) {
    expect(text).not.toMatch(/[^\u202f][:;?»](\s|$)|«[^\u202f]/);
  }
});

describe('texts to copy', () => {
  it('have the shop’s name and its own link where these are given, in the languages that are asked for', () => {
    const out = renderTexts(
      asked('--locale', 'nb', '--name', '$& Ull', '--domain', 'ull.example', '--proxy-path', '/a/konto'),
    );

    expect(out).toContain('Nå logger du inn hos $& Ull med en kode');
    expect(out).toContain('Åpne https://ull.example/a/konto/sign-in og velg');
    expect(out).not.toContain('{shop}');
    expect(out).not.toContain('{domain}');
    expect(out).not.toContain('Deutsch');
    expect(out).toContain('{date}: the day, as one writes it in that language');
  });

  it('keep a placeholder for what is not known, and say what to put there', () => {
    const out = renderTexts(asked());

    for (const { language, notice } of Object.values(SWITCH_OVER_TEXTS)) {
      expect(out).toContain(`=== ${language} · on the day: mail ===`);
      expect(out).toContain(`${notice}\nhttps://{domain}/apps/account-access/sign-in`);
    }
    expect(out).toContain('{shop}: the name of your shop');
    expect(out).toContain('{domain}: the domain of your storefront');
  });

  it('for programs are the same', () => {
    const body = textsBody(asked('--domain', 'ull.example', '--name', 'Ull'));

    expect(body).toMatchObject({ v: 1, link: 'https://ull.example/apps/account-access/sign-in' });
    expect(Object.keys(Object(Object(body).texts))).toEqual(['en', 'nb', 'de', 'fr']);
    expect(Object(Object(body).texts.de).onTheDay.subject).toBe(
      'Bei Ull meldest du dich jetzt mit einem Code an',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { problemWith, render } from './support.ts';

const texts = {
  en: {
    plain: "We've sent {{ what }}",
    rich_html: '<b>{{ what }}</b>',
    days: { one: '{{ count }} day', other: '{{ count }} days' },
    nested: { deep: { key: 'Deep' } },
  },
  fr: { plain: 'Envoyé : {{what}}', days: { one: '{{ count }} jour', other: '{{ count }} jours' } },
  ar: { days: { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' } },
} as const;

const inLocale = (locale: string) => ({ texts, state: { locale } });

describe('the t filter', () => {
  it('reads the locale of the request', () => {
    expect(render("{{ 'plain' | t: what: 'x' }}", inLocale('fr'))).toBe('Envoyé : x');
    expect(render("{{ 'nested.deep.key' | t }}", inLocale('en'))).toBe('Deep');
  });

  it('reads the file of the language where the region has none', () => {
    expect(render("{{ 'plain' | t: what: 'x' }}", inLocale('fr-CA'))).toBe('Envoyé : x');
  });

  it('reads the default file for a locale that has no file', () => {
    expect(render("{{ 'nested.deep.key' | t }}", inLocale('nb'))).toBe('Deep');
  });

  it('does not read the default file for a key that is missing from a file that exists', () => {
    const problem = problemWith(() => render("{{ 'nested.deep.key' | t }}", inLocale('fr')));

    expect(problem).toMatchObject({
      kind: 'missing-translation',
      what: 'Translation missing: fr.nested.deep.key',
    });
  });

  it.each(['gone', 'plain.deeper', 'nested.constructor', 'toString'])('refuses the key %s', (key) => {
    expect(problemWith(() => render(`{{ '${key}' | t }}`, inLocale('en'))).kind).toBe('missing-translation');
  });

  it('escapes text and values alike, apostrophes included', () => {
    expect(render("{{ 'plain' | t: what: what }}", { ...inLocale('en'), scope: { what: '<i>' } })).toBe(
      'We&#39;ve sent &lt;i&gt;',
    );
  });

  it('prints keys that end in _html as they are', () => {
    expect(render("{{ 'rich_html' | t: what: what }}", { ...inLocale('en'), scope: { what: '<i>' } })).toBe(
      '<b><i></b>',
    );
  });

  it('refuses a value that is not given', () => {
    expect(problemWith(() => render("{{ 'plain' | t }}", inLocale('en'))).what).toContain('"what"');
  });

  it('chooses the plural form by the rules of the language', () => {
    const all = (locale: string, counts: readonly number[]) =>
      counts.map((count) =>
        render("{{ 'days' | t: count: count }}", { ...inLocale(locale), scope: { count } }),
      );

    expect(all('en', [0, 1, 2])).toEqual(['0 days', '1 day', '2 days']);
    expect(all('fr', [0, 1, 2, 1_000_000])).toEqual(['0 jour', '1 jour', '2 jours', '1000000 jours']);
    expect(all('ar', [0, 1, 2, 3, 11, 100])).toEqual(['z', 'o', 't', 'f', 'm', 'x']);
  });

  it('refuses a plural without count, and one without the form that is needed', () => {
    const broken = { texts: { en: { days: { other: 'days' } } } };

    expect(problemWith(() => render("{{ 'days' | t }}", inLocale('en'))).what).toContain('needs "count"');
    expect(problemWith(() => render("{{ 'days' | t: count: 1 }}", broken)).what).toContain(
      'no plural form "one"',
    );
  });
});

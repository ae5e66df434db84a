import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opened } from './support/opened.ts';
import { said } from './support/page.ts';
import { textsOf, type Texts } from './support/translator.ts';

const EXTENSIONS = join(import.meta.dirname, '../../extensions');

/** The languages of an extension, by its files. */
function languagesOf(extension: string): string[] {
  return readdirSync(join(EXTENSIONS, extension, 'locales'))
    .filter((file) => !file.endsWith('.schema.json'))
    .map((file) => file.replace(/(\.default)?\.json$/, ''))
    .toSorted();
}

interface Said {
  /** Its whole name; forms of a plural have that of the plural. */
  readonly name: string;
  readonly text: string;
  /** Which form of a plural. */
  readonly form?: string;
}

function everythingIn(texts: Texts, above = ''): Said[] {
  return Object.entries(texts).flatMap(([key, value]): Said[] => {
    if (typeof value !== 'string') return everythingIn(value, above === '' ? key : `${above}.${key}`);
    if ('other' in texts) return [{ name: above, text: value, form: key }];
    return [{ name: above === '' ? key : `${above}.${key}`, text: value }];
  });
}

const placeholdersOf = (text: string): string => (text.match(/\{\{\w+\}\}/g) ?? []).join(' ');

const LANGUAGES = languagesOf('welcome-back');
const PLURALS = ['moved.orders', 'moved.orders_more', 'moved.addresses'];
const english = everythingIn(textsOf('en'));

describe('every language', () => {
  it('of the storefront’s extension is here, too', () => {
    expect(LANGUAGES).toEqual(languagesOf('account-access'));
    expect(LANGUAGES).toHaveLength(23);
  });

  it.each(LANGUAGES)('says everything that English says (%s)', (language) => {
    const names = (texts: readonly Said[]) => [...new Set(texts.map(({ name }) => name))];

    expect(names(everythingIn(textsOf(language)))).toEqual(names(english));
  });

  it.each(LANGUAGES)('has the plural forms of its own grammar (%s)', (language) => {
    const due = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plurals = everythingIn(textsOf(language)).filter(({ form }) => form !== undefined);
    const formsOf = (plural: string) =>
      plurals.flatMap(({ name, form }) => (name === plural && form !== undefined ? [form] : []));

    expect(new Set(plurals.map(({ name }) => name))).toEqual(new Set(PLURALS));
    for (const plural of PLURALS) expect(formsOf(plural).toSorted()).toEqual(due);
  });

  it.each(LANGUAGES)('fills in what English fills in (%s)', (language) => {
    const wanted = new Map(english.map(({ name, text }) => [name, placeholdersOf(text)]));
    const wrong = everythingIn(textsOf(language)).filter(({ name, text, form = '' }) => {
      const found = placeholdersOf(text);
      // A form for one number alone may have that number as a word.
      const spelledOut = found === '' && ['zero', 'one', 'two'].includes(form);
      return !spelledOut && found !== wanted.get(name);
    });

    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES.filter((language) => language !== 'en'))('is not left in English (%s)', (language) => {
    const ours = new Set(english.map(({ text }) => text));

    expect(everythingIn(textsOf(language)).filter(({ text }) => ours.has(text))).toEqual([]);
  });

  it.each(LANGUAGES)('can be drawn (%s)', async (language) => {
    using _ = await opened({ locale: language });

    expect(said()).toHaveLength(11);
    expect(said().join(' ')).not.toMatch(/[{}]|undefined|Invalid/);
  });
});

describe('the first four languages', () => {
  it.each([
    [
      'nb',
      [
        'Dette er kontoen du hadde før',
        'Innloggingen er ny. Kontoen din er fortsatt den som hører til e-postadressen din.',
        'Dette fulgte med:',
        '3\u00a0bestillinger',
        'Den nyeste bestillingen din: 30. september 2026',
        '1\u00a0lagret adresse',
        'Du trenger ikke passord lenger. Du logger inn med en kode fra en e-post.',
        'Mangler det noe?',
        'Kanskje brukte du en annen e-postadresse den gangen. Logg ut, og logg inn med den.',
        'Er det ikke det, kan butikken hjelpe.',
        'Lukk meldingen',
      ],
    ],
    [
      'de',
      [
        'Das ist dein Konto von früher',
        'Die Anmeldung ist neu. Dein Konto ist immer noch das, das zu deiner E-Mail-Adresse gehört.',
        'Das ist mitgekommen:',
        '3\u00a0Bestellungen',
        'Deine neueste Bestellung: 30. September 2026',
        '1\u00a0gespeicherte Adresse',
        'Du brauchst kein Passwort mehr. Du meldest dich mit einem Code aus einer E-Mail an.',
        'Fehlt etwas?',
        'Vielleicht hast du damals eine andere E-Mail-Adresse benutzt. Melde dich ab, und melde dich mit der anderen an.',
        'Wenn es das nicht ist, hilft dir der Shop.',
        'Nachricht schließen',
      ],
    ],
    [
      'fr',
      [
        'C’est bien votre compte d’avant',
        'La connexion a changé. Votre compte est toujours celui de votre adresse e-mail.',
        'Ce qui a suivi\u202f:',
        '3\u00a0commandes',
        'Votre dernière commande\u202f: 30 septembre 2026',
        '1\u00a0adresse enregistrée',
        'Vous n’avez plus besoin de mot de passe. Vous vous connectez avec un code reçu par e-mail.',
        'Il manque quelque chose\u202f?',
        'Vous utilisiez peut-être une autre adresse e-mail. Déconnectez-vous, puis connectez-vous avec celle-là.',
        'Si ce n’est pas cela, la boutique peut vous aider.',
        'Fermer ce message',
      ],
    ],
  ])('say the whole of it in their own words (%s)', async (locale, words) => {
    using _ = await opened({ locale });

    expect(said()).toEqual(words);
  });

  it.each([
    ['en', 'Had an account here before? This is it'],
    ['nb', 'Hadde du en konto her før? Dette er den'],
    ['de', 'Hattest du hier schon ein Konto? Das ist es'],
    ['fr', 'Vous aviez déjà un compte chez nous\u202f? C’est celui-ci'],
  ])('do not claim what could not be read (%s)', async (locale, heading) => {
    using _ = await opened({ locale, customer: 'refused', orders: 'refused' });

    expect(said()[0]).toBe(heading);
  });
});

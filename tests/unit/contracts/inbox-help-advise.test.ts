import { describe, expect, it } from 'vitest';
import { advise, type Advice, type Sender } from '../../../src/contracts/inbox-help/advise.ts';
import type { Mailbox } from '../../../src/contracts/inbox-help/mailbox.ts';
import { fill } from '../../../src/contracts/inbox-help/texts.ts';
import { GATEWAYS } from '../../../src/contracts/mail-providers/data/mx.ts';
import type { Phone } from '../../../src/contracts/mail-providers/inbox-link.ts';
import { localProvider } from '../../../src/contracts/mail-providers/local.ts';
import { MAIL_PROVIDERS, type ProviderId } from '../../../src/contracts/mail-providers/providers.ts';
import { LOCALES, wordsOf } from './inbox-help-texts.ts';

const SENDER: Sender = { name: 'Fjord & Fern', email: 'no-reply+shop@fjord.example' };
const PHONES = [undefined, 'ios', 'android'] as const;
/** What the mail programs of iPhones registered, as the data has them. */
const APP_SCHEMES = ['googlegmail:', 'ms-outlook:', 'ymail:', 'protonmail:', 'message:', 'intent:'];

const WORDS = new Map(LOCALES.map((locale) => [locale, wordsOf(locale)]));
const words = (locale: string) => WORDS.get(locale) ?? wordsOf(locale);

function mailboxOf(id: ProviderId, locale: string): Mailbox {
  const provider = MAIL_PROVIDERS.find((each) => each.id === id);
  if (!provider) throw new Error(id);
  return { kind: 'provider', provider: localProvider(provider, locale) };
}

function ask(
  mailbox: Mailbox,
  locale = 'en',
  { sender = SENDER, phone }: { readonly sender?: Sender; readonly phone?: Phone | undefined } = {},
): Advice {
  return advise(mailbox, words(locale), { sender, domain: 'example.org', phone });
}

const adviceFor = (id: ProviderId, locale = 'en') => ask(mailboxOf(id, locale), locale);

/** All that is said, one text each. */
const sentences = ({ look, places, lost, allow, open }: Advice) => [
  look,
  ...places,
  ...(lost === undefined ? [] : [lost]),
  ...allow,
  ...(open ? [open.label] : []),
];

/** The sentence with something else in the place of every name: what is the same in two of them. */
const pattern = (text: string) =>
  new RegExp(
    `^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\\\{\\\{ \w+ \\\}\\\}/g, '.+')}$`,
    'u',
  );

describe.each(LOCALES)('in %s', (locale) => {
  it.each(MAIL_PROVIDERS.map(({ id }) => id))('what is said of %s is whole', (id) => {
    for (const phone of PHONES) {
      const all = sentences(ask(mailboxOf(id, locale), locale, { phone }));

      for (const text of all) {
        expect(text).not.toMatch(/[{}]|undefined|NaN|\[object|[“„«"](\u2068\u2069)?[”“»"]/);
        expect(text.trim()).toBe(text);
        expect(text.length).toBeGreaterThan(3);
      }
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('the name of a folder is certain only where it was seen', () => {
    for (const { id, spam } of MAIL_PROVIDERS.map((each) => ({
      id: each.id,
      ...localProvider(each, locale),
    }))) {
      const { look } = adviceFor(id, locale);
      const { folder, folder_often: often } = words(locale);
      const mustBe = spam.confidence === 'seen' ? folder : often;
      const mayNotBe = spam.confidence === 'seen' ? often : folder;

      expect([id, look]).toEqual([id, expect.stringMatching(pattern(mustBe))]);
      expect([id, look]).not.toEqual([id, expect.stringMatching(pattern(mayNotBe))]);
      expect(look).toContain(spam.value);
    }
  });

  it('a mailbox that turns mail away says so, and no other does', () => {
    for (const provider of MAIL_PROVIDERS) {
      const { lost } = adviceFor(provider.id, locale);

      if (!provider.rejection) expect([provider.id, lost]).toEqual([provider.id, undefined]);
      else expect(lost).toContain(provider.rejection.value.setting);
    }
  });

  it('what is not known of a mailbox is one plain sentence', () => {
    const { filter, forwarded, no_mail: noMail, folder_unknown: unknown } = words(locale);
    const said = (mailbox: Mailbox) => ask(mailbox, locale);
    const only = (look: string) => ({ look, places: [], allow: [] });

    expect(said({ kind: 'unknown' })).toEqual(only(unknown));
    expect(said({ kind: 'forwarding' })).toEqual(only(forwarded));
    expect(said({ kind: 'no-mail' })).toEqual(only(fill(noMail, { domain: 'example.org' })));
    for (const { name } of GATEWAYS)
      expect(said({ kind: 'filter', name })).toEqual(only(fill(filter, { gateway: name })));
  });
});

describe('where no folder has the mail', () => {
  it.each<[ProviderId, RegExp]>([
    [
      't-online',
      /^Unless you changed the setting “Direkt abweisen”, Telekom Mail .* turns suspicious mail away/,
    ],
    ['telenor', /^If you chose “Slett”, Telenor .* deletes suspicious mail at once/],
    ['posteo', /Posteo turns suspicious mail away\. Mail that was turned away is in no folder\.$/],
    [
      'virgin-media',
      /Virgin Media Mail turns suspicious mail away\. Mail that was turned away is in no folder\.$/,
    ],
  ])('%s says so', (id, lost) => {
    expect(adviceFor(id).lost).toMatch(lost);
  });

  it('what was only heard of, or is no standard, is not said of everybody', () => {
    for (const { id, rejection } of MAIL_PROVIDERS) {
      if (!rejection) continue;
      const isStandard =
        rejection.value.how === 'reject' && rejection.value.standard && rejection.confidence === 'seen';

      expect([id, /^Unless you changed/.test(adviceFor(id).lost ?? '')]).toEqual([id, isStandard]);
    }
  });
});

it.each([
  ['seen', 'Unless you changed the setting “Away”'],
  ['reported', 'If you chose “Away”'],
  ['assumed', 'If you chose “Away”'],
] as const)('a standard that turns mail away and was %s is said so: %s', (confidence, beginning) => {
  const mailbox = mailboxOf('t-online', 'en');
  if (mailbox.kind !== 'provider') throw new Error(mailbox.kind);
  const rejection = { value: { how: 'reject', setting: 'Away', standard: true }, confidence } as const;

  const { lost } = ask({ kind: 'provider', provider: { ...mailbox.provider, rejection } });

  expect(lost?.startsWith(`${beginning}, `)).toBe(true);
});

describe('where else to look', () => {
  it.each<[ProviderId, string]>([
    ['gmail', 'Sometimes such mail lies under “Promotions”.'],
    ['outlook', 'Sometimes such mail lies under “Other”.'],
    [
      'microsoft-365',
      'It may be held back under “quarantine.microsoft.com”. You or your IT department can release it.',
    ],
    ['hey', 'Mail from new senders waits in “The Screener” until you let it in.'],
  ])('%s has a place of its own', (id, text) => {
    expect(adviceFor(id).places).toContain(text);
  });

  it('a mailbox that holds mail back for a while says for how long', () => {
    expect(adviceFor('google-workspace').places).toContain(
      'Gmail (Google Workspace) checks mail before it shows it. That can take up to 4 minutes.',
    );
  });

  it.each<[string, ProviderId, string]>([
    ['en', 'gmail', 'after 30 days.'],
    ['de', 'gmail', 'nach 30 Tagen gelöscht'],
    // Seven and thirty differ in Arabic; Polish and Czech have forms of their own for few and many.
    ['ar', 'orange', 'بعد 7 أيام'],
    ['ar', 'gmail', 'بعد 30 يومًا'],
    ['pl', 'orange', 'po 7 dniach'],
    ['cs', 'gmail', 'po 30 dnech'],
    ['cs', 'google-workspace', 'až 4 minuty'],
    ['pl', 'google-workspace', 'do 4 minut.'],
  ])('in %s numbers stand in the plural of the language: %s, %s', (locale, id, text) => {
    // Some keep a number and its word on one line.
    expect(adviceFor(id, locale).places.join(' ').replaceAll('\u00a0', ' ')).toContain(text);
  });

  it('mail that is kept for good has no days', () => {
    const kept = MAIL_PROVIDERS.filter(({ keptDays }) => keptDays?.value === 0);

    for (const { id } of kept) expect(adviceFor(id).places.join(' ')).not.toMatch(/deleted/);
  });
});

it('the next mail arrives by steps in the order of the data, with the sender’s name', () => {
  const { allow } = adviceFor('gmx');

  expect(allow).toEqual([
    'If the mail is in the folder for spam, open it there and mark it as “not spam”.',
    'Put Fjord & Fern on the list “Erwünscht-Liste” in the settings of your mailbox.',
    'Save Fjord & Fern as a contact.',
  ]);
});

describe('the button to the mailbox', () => {
  const withLink = MAIL_PROVIDERS.filter(({ inbox, search }) => inbox || search).map(({ id }) => id);

  it.each(withLink)('of %s leads to https or to an app, and knows no shopper', (id) => {
    for (const phone of PHONES) {
      const { open } = ask(mailboxOf(id, 'en'), 'en', { phone });

      expect(open?.label).toMatch(/^Open /);
      for (const href of [open?.href, open?.web].filter((each) => each !== undefined)) {
        const { protocol } = new URL(href);
        const allowed = phone && href === open?.href ? ['https:', ...APP_SCHEMES] : ['https:'];
        expect(allowed).toContain(protocol);
        expect(href).not.toMatch(/example\.org|[{}<>"' ]/);
      }
      // Where an app may be missing the page is offered, too.
      if (open && !open.href.startsWith('https:')) expect(open.web).toMatch(/^https:/);
    }
  });

  it('searches for the sender, in an encoding of its own', () => {
    expect(adviceFor('gmail').open).toEqual({
      label: 'Open Gmail',
      href: expect.stringContaining('from%3A(no-reply%2Bshop%40fjord.example)'),
      web: undefined,
    });
  });

  it('without a sender opens the mailbox and searches nothing', () => {
    for (const id of withLink) {
      for (const phone of PHONES) {
        const { open } = ask(mailboxOf(id, 'en'), 'en', { sender: { name: 'Fjord' }, phone });

        expect(`${open?.href} ${open?.web}`).not.toMatch(/fjord|from|search/i);
      }
    }
  });

  it('on a phone opens the app, with the page beside it', () => {
    const open = (phone: Phone) => ask(mailboxOf('outlook', 'en'), 'en', { phone }).open;

    expect(open('ios')).toMatchObject({
      href: expect.stringMatching(/^ms-outlook:/),
      web: 'https://outlook.live.com/mail/0/',
    });
    expect(open('android')?.href).toMatch(/^intent:#Intent;.*package=com\.microsoft\.office\.outlook;/);
  });

  it('is missing where no page of the mailbox is known', () => {
    expect(adviceFor('nextgentel').open).toBeUndefined();
    expect(ask({ kind: 'unknown' }).open).toBeUndefined();
  });
});

describe('fill', () => {
  it('puts values in as they are, and leaves names that have none', () => {
    expect(fill('{{ a }} and {{ b }}', { a: '$& {{ b }}' })).toBe('$& {{ b }} and {{ b }}');
    expect(fill('{{ b }} {{a}}', {})).toBe('{{ b }} {{a}}');
  });
});

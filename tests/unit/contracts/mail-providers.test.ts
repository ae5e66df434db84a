import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/contracts/mail-providers/claim.ts';
import { GATEWAYS, PROVIDER_MX } from '../../../src/contracts/mail-providers/data/mx.ts';
import { folderName, localProvider } from '../../../src/contracts/mail-providers/local.ts';
import {
  FIRST_LOCALES,
  OTHER_LOCALES,
  type MailProvider,
} from '../../../src/contracts/mail-providers/provider.ts';
import {
  domainsOf,
  MAIL_PROVIDERS,
  providerById,
  providerOfDomain,
} from '../../../src/contracts/mail-providers/providers.ts';
import { SOURCES } from '../../../src/contracts/mail-providers/sources.ts';

const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,}$/;
/** Schemes that mail apps registered on iOS, by the lists of those who open them. */
const SCHEMES = ['googlegmail:', 'ms-outlook:', 'ymail:', 'message:', 'protonmail:'];

const theProvider = (id: string): MailProvider => {
  const provider = providerById(id);
  if (!provider) throw new Error(`no provider ${id}`);
  return provider;
};

/** Every claim there is, wherever it stands. */
function claimsIn(data: unknown): readonly Claim<unknown>[] {
  if (typeof data !== 'object' || data === null) return [];
  const own = 'confidence' in data ? [data as Claim<unknown>] : [];
  return [...own, ...Object.values(data).flatMap(claimsIn)];
}
const claims = claimsIn([MAIL_PROVIDERS, GATEWAYS, PROVIDER_MX]);

describe('the list of mail providers', () => {
  it('has more than sixty providers with domains', () => {
    expect(MAIL_PROVIDERS.filter(({ domains }) => domains.length > 0).length).toBeGreaterThanOrEqual(60);
  });

  it('gives every provider an id of its own', () => {
    const ids = MAIL_PROVIDERS.map(({ id }) => id);

    expect(ids.filter((id) => !/^[a-z\d-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every domain to one provider', () => {
    const all = MAIL_PROVIDERS.flatMap(domainsOf);

    expect(all.filter((domain, at) => all.indexOf(domain) !== at)).toEqual([]);
  });

  it('writes domains in lower case, as mail has them', () => {
    expect(MAIL_PROVIDERS.flatMap(domainsOf).filter((domain) => !DOMAIN.test(domain))).toEqual([]);
  });

  it('names the spam folder and every other place in the first four languages', () => {
    const named = MAIL_PROVIDERS.flatMap(({ spam, places = [], allow }) => [
      spam,
      ...places.flatMap(({ kind, names }) => (kind === 'old-name' ? [] : [names])),
      ...allow.flatMap((step) => ('list' in step && step.list ? [step.list] : [])),
    ]);

    for (const names of named) {
      for (const locale of FIRST_LOCALES) expect(names[locale]?.value).toMatch(/\S/);
      for (const locale of Object.keys(names)) expect([...FIRST_LOCALES, ...OTHER_LOCALES]).toContain(locale);
    }
  });

  it('links to pages over https and to apps by schemes that are registered', () => {
    for (const { inbox, search, apps } of MAIL_PROVIDERS as readonly MailProvider[]) {
      for (const page of [inbox, search]) if (page) expect(new URL(page.value).protocol).toBe('https:');
      if (search) expect(search.value).toContain('{sender}');
      if (apps?.ios) expect(SCHEMES).toContain(new URL(apps.ios.value).protocol);
      if (apps?.android) expect(apps.android.value).toMatch(/^[a-z\d]+(\.[a-z\d]+)+$/);
    }
  });

  it('says of every claim where it comes from and how sure it is', () => {
    expect(claims.length).toBeGreaterThan(500);
    for (const { source, confidence } of claims) {
      expect(Object.keys(SOURCES)).toContain(source);
      expect(['seen', 'reported', 'assumed']).toContain(confidence);
    }
  });

  it('calls nothing seen or reported that is only known in general', () => {
    const sure = claims.filter(
      ({ source, confidence }) => source === 'general-knowledge' && confidence !== 'assumed',
    );

    expect(sure).toEqual([]);
  });

  it('calls nothing seen that only a study or other programs told', () => {
    const seen = claims.filter(
      ({ source, confidence }) =>
        /^(field-study|sniper-link|provider-links|mxsniff|finn)/.test(source) && confidence === 'seen',
    );

    expect(seen).toEqual([]);
  });

  it('uses every source, and each is a page or says what it is', () => {
    const used = new Set(claims.map(({ source }) => source));

    expect(Object.keys(SOURCES).filter((id) => !used.has(id as keyof typeof SOURCES))).toEqual([]);
    for (const source of Object.values(SOURCES)) expect(source).toMatch(/^(https?:\/\/|Known|Field study)/);
  });

  it('has no sign in a text that sets fields apart when it travels', () => {
    const texts = claims.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

    expect(texts.filter((text) => /[;^|]/.test(text) || text === '-')).toEqual([]);
    expect(MAIL_PROVIDERS.filter(({ name }) => /[;^|]/.test(name))).toEqual([]);
  });

  it('keeps mail for a number of days, or for good', () => {
    for (const { keptDays } of MAIL_PROVIDERS as readonly MailProvider[]) {
      if (keptDays) expect(Number.isSafeInteger(keptDays.value) && keptDays.value >= 0).toBe(true);
    }
  });
});

describe('folderName', () => {
  it.each([
    ['outlook', 'nb', 'Søppelpost', 'seen'],
    ['outlook', 'de', 'Junk-E-Mail', 'reported'],
    ['outlook', 'fr', 'Courrier indésirable', 'reported'],
    ['outlook', 'sv', 'Skräppost', 'seen'],
    ['outlook', 'pt-BR', 'Lixo Eletrônico', 'reported'],
    ['gmail', 'nb', 'Søppelpost', 'reported'],
    ['gmail', 'pl', 'Spam', 'seen'],
    ['icloud', 'de', 'Spam', 'seen'],
    ['icloud', 'zh-TW', '垃圾郵件', 'seen'],
    ['icloud', 'nb', 'Uønsket', 'assumed'],
    ['freenet', 'de', 'Spamverdacht', 'seen'],
  ])('is what %s shows in %s', (id, locale, value, confidence) => {
    expect(folderName(theProvider(id), locale)).toEqual({ value, confidence });
  });

  it.each(['th', 'ar', 'vi', 'tr', 'xx'])(
    'is the English name, and only assumed, in %s where none is known',
    (locale) => {
      expect(folderName(theProvider('outlook'), locale)).toEqual({
        value: 'Junk Email',
        confidence: 'assumed',
      });
    },
  );

  it.each(['en', 'fr', 'ja', 'th'])(
    'is the one name of a mailbox that speaks one language, in %s too',
    (locale) => {
      expect(folderName(theProvider('freenet'), locale)).toEqual({
        value: 'Spamverdacht',
        confidence: 'seen',
      });
    },
  );

  it.each([
    ['no', 'nb'],
    ['nb-NO', 'nb'],
    ['de-AT', 'de'],
    ['fr_CA', 'fr'],
    ['en-GB', 'en'],
    ['pt', 'pt-BR'],
  ])('takes %s for %s', (locale, meant) => {
    expect(folderName(theProvider('outlook'), locale)).toEqual(folderName(theProvider('outlook'), meant));
  });

  it('does not take the Portuguese of Portugal for that of Brazil', () => {
    expect(folderName(theProvider('outlook'), 'pt-PT').value).toBe('Junk Email');
  });
});

describe('a provider in one language', () => {
  it('tells where T-Online leaves mail, and that its standard is to reject', () => {
    expect(localProvider(theProvider('t-online'), 'nb')).toMatchObject({
      spam: { value: 'Spam', confidence: 'seen' },
      rejection: {
        value: { how: 'reject', setting: 'Direkt abweisen', standard: true },
        confidence: 'seen',
      },
    });
  });

  it('tells that Telenor deletes where the shopper chose so', () => {
    expect(localProvider(theProvider('telenor'), 'nb')).toMatchObject({
      places: [{ kind: 'quarantine', name: { value: 'Karantene' } }],
      allow: [{ step: { value: 'list' }, list: { value: 'Klarerte avsendere', confidence: 'seen' } }],
      rejection: { value: { how: 'delete', setting: 'Slett', standard: false } },
    });
  });

  it('leaves out a name from former times in languages that never had it', () => {
    const kinds = (locale: string) =>
      localProvider(theProvider('gmail'), locale).places.map(({ kind }) => kind);

    expect(kinds('nb')).toEqual(['promotions', 'old-name']);
    expect(kinds('fr')).toEqual(['promotions']);
  });

  it('knows that Google Workspace may hold mail back for four minutes', () => {
    expect(localProvider(theProvider('google-workspace'), 'en').delayMinutes).toEqual({
      value: 4,
      confidence: 'reported',
    });
  });
});

describe('providerOfDomain', () => {
  it.each(['OUTLOOK.COM', 'Online.No'])('takes %s in any case', (domain) => {
    expect(providerOfDomain(domain)).toBe(providerOfDomain(domain.toLowerCase()));
    expect(providerOfDomain(domain)).toBeDefined();
  });

  it.each([
    '',
    'example.com',
    'mygmail.com',
    'mail.gmail.com',
    'gmail.com.evil.example',
    'gmail',
    'constructor',
  ])('does not know %j', (domain) => {
    expect(providerOfDomain(domain)).toBeUndefined();
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { localProvider } from '../../../src/contracts/mail-providers/local.ts';
import { packProvider, packProviders } from '../../../src/contracts/mail-providers/pack.ts';
import { FIRST_LOCALES, OTHER_LOCALES } from '../../../src/contracts/mail-providers/provider.ts';
import {
  domainsOf,
  MAIL_PROVIDERS,
  providerOfDomain,
} from '../../../src/contracts/mail-providers/providers.ts';
import {
  readPackedProvider,
  readPackedProviders,
} from '../../../src/contracts/mail-providers/read-packed.ts';
import { DOMAIN_LISTS } from './mail-providers-lists.ts';

const LOCALES = [...FIRST_LOCALES, ...OTHER_LOCALES];
/** As much as the page's own script may not take: chunk and data together have 10,000 B. */
const MOST_BYTES = 4_000;

const file = (locale: string) => JSON.stringify(packProviders(locale));

describe.each(LOCALES)('the providers packed for %s', (locale) => {
  const packed = readPackedProviders(JSON.parse(file(locale)));

  it('tell the browser what the server tells', () => {
    const wrong = MAIL_PROVIDERS.flatMap((provider) =>
      domainsOf(provider).map(
        (domain) => [packed.ofDomain(domain), localProvider(provider, locale)] as const,
      ),
    ).filter(([told]) => told !== undefined);

    expect(wrong.length).toBeGreaterThan(300);
    for (const [told, expected] of wrong) expect(told).toEqual(expected);
  });

  it('are read one by one as the server answers with them', () => {
    for (const provider of MAIL_PROVIDERS) {
      expect(readPackedProvider(packProvider(provider, locale))).toEqual(localProvider(provider, locale));
    }
  });

  it(`weigh less than ${MOST_BYTES} bytes`, () => {
    expect(gzipSync(file(locale), { level: 9 }).length).toBeLessThan(MOST_BYTES);
  });
});

describe('readPackedProviders', () => {
  const packed = readPackedProviders(packProviders('nb'));

  it('knows in any case of letters, and says so of popular domains that only the server can tell more about', () => {
    expect(packed.ofDomain('ONLINE.NO')?.name).toBe('Telenor (online.no)');
    expect(packed.knows('Lyse.Net')).toBe(true);
    expect(packed.knows('getmail.no')).toBe(true);
    expect(packed.ofDomain('getmail.no')).toBeUndefined();
  });

  it.each(['', 'example.com', 'constructor', '__proto__', ';', '^', '|de'])('does not know %j', (domain) => {
    expect(packed.knows(domain)).toBe(false);
    expect(packed.ofDomain(domain)).toBeUndefined();
  });

  it('has the domains that people have most, but for those with nothing to tell', () => {
    const missing = Object.values(DOMAIN_LISTS)
      .flatMap(({ domains }): readonly string[] => domains)
      .filter((domain) => providerOfDomain(domain) && !packed.ofDomain(domain));

    expect([...new Set(missing)].toSorted()).toMatchInlineSnapshot(`
      [
        "broadpark.no",
        "chello.no",
        "getmail.no",
        "gigahost.dk",
        "love.com",
        "spray.se",
        "start.no",
        "swipnet.se",
        "wow.com",
        "ygm.com",
      ]
    `);
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { v: 2, providers: '', popular: '' },
    { v: 1, providers: [], popular: '' },
  ])('does not take %j for a list', (other) => {
    expect(() => readPackedProviders(other)).toThrow(RangeError);
  });

  it('carries no sources', () => {
    expect(file('en')).not.toMatch(/source|github|support\./);
  });
});

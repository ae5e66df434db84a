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
import { findPackedProvider, readPackedProvider } from '../../../src/contracts/mail-providers/read-packed.ts';
import { DOMAIN_LISTS } from './mail-providers-lists.ts';

const LOCALES = [...FIRST_LOCALES, ...OTHER_LOCALES];
/** As much as the page's own script may not take: chunk and data together have 10,000 B. */
const MOST_BYTES = 4_000;

const file = (locale: string) => JSON.stringify(packProviders(locale));

describe.each(LOCALES)('the providers packed for %s', (locale) => {
  const packed = packProviders(locale);

  it('tell the browser what the server tells', () => {
    const wrong = MAIL_PROVIDERS.flatMap((provider) =>
      domainsOf(provider).map(
        (domain) => [findPackedProvider(packed, domain), localProvider(provider, locale)] as const,
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

describe('findPackedProvider', () => {
  const find = (domain: string) => findPackedProvider(packProviders('nb'), domain);

  it('knows in any case of letters what the browser has', () => {
    expect(find('ONLINE.NO')?.name).toBe('Telenor (online.no)');
    expect(find('getmail.no')).toBeUndefined();
  });

  it.each(['', 'example.com', 'constructor', '__proto__', ';', '^', '|de'])('does not know %j', (domain) => {
    expect(find(domain)).toBeUndefined();
  });

  it('has the domains that people have most, but for those with nothing to tell', () => {
    const missing = Object.values(DOMAIN_LISTS)
      .flatMap(({ domains }): readonly string[] => domains)
      .filter((domain) => providerOfDomain(domain) && !find(domain));

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

  it('carries no sources', () => {
    expect(file('en')).not.toMatch(/source|github|support\./);
  });
});

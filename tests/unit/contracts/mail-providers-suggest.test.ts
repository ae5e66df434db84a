import { describe, expect, it } from 'vitest';
import { POPULAR_DOMAINS } from '../../../src/contracts/mail-providers/data/popular-domains.ts';
import { packProviders } from '../../../src/contracts/mail-providers/pack.ts';
import {
  domainsOf,
  MAIL_PROVIDERS,
  providerOfDomain,
} from '../../../src/contracts/mail-providers/providers.ts';
import { readPackedProviders } from '../../../src/contracts/mail-providers/read-packed.ts';
import { suggestDomain } from '../../../src/contracts/mail-providers/suggest-domain.ts';
import { MISSPELT, NOT_MISSPELT } from './mail-providers-typos.ts';
import { DOMAIN_LISTS } from './mail-providers-lists.ts';

const known = { popular: POPULAR_DOMAINS, knows: (domain: string) => providerOfDomain(domain) !== undefined };
const inBrowser = readPackedProviders(packProviders('en'));

describe('suggestDomain', () => {
  it.each(MISSPELT)('for %s offers %s', (typed, meant) => {
    expect(suggestDomain(typed, known)).toBe(meant);
    expect(suggestDomain(typed, inBrowser)).toBe(meant);
  });

  it.each(NOT_MISSPELT)('offers nothing for %s', (typed) => {
    expect(suggestDomain(typed, known)).toBeUndefined();
    expect(suggestDomain(typed, inBrowser)).toBeUndefined();
  });

  it('offers nothing for any domain that is known, in the browser neither for those it does not hold', () => {
    const all = [
      ...MAIL_PROVIDERS.flatMap(domainsOf),
      ...Object.values(DOMAIN_LISTS).flatMap(({ domains }) => domains),
    ].filter((domain) => domain !== 'gmail.no');

    expect(all.filter((domain) => suggestDomain(domain, known) !== undefined)).toEqual([]);
    expect(all.filter((domain) => suggestDomain(domain, inBrowser) !== undefined)).toEqual([]);
  });

  it('finds nearly every popular domain of five letters and more with two neighbours swapped or one letter left out', () => {
    const slips = POPULAR_DOMAINS.filter((domain) => domain.indexOf('.') > 4).flatMap((domain) =>
      Array.from({ length: domain.indexOf('.') - 2 }, (_, at) => at + 1).flatMap((at) => [
        [domain.slice(0, at) + domain[at + 1] + domain[at] + domain.slice(at + 2), domain] as const,
        [domain.slice(0, at) + domain.slice(at + 1), domain] as const,
      ]),
    );
    const found = slips.filter(
      ([typed, domain]) => typed === domain || suggestDomain(typed, known) === domain,
    );

    expect(slips.length).toBeGreaterThan(800);
    expect(found.length / slips.length).toBeGreaterThan(0.97);
  });

  it('takes no time worth mentioning for what is pasted by mistake', () => {
    expect(suggestDomain('g'.repeat(100_000), known)).toBeUndefined();
  });
});

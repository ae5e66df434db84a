import { describe, expect, it } from 'vitest';
import { POPULAR_DOMAINS } from '../../../src/contracts/mail-providers/data/popular-domains.ts';
import { domainsOf, MAIL_PROVIDERS } from '../../../src/contracts/mail-providers/providers.ts';
import { suggestDomain } from '../../../src/contracts/mail-providers/suggest-domain.ts';
import { MISSPELT, NOT_MISSPELT } from './mail-providers-typos.ts';
import { DOMAIN_LISTS } from './mail-providers-lists.ts';

describe('suggestDomain', () => {
  it.each(MISSPELT)('for %s offers %s', (typed, meant) => {
    expect(suggestDomain(typed)).toBe(meant);
  });

  it.each(NOT_MISSPELT)('offers nothing for %s', (typed) => {
    expect(suggestDomain(typed)).toBeUndefined();
  });

  it('offers nothing for any domain that is known, in the browser neither for those it does not hold', () => {
    const all = [
      ...MAIL_PROVIDERS.flatMap(domainsOf),
      ...Object.values(DOMAIN_LISTS).flatMap(({ domains }) => domains),
    ].filter((domain) => domain !== 'gmail.no');

    expect(all.filter((domain) => suggestDomain(domain) !== undefined)).toEqual([]);
  });

  it('finds nearly every popular domain of five letters and more with two neighbours swapped or one letter left out', () => {
    const slips = POPULAR_DOMAINS.filter((domain) => domain.indexOf('.') > 4).flatMap((domain) =>
      Array.from({ length: domain.indexOf('.') - 2 }, (_, at) => at + 1).flatMap((at) => [
        [domain.slice(0, at) + domain[at + 1] + domain[at] + domain.slice(at + 2), domain] as const,
        [domain.slice(0, at) + domain.slice(at + 1), domain] as const,
      ]),
    );
    const found = slips.filter(([typed, domain]) => typed === domain || suggestDomain(typed) === domain);

    expect(slips.length).toBeGreaterThan(800);
    expect(found.length / slips.length).toBeGreaterThan(0.97);
  });

  it('takes no time worth mentioning for what is pasted by mistake', () => {
    expect(suggestDomain('g'.repeat(100_000))).toBeUndefined();
  });
});

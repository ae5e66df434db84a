import { describe, expect, it } from 'vitest';
import { POPULAR_DOMAINS } from '../../../src/contracts/mail-providers/data/popular-domains.ts';
import { providerOfDomain } from '../../../src/contracts/mail-providers/providers.ts';
import { DOMAIN_LISTS, type DomainList } from './mail-providers-lists.ts';

const lists: readonly (readonly [string, DomainList])[] = Object.entries(DOMAIN_LISTS);

describe('the domains that people have most', () => {
  it.each(lists)('are known in the list of %s, or listed as not covered', (_, { domains, notCovered }) => {
    const unknown = domains.filter((domain) => providerOfDomain(domain) === undefined);

    expect(unknown.toSorted()).toEqual(Object.keys(notCovered).toSorted());
  });

  it('are one hundred in the list of the world', () => {
    expect(new Set(DOMAIN_LISTS.world.domains).size).toBe(100);
  });

  it('are offered for misspelt ones only where they are known', () => {
    expect(POPULAR_DOMAINS.filter((domain) => providerOfDomain(domain) === undefined)).toEqual([]);
    expect(new Set(POPULAR_DOMAINS).size).toBe(POPULAR_DOMAINS.length);
  });
});

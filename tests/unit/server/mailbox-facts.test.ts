import { describe, expect, it } from 'vitest';
import { decide, reviewed } from '../../../src/server/domain/decide.ts';
import { isOrderNamed } from '../../../src/server/domain/order-number.ts';
import { samePostcode } from '../../../src/server/domain/postcode.ts';
import { renderNotice } from '../../../src/server/domain/render-notice.ts';

describe('two postcodes', () => {
  it.each([
    ['sw1a1aa', 'SW1A 1AA'],
    ['N-0150', '0150'],
    ['SE-114 55', '11455'],
    ['D-10115', '10115'],
    ['90210', '90210-1234'],
    ['1234 ab', '1234AB'],
    ['１００-０００１', '100-0001'],
  ])('%s and %s are one', (one, other) => {
    expect(samePostcode(one, other)).toBe(true);
    expect(samePostcode(other, one)).toBe(true);
  });

  it.each([
    ['0150', '0151'],
    ['-', '-'],
    ['', '0150'],
    ['9021', '90210-1234'],
    ['90210-1234', '90210-9999'],
    ['SW1A 1AA', 'SW1A 1A'],
  ])('%s and %s are not', (one, other) => {
    expect(samePostcode(one, other)).toBe(false);
  });
});

describe('an order number', () => {
  it.each([
    ['#1001', '1001'],
    ['#1001', '# 1001'],
    ['EN1001', '1001'],
    ['1001-A', '#1001 a'],
  ])('%s is found as %s', (name, typed) => {
    expect(isOrderNamed(name, typed)).toBe(true);
  });

  it.each([
    ['#1001', '100'],
    ['#1001', '11001'],
    ['1001-A', '1001'],
    ['EN1001', 'DE1001'],
  ])('%s is not found as %s', (name, typed) => {
    expect(isOrderNamed(name, typed)).toBe(false);
  });
});

describe('the notice to the old address', () => {
  const notice = { shop: 'a.myshopify.com', reference: '7QX2M-4RVWH', waitUntil: Date.UTC(2026, 10, 23, 3) };

  it('names the end of the wait and the reference, and has no link', () => {
    const text = renderNotice({ ...notice, locale: 'en' });

    expect(text).toContain('November 23, 2026');
    expect(text).toContain('7QX2M-4RVWH');
    expect(text).not.toMatch(/https?:/);
  });

  it('is written for a language without dates too', () => {
    expect(renderNotice({ ...notice, locale: 'zxx' })).toContain('2026');
  });
});

describe('a customer whom the merchant has looked at', () => {
  const policies = reviewed({ blockTags: ['blocked'], declined: 'review', unknownHistory: 'review' });
  const customer = { state: 'DECLINED', tags: [], seenEnabled: false } as const;

  it('is not up for review any more', () => {
    expect(decide('CLASSIC', customer, policies)).toEqual({ mail: 'invite', reason: 'declined' });
    expect(decide('CLASSIC', { ...customer, state: 'DISABLED' }, policies)).toMatchObject({ mail: 'invite' });
  });

  it('stays blocked where they are', () => {
    expect(decide('CLASSIC', { ...customer, tags: ['Blocked'] }, policies)).toMatchObject({ mail: 'none' });
    const shutOut = { ...customer, state: 'DISABLED', seenEnabled: true } as const;
    expect(decide('CLASSIC', shutOut, policies)).toMatchObject({ reason: 'blocked-by-disabling' });
  });
});

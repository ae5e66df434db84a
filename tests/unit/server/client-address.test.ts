import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/server/domain/network-of.ts';
import { clientAddress } from '../../../src/server/http/client-address.ts';

const forwarded = (value: string) => new Headers({ 'X-Forwarded-For': value });

describe('clientAddress', () => {
  it.each([
    ['the only entry', '203.0.113.7', 1, '203.0.113.7'],
    ['the last entry, whatever the shopper made up before it', '1.2.3.4, 203.0.113.7', 1, '203.0.113.7'],
    ['the second from the right behind one more proxy', '1.2.3.4, 203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
    ['IPv6', '2001:db8::1', 1, '2001:db8::1'],
    ['IPv6 in brackets with a port', '[2001:db8::1]:443', 1, '2001:db8::1'],
    ['IPv4 in IPv6', '::ffff:203.0.113.7', 1, '203.0.113.7'],
  ])('takes %s', (_, value, hops, expected) => {
    expect(clientAddress(forwarded(value), hops)).toBe(expected);
  });

  it.each([
    ['no header', new Headers(), 1],
    ['too few entries', forwarded('203.0.113.7'), 2],
    ['something else', forwarded('unknown'), 1],
    ['markup', forwarded('<script>'), 1],
    ['nothing', forwarded(''), 1],
  ])('trusts nothing when there is %s', (_, headers, hops) => {
    expect(clientAddress(headers, hops)).toBeUndefined();
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
  ])('counts %s for %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  it('counts requests of unknown origin together', () => {
    expect(networkOf(undefined)).toBe('none');
  });
});

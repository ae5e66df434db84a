import { describe, expect, it } from 'vitest';
import { EMAIL_MAX_LENGTH, parseEmailAddress } from '../../../src/contracts/email-address.ts';

const label = (length: number) => 'd'.repeat(length);
/** An address of exactly this many characters, with parts of allowed length. */
const ofLength = (length: number) => {
  const local = 'l'.repeat(64);
  const rest = length - local.length - '@'.length - '.example'.length - 2 * (63 + 1);
  return `${local}@${label(63)}.${label(63)}.${label(rest)}.example`;
};

describe('parseEmailAddress', () => {
  it.each([
    ['an ordinary address', 'ada@example.com', 'ada@example.com'],
    ['white space around it', '  ada@example.com\n', 'ada@example.com'],
    ['a plus', 'ada+shop@example.com', 'ada+shop@example.com'],
    ['an apostrophe', "o'brien@example.ie", "o'brien@example.ie"],
    ['unusual but legal signs', '!#$&*/=?^_`{|}~-@example.com', '!#$&*/=?^_`{|}~-@example.com'],
    ['Liquid in the local part', '{{shop}}@example.com', '{{shop}}@example.com'],
    ['capitals: only the domain is lower-cased', 'Ada.Lovelace@Example.COM', 'Ada.Lovelace@example.com'],
    ['a domain in its own script', 'kari@blåbær.example', 'kari@blåbær.example'],
    ['a name in its own script', '用户@例子.广告', '用户@例子.广告'],
    ['a decomposed letter, which is composed', 'ren\u0065\u0301@example.fr', 'ren\u00e9@example.fr'],
    ['Punycode', 'kari@xn--blbr-roah.example', 'kari@xn--blbr-roah.example'],
    ['subdomains', 'a@mail.eu.example.co.uk', 'a@mail.eu.example.co.uk'],
    ['one letter each', 'a@b.cc', 'a@b.cc'],
    ['64 characters before the @', `${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`],
    ['the longest there is', ofLength(EMAIL_MAX_LENGTH), ofLength(EMAIL_MAX_LENGTH)],
  ])('takes %s', (_, typed, expected) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['nothing typed', ''],
    ['only white space', ' \t\n '],
    ['no text at all', undefined],
    ['a number', 42],
    ['a list', ['ada@example.com']],
    ['an object', { email: 'ada@example.com' }],
  ])('says that the address is missing: %s', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'missing' });
  });

  it('says that 255 characters are too long', () => {
    expect(ofLength(255)).toHaveLength(255);
    expect(parseEmailAddress(ofLength(255))).toEqual({ ok: false, reason: 'too-long' });
  });

  it.each([
    ['no @', 'ada.example.com'],
    ['two @', 'ada@home@example.com'],
    ['nothing before the @', '@example.com'],
    ['nothing after the @', 'ada@'],
    ['a space inside', 'ada lovelace@example.com'],
    ['a space in the domain', 'ada@exam ple.com'],
    ['a space that does not break', 'ada\u00a0l@example.com'],
    ['a line break inside, as for a second header', 'ada@example.com\r\nBcc: all@example.com'],
    ['a control character', 'a\u0000da@example.com'],
    ['a domain without a dot', 'ada@localhost'],
    ['a dot at the end', 'ada@example.com.'],
    ['a dot at the start of the domain', 'ada@.example.com'],
    ['two dots in the domain', 'ada@example..com'],
    ['a dot before the @', 'ada.@example.com'],
    ['a dot at the start', '.ada@example.com'],
    ['two dots in a row', 'ada..l@example.com'],
    ['a quoted local part', '"ada l"@example.com'],
    ['angle brackets', 'Ada <ada@example.com>'],
    ['markup', '<script>@example.com'],
    ['two addresses', 'a@example.com,b@example.com'],
    ['a scheme', 'mailto:ada@example.com'],
    ['a backslash', 'ada\\@example.com'],
    ['a hyphen at the start of a label', 'ada@-example.com'],
    ['a hyphen at the end of a label', 'ada@example-.com'],
    ['an underscore in the domain', 'ada@exa_mple.com'],
    ['an address of a machine', 'ada@192.168.0.1'],
    ['an address of a machine in brackets', 'ada@[192.168.0.1]'],
    ['65 characters before the @', `${'l'.repeat(65)}@example.com`],
    ['a label of 64 characters', `ada@${label(64)}.com`],
    ['Liquid in the domain', 'ada@{{shop}}.com'],
  ])('refuses %s', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'malformed' });
  });
});

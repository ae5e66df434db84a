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
    ['an ordinary address', 'ada@example.com'],
    ['a plus', 'ada+shop@example.com'],
    ['an apostrophe', "o'brien@example.ie"],
    ['an apostrophe at the start', "'ada@example.com"],
    ['unusual but legal signs', '!#$&*/=?^_`{|}~-@example.com'],
    ['Liquid in the local part', '{{shop}}@example.com'],
    ['a percent sign, which is not decoded', 'ada%2Bshop@example.com'],
    ['digits only', '0047123@example.com'],
    ['a name in its own script', '用户@例子.广告'],
    ['Arabic, written from right to left', 'نامه@نامه.example'],
    ['a joiner between letters that it joins', 'ada@نامه\u200cای.com'],
    ['an emoji before the @', '🙂@example.com'],
    ['an emoji in the domain', 'me@i❤️.ws'],
    ['an emoji with a colour of skin in the domain', 'me@👍🏽.example'],
    ['a domain in its own script', 'kari@blåbær.example'],
    ['a Catalan middle dot in the domain', 'ada@col·legi.cat'],
    ['a top-level domain in its own script', 'ada@example.рф'],
    ['Punycode', 'kari@xn--blbr-roah.example'],
    ['Punycode at the top', 'ada@example.xn--p1ai'],
    ['a new top-level domain', 'ada@studio.photography'],
    ['a long new top-level domain', 'ada@my.travelersinsurance'],
    ['a domain of digits', 'ada@163.com'],
    ['two hyphens in the domain', 'ada@a--b.example'],
    ['subdomains', 'a@mail.eu.example.co.uk'],
    ['one letter each', 'a@b.cc'],
    ['64 characters before the @', `${'l'.repeat(64)}@example.com`],
    ['a label of 63 characters', `ada@${label(63)}.com`],
    ['the longest there is', ofLength(EMAIL_MAX_LENGTH)],
  ])('takes %s as it stands', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, value: typed });
  });

  it.each([
    ['capitals: only the domain is lower-cased', 'Ada.Lovelace@Example.COM', 'Ada.Lovelace@example.com'],
    ['a decomposed letter, which is composed', 'ren\u0065\u0301@example.fr', 'ren\u00e9@example.fr'],
    ['a ligature from a printed page', '\ufb01ona@example.com', 'fiona@example.com'],
    ['signs of full width', 'ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ada@example.com'],
    ['a full-width @ alone', 'ada＠example.com', 'ada@example.com'],
    ['a full stop of a Chinese keyboard', 'ada@example。com', 'ada@example.com'],
    ['a curly apostrophe', 'o’brien@example.ie', "o'brien@example.ie"],
    ['a zero-width space inside', 'ada@\u200bexample.com', 'ada@example.com'],
    ['a soft hyphen inside', 'ada@exam\u00adple.com', 'ada@example.com'],
    ['a joiner that joins nothing', 'a\u200dda@exam\u200cple.com', 'ada@example.com'],
    ['a mark for writing from right to left', 'ada\u200f@example.com', 'ada@example.com'],
  ])('repairs %s', (_, typed, expected) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['spaces and a line break', '  ada@example.com\r\n'],
    ['a tab', '\tada@example.com\t'],
    ['spaces that do not break', '\u00a0ada@example.com\u202f'],
    ['a wide space', '\u3000ada@example.com\u2003'],
    ['line and paragraph separators', '\u2028ada@example.com\u2029'],
    ['zero-width spaces', '\u200b\u200bada@example.com\u200b'],
    ['a byte order mark', '\ufeffada@example.com'],
    ['a word joiner and a space after it', '\u2060 ada@example.com'],
    ['marks that embed a direction', '\u202aada@example.com\u202c'],
    ['marks that isolate a direction', '\u2068ada@example.com\u2069'],
    ['mailto:', 'mailto:ada@example.com'],
    ['MAILTO: and a space', 'MAILTO: ada@example.com'],
    ['angle brackets', '<ada@example.com>'],
    ['half of the angle brackets', 'ada@example.com>'],
    ['angle brackets and spaces', '< ada@example.com >'],
    ['angle brackets and mailto:', '<mailto:ada@example.com>'],
    ['a name before it', 'Ada Lovelace <ada@example.com>'],
    ['a quoted name with a comma', '"Lovelace, Ada" <ada@example.com>,'],
    ['a full stop', 'ada@example.com.'],
    ['a comma', 'ada@example.com,'],
    ['a semicolon and a space', 'ada@example.com; '],
  ])('drops %s from around an address', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, value: 'ada@example.com' });
  });

  it.each([
    ['nothing typed', ''],
    ['only white space', ' \t\n '],
    ['only invisible marks', '\u200b\u200e\ufeff'],
    ['only what may be around it', ' <mailto:> '],
    ['no text at all', undefined],
    ['null', null],
    ['a number', 42],
    ['a list', ['ada@example.com']],
    ['an object', { email: 'ada@example.com' }],
  ])('says that the address is missing: %s', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'missing' });
  });

  it.each([
    ['255 characters', ofLength(255)],
    ['10,000 characters', `${'a'.repeat(10_000)}@example.com`],
    ['10,000 characters that grow when written out', '\ufdfa'.repeat(10_000)],
    ['a short address behind a very long name', `${'n'.repeat(1_000)} <ada@example.com>`],
  ])('says that %s are too long', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'too-long' });
  });

  it.each([
    ['no @', 'ada.example.com'],
    ['an @ in words', 'ada at example dot com'],
    ['an encoded @', 'ada%40example.com'],
    ['two @', 'ada@home@example.com'],
    ['nothing before the @', '@example.com'],
    ['nothing after the @', 'ada@'],
    ['a space inside', 'ada lovelace@example.com'],
    ['a space in the domain', 'ada@exam ple.com'],
    ['a space that does not break', 'ada\u00a0l@example.com'],
    ['a line break inside, as for a second header', 'ada@example.com\r\nBcc: all@example.com'],
    ['a control character', 'a\u0000da@example.com'],
    ['a control character at the end', 'ada@example.com\u0085'],
    ['half a character', 'a\ud800da@example.com'],
    ['letters that were sent in another charset', 'ren\ufffd@example.fr'],
    ['a sign of private use', 'a\ue000da@example.com'],
    ['a host without a dot', 'ada@localhost'],
    ['a top-level domain of one letter', 'ada@gmail.c'],
    ['a top-level domain of digits', 'ada@example.123'],
    ['two dots at the end', 'ada@example.com..'],
    ['a dot at the start of the domain', 'ada@.example.com'],
    ['two dots in the domain', 'ada@example..com'],
    ['a dot before the @', 'ada.@example.com'],
    ['a dot at the start', '.ada@example.com'],
    ['two dots in a row', 'ada..l@example.com'],
    ['a quoted local part', '"ada l"@example.com'],
    ['a comment', 'ada(work)@example.com'],
    ['two names and addresses', 'Ada <ada@example.com>, Grace <grace@example.com>'],
    ['an address for a name', 'ada@example.com <ada@example.com>'],
    ['a name in brackets too', 'Ada <home> <ada@example.com>'],
    ['markup', '<script>@example.com'],
    ['an address in markup', '<b>ada@example.com</b>'],
    ['two addresses with a comma', 'a@example.com,b@example.com'],
    ['two addresses with a semicolon', 'a@example.com;b@example.com'],
    ['two addresses with a space', 'a@example.com b@example.com'],
    ['a link with a subject', 'mailto:ada@example.com?subject=Hello'],
    ['a web address', 'https://example.com/ada'],
    ['a web address with a user', 'https://ada@example.com'],
    ['a backslash', 'ada\\@example.com'],
    ['a hyphen at the start of a label', 'ada@-example.com'],
    ['a hyphen at the end of a label', 'ada@example-.com'],
    ['an underscore in the domain', 'ada@exa_mple.com'],
    ['a slash in the domain', 'ada@example.com/shop'],
    ['a port', 'ada@example.com:25'],
    ['an address of a machine', 'ada@192.168.0.1'],
    ['an address of a machine in brackets', 'ada@[192.168.0.1]'],
    ['an IPv6 address in brackets', 'ada@[IPv6:2001:db8::1]'],
    ['65 characters before the @', `${'l'.repeat(65)}@example.com`],
    ['a label of 64 characters', `ada@${label(64)}.com`],
    ['Liquid in the domain', 'ada@{{shop}}.com'],
  ])('refuses %s', (_, typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('reads an address that was read before as the same', () => {
    for (const typed of [
      'Ada <Ada+x@Example.COM>',
      'ａ＠ｂ。ｃｃ',
      'o’brien@example.ie.',
      "'<x@example.com",
    ]) {
      const first = parseEmailAddress(typed);
      expect(first.ok && parseEmailAddress(first.value)).toEqual(first);
    }
  });
});

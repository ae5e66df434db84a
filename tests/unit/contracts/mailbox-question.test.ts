import { domainToASCII } from 'node:url';
import { expect, it } from 'vitest';
import { parseMailboxQuestion } from '../../../src/contracts/inbox-help/mailbox-question.ts';

const parse = (fields: unknown) => parseMailboxQuestion(fields, domainToASCII);
const domainOf = (domain: unknown) => {
  const parsed = parse({ domain });
  return parsed.ok ? parsed.value.domain : parsed.reason;
};
/** Labels of 61 signs with their full stops: 62 octets each. */
const labels = (count: number) => `${'a'.repeat(61)}.`.repeat(count);

it.each([
  ['firma.example', 'firma.example'],
  ['Post.FIRMA.example', 'post.firma.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['почта.рф', 'xn--80a1acny.xn--p1ai'],
  ['1and1.com', '1and1.com'],
  [`${labels(4)}abcde`, `${labels(4)}abcde`],
])('reads %s as %s', (given, domain) => {
  expect(domainOf(given)).toBe(domain);
});

it.each([
  undefined,
  null,
  7,
  ['firma.example', 'kontor.example'],
  '',
  'localhost',
  'ada@firma.example',
  'firma.example.',
  '.firma.example',
  'firma..example',
  ' firma.example',
  'firma.example\n',
  'firma.example/path',
  'firma.example:25',
  'firma.example?x',
  'fir%6da.example',
  '_dmarc.firma.example',
  '-firma.example',
  '127.0.0.1',
  '[127.0.0.1]',
  '0x7f.0x1',
  '127.0.0.0x1',
  '::1',
  '[::1]',
  'xn--iñvalid.example',
  `${'a'.repeat(64)}.example`,
  `${labels(4)}abcdef`,
  // Short as it is typed, too long as DNS writes it.
  `${'ü'.repeat(63)}.example`,
  'a.'.repeat(50_000),
])('refuses %j', (given) => {
  expect(domainOf(given)).toBe('malformed');
});

it.each([undefined, null, 'firma.example', []])('refuses %j, which names no domain', (fields) => {
  expect(parse(fields)).toEqual({ ok: false, reason: 'malformed' });
});

it.each([
  ['pt-BR', 'pt-BR'],
  ['nb', 'nb'],
  [undefined, 'en'],
  ['../../etc', 'en'],
  [['nb', 'de'], 'en'],
])('takes %j for the language %s', (locale, expected) => {
  expect(parse({ domain: 'firma.example', locale, email: 'ada@firma.example' })).toEqual({
    ok: true,
    value: { domain: 'firma.example', locale: expected },
  });
});

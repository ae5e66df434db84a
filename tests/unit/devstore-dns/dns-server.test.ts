import { Resolver } from 'node:dns/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDnsServer, type DnsServer } from '../../../src/devstore/dns/dns-server.ts';
import { LOCAL_MAIL, localMail } from '../../../src/devstore/dns/local-mail.ts';
import { readQuestion, writeAnswer } from '../../../src/devstore/dns/message.ts';
import { eventually } from '../../support/service-under-test.ts';

let server: DnsServer;
let resolver: Resolver;
beforeEach(async () => {
  server = await startDnsServer(localMail);
  resolver = new Resolver();
  resolver.setServers([server.address]);
});
afterEach(async () => {
  resolver.cancel();
  await server.close();
});

const mailServersOf = async (domain: string) =>
  (await resolver.resolveMx(domain)).map(({ priority, exchange }) => [priority, exchange]);

it('gives the mail servers of each domain in its table', async () => {
  for (const [domain, answer] of Object.entries(LOCAL_MAIL)) {
    if (answer.kind !== 'mx') continue;
    const expected = answer.records.map(({ priority, exchange }) => [priority, exchange]);
    expect(await mailServersOf(domain)).toEqual(expected);
  }
});

it('takes letters of either case for the same', async () => {
  expect(await mailServersOf('Ingen.EXAMPLE')).toEqual([[0, '']]);
});

it.each([
  ['borte.example', 'ENOTFOUND'],
  ['syk.example', 'ESERVFAIL'],
  ['shopper-made-this-up.example', 'ENODATA'],
])('says of %s what DNS says: %s', async (domain, code) => {
  await expect(mailServersOf(domain)).rejects.toMatchObject({ code });
});

it('knows MX records and no other', async () => {
  await expect(resolver.resolve4('firma.example')).rejects.toMatchObject({ code: 'ENODATA' });
});

it('hears a question and does not answer it', async () => {
  const asked = mailServersOf('tregt.example');
  await eventually(
    async () => server.asked,
    (domains) => domains.includes('tregt.example'),
  );
  resolver.cancel();

  await expect(asked).rejects.toMatchObject({ code: 'ECANCELLED' });
});

const name = Buffer.from('\x05firma\x07example\x00', 'latin1');
const header = Buffer.from([1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const question = Buffer.concat([header, name, Buffer.from([0, 15, 0, 1])]);

it('writes the octets of RFC 1035', () => {
  const read = readQuestion(question);
  expect(read).toMatchObject({ id: 0x01_02, domain: 'firma.example', isForMx: true });

  const answer = read && writeAnswer(read, 'ok', [{ priority: 10, exchange: 'mx.example' }]);
  expect(answer?.toString('hex')).toBe(
    [
      '010281800001000100000000',
      question.subarray(12).toString('hex'),
      'c00c000f00010000012c000e',
      '000a',
      Buffer.from('\x02mx\x07example\x00', 'latin1').toString('hex'),
    ].join(''),
  );
});

it.each([
  ['an empty packet', Buffer.alloc(0)],
  ['half a header', header.subarray(0, 7)],
  ['a header alone', header],
  ['a name that ends nowhere', question.subarray(0, 18)],
  ['a name without type', Buffer.concat([header, name])],
  ['a name that points elsewhere', Buffer.concat([header, Buffer.from([0xc0, 12, 0, 15, 0, 1])])],
  ['an answer', Buffer.concat([Buffer.from([1, 2, 0x81, 0x80]), question.subarray(4)])],
  ['two questions', Buffer.concat([Buffer.from([1, 2, 1, 0, 0, 2]), question.subarray(6)])],
])('does not answer %s', (_, message) => {
  expect(readQuestion(message)).toBeUndefined();
});

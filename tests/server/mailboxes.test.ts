import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MailboxAnswer } from '../../src/contracts/inbox-help/mailbox.ts';
import { startDnsServer, type DnsServer } from '../../src/devstore/dns/dns-server.ts';
import { localMail } from '../../src/devstore/dns/local-mail.ts';
import { createFaults } from '../../src/devstore/faults/faults.ts';
import { openTcpGate } from '../../src/devstore/faults/tcp-gate.ts';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { handTimer, type HandTimer } from '../support/hand-timer.ts';
import {
  eventually,
  jsonPost,
  movableClock,
  proxied,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';

const database = useDatabase();
const shopify = vi.fn<typeof fetch>(async () => new Response(null, { status: 500 }));
const lines: string[] = [];
let dns: DnsServer;
let clock: MovableClock;
let timer: HandTimer;
let service: Service;

async function open(more: Readonly<Record<string, string>> = {}, url = database.url): Promise<void> {
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const config = testConfig(url, { DNS_SERVERS: dns.address, ...more });
  service = createService({ config, clock, log, roles: ['server'], fetch: shopify, timer });
  await service.start();
}

beforeEach(async () => {
  dns = await startDnsServer(localMail);
  clock = movableClock();
  timer = handTimer();
  lines.length = 0;
  shopify.mockClear();
  await database.query('TRUNCATE mail_domain');
  await open();
});
afterEach(async () => {
  await service.stop();
  await dns.close();
});

const JSON_TYPE = { 'Content-Type': 'application/json', Accept: 'application/json' };
const post = (body: string, headers: Readonly<Record<string, string>> = JSON_TYPE, ip = '203.0.113.7') =>
  service.handle(proxied('/proxy/mailboxes', { now: clock.now(), ip, headers, body }));
const ask = (domain: string, ip?: string) => post(JSON.stringify({ domain, locale: 'nb' }), JSON_TYPE, ip);

async function mailboxOf(domain: string): Promise<MailboxAnswer['mailbox']> {
  const response = await ask(domain);
  expect(response.status).toBe(200);
  const { v, mailbox } = (await response.json()) as MailboxAnswer;
  expect(v).toBe(1);
  return mailbox;
}
async function problemOf(response: Response): Promise<unknown> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}
const timesAsked = (domain: string) => dns.asked.filter((asked) => asked === domain).length;
const untilKept = (count: number) =>
  eventually(
    () => database.query('SELECT 1 FROM mail_domain'),
    (rows) => rows.length === count,
  );
const untilAsked = (domain: string) =>
  eventually(
    async () => timesAsked(domain),
    (times) => times > 0,
  );

describe('whose mailbox it is', () => {
  it.each([
    ['firma.example', 'Gmail (Google Workspace);'],
    ['Kontor.Example', 'Outlook (Microsoft 365);'],
  ])('%s names its provider, in the shopper’s language', async (domain, name) => {
    const mailbox = await mailboxOf(domain);

    expect(mailbox).toEqual({ kind: 'provider', provider: expect.stringContaining('Søppelpost') });
    expect('provider' in mailbox && mailbox.provider.startsWith(name)).toBe(true);
  });

  it.each([
    ['bank.example', { kind: 'filter', name: 'Proofpoint' }],
    ['skole.example', { kind: 'filter', name: 'Mimecast' }],
    ['videre.example', { kind: 'forwarding' }],
    ['delt.example', { kind: 'unknown' }],
    ['egen.example', { kind: 'unknown' }],
    ['ingen.example', { kind: 'no-mail' }],
    ['borte.example', { kind: 'no-mail' }],
    ['syk.example', { kind: 'unknown' }],
    ['bücher.example', { kind: 'unknown' }],
  ])('%s is %j', async (domain, mailbox) => {
    expect(await mailboxOf(domain)).toEqual(mailbox);
  });

  it('a domain of the provider data needs neither DNS nor database', async () => {
    expect(await mailboxOf('gmail.com')).toMatchObject({ kind: 'provider' });
    expect(dns.asked).toEqual([]);
    expect(timer.waiting).toBe(0);
  });

  it('a domain in letters of any script is asked for as DNS writes it', async () => {
    await mailboxOf('Bücher.example');

    expect(dns.asked).toEqual(['xn--bcher-kva.example']);
  });

  it('where look-ups are turned off the data alone answers', async () => {
    await service.stop();
    await open({ MAILBOX_LOOKUP: 'off' });

    expect(await mailboxOf('gmail.com')).toMatchObject({ kind: 'provider' });
    expect(await mailboxOf('firma.example')).toEqual({ kind: 'unknown' });
    expect(dns.asked).toEqual([]);
  });
});

describe('what was found out', () => {
  it('is kept a week, for every process', async () => {
    const first = await mailboxOf('firma.example');
    await untilKept(1);
    await service.stop();
    await open();

    clock.advance(7 * 86_400_000 - 1_000);
    expect(await mailboxOf('firma.example')).toEqual(first);
    expect(timesAsked('firma.example')).toBe(1);

    clock.advance(1_000);
    expect(await mailboxOf('firma.example')).toEqual(first);
    expect(timesAsked('firma.example')).toBe(2);
  });

  it('is asked for once by all who ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => mailboxOf('skole.example')));

    expect(new Set(all.map((mailbox) => mailbox.kind))).toEqual(new Set(['filter']));
    expect(timesAsked('skole.example')).toBe(1);
  });

  it('of a domain that does not exist is forgotten after an hour, because it may have been bought', async () => {
    await mailboxOf('borte.example');
    await untilKept(1);
    await mailboxOf('borte.example');
    expect(timesAsked('borte.example')).toBe(1);

    clock.advance(3_600_000);
    await mailboxOf('borte.example');
    expect(timesAsked('borte.example')).toBe(2);
  });
});

describe('a resolver that hangs', () => {
  it('costs the shopper a second, and the next one nothing', async () => {
    const asked = mailboxOf('tregt.example');
    await untilAsked('tregt.example');
    timer.advance(1_000);
    expect(await asked).toEqual({ kind: 'unknown' });

    timer.advance(3_000);
    await untilKept(1);
    const before = timesAsked('tregt.example');
    expect(await mailboxOf('tregt.example')).toEqual({ kind: 'unknown' });
    expect(timer.waiting).toBe(0);
    expect(timesAsked('tregt.example')).toBe(before);
  });

  it('is known to the next question when its answer comes late', async () => {
    await service.stop();
    let answering = false;
    const late = await startDnsServer((domain) => (answering ? localMail(domain) : { kind: 'silence' }));
    await open({ DNS_SERVERS: late.address });
    const asked = mailboxOf('bank.example');
    await eventually(
      async () => late.asked.length,
      (times) => times > 0,
    );
    timer.advance(1_000);
    expect(await asked).toEqual({ kind: 'unknown' });

    answering = true;
    await untilKept(1);
    const before = late.asked.length;
    expect(await mailboxOf('bank.example')).toEqual({ kind: 'filter', name: 'Proofpoint' });
    expect(late.asked.length).toBe(before);
    await late.close();
  });

  it('does not keep the service from stopping', async () => {
    const asked = ask('tregt.example');
    await untilAsked('tregt.example');
    await service.stop();

    expect((await asked).status).toBe(200);
  });
});

describe('a database in trouble', () => {
  it('that is down leaves the answer to DNS', async () => {
    await database.takeDown();
    try {
      expect(await mailboxOf('skole.example')).toEqual({ kind: 'filter', name: 'Mimecast' });
      expect(await mailboxOf('skole.example')).toEqual({ kind: 'filter', name: 'Mimecast' });
      expect(timesAsked('skole.example')).toBe(2);
    } finally {
      await database.bringUp();
    }
  });

  it('that was never reached leaves the answer to DNS', async () => {
    await service.stop();
    await database.takeDown();
    try {
      await open();
      expect(await mailboxOf('ingen.example')).toEqual({ kind: 'no-mail' });
    } finally {
      await database.bringUp();
    }
  });

  it('that hangs is not waited for', async () => {
    await service.stop();
    const faults = createFaults();
    const gate = await openTcpGate({ targetPort: Number(new URL(database.url).port), faults });
    const url = new URL(database.url);
    url.port = String(gate.port);
    await open({}, url.href);
    faults.set('database', { kind: 'delay', ms: 3_600_000 });

    const asked = mailboxOf('skole.example');
    // The second that the shopper waits, and how long the database is given of it.
    await eventually(
      async () => timer.waiting,
      (waiting) => waiting === 2,
    );
    timer.advance(150);
    expect(await asked).toEqual({ kind: 'filter', name: 'Mimecast' });

    faults.set('database', undefined);
    await service.stop();
    await gate.close();
  });
});

describe('the way it is asked', () => {
  it('a form post says the same as JSON, and gets JSON', async () => {
    const form = new URLSearchParams({ domain: 'skole.example', locale: 'nb' }).toString();
    const response = await post(form, {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/html',
    });

    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ v: 1, mailbox: { kind: 'filter', name: 'Mimecast' } });
  });

  it('the answer may be stored by nobody', async () => {
    const { headers } = await ask('skole.example');

    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  it.each(['{}', '[]', 'null', '{"domain":"ada@firma.example"}', '{"domain":"127.0.0.1"}', '{'])(
    '%s gets 400 and nobody is asked',
    async (body) => {
      expect(await problemOf(await post(body))).toEqual([400, 'invalid_request']);
      expect(dns.asked).toEqual([]);
    },
  );

  it('a form with a bad domain gets 400 in JSON and no page', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };

    expect(await problemOf(await post('domain=localhost', headers))).toEqual([400, 'invalid_request']);
  });

  it.each(['GET', 'PUT', 'DELETE'])('%s gets 405 with what is allowed', async (method) => {
    const response = await service.handle(proxied('/proxy/mailboxes', { now: clock.now(), method }));

    expect(response.headers.get('Allow')).toBe('POST');
    expect(await problemOf(response)).toEqual([405, 'method_not_allowed']);
  });

  it('one that did not come through the app proxy gets 401', async () => {
    const body = JSON.stringify({ domain: 'firma.example' });
    const bare = new Request('https://app.example/proxy/mailboxes', {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    });

    expect(await problemOf(await service.handle(bare))).toEqual([401, 'invalid_signature']);
    expect(dns.asked).toEqual([]);
  });

  it('a network that asks again and again is turned away, and nobody else', async () => {
    const asked = await Promise.all(Array.from({ length: 61 }, (_, index) => ask(`firma${index}.example`)));
    const last = asked.at(-1);

    expect(asked.filter(({ status }) => status === 200)).toHaveLength(60);
    expect(last?.headers.get('Retry-After')).toBe('570');
    expect(last && (await problemOf(last))).toEqual([429, 'rate_limited']);
    expect(dns.asked).toHaveLength(60);
    expect((await ask('firma.example', '192.0.2.1')).status).toBe(200);

    clock.advance(570_000);
    expect((await ask('firma.example')).status).toBe(200);
  });
});

describe('what nobody learns', () => {
  it('whether somebody at that domain is a customer or ever asked: same bytes, and Shopify is not called', async () => {
    const before = await ask('kontor.example');
    const request = jsonPost({ email: 'ada@kontor.example', locale: 'nb' }, { now: clock.now() });
    expect((await service.handle(request)).status).toBe(202);
    const after = await ask('kontor.example');

    expect(await after.text()).toBe(await before.text());
    expect([...after.headers]).toEqual([...before.headers]);
    expect(shopify).not.toHaveBeenCalled();
  });

  it('the domain: neither the log nor the table has it', async () => {
    for (const domain of ['firma.example', 'syk.example', 'borte.example', 'not a domain.example']) {
      await ask(domain);
    }
    await untilKept(3);
    const [table] = await database.query<{ rows: string }>(
      "SELECT string_agg(encode(domain_hash, 'escape') || mail_domain::text, '') AS rows FROM mail_domain",
    );

    expect(lines.join('')).toContain('"event":"dns-problem","code":"ESERVFAIL"');
    expect(lines.join('') + table?.rows).not.toMatch(/firma|syk|borte|domain\.example|203\.0/);
  });
});

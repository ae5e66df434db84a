import { expect, it } from 'vitest';
import type { MailDomain } from '../../../src/server/domain/mail-domain-ports.ts';
import { judgeMailRoute, mailboxOf } from '../../../src/server/domain/judge-mail-route.ts';

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

type Records = readonly (readonly [number, string])[];
const judged = (records: Records) =>
  judgeMailRoute({
    kind: 'mail-servers',
    records: records.map(([priority, exchange]) => ({ priority, exchange })),
  });

it.each<[string, Records, MailDomain, number]>([
  ['one provider', [[1, 'aspmx.l.google.com']], { kind: 'provider', id: 'google-workspace' }, 7 * DAYS],
  ['a filter', [[10, 'mxa-1.gslb.pphosted.com']], { kind: 'gateway', id: 'proofpoint' }, 7 * DAYS],
  [
    'the best priority only',
    [
      [20, 'mail.elsewhere.example'],
      [10, 'x.mail.protection.outlook.com'],
    ],
    { kind: 'provider', id: 'microsoft-365' },
    7 * DAYS,
  ],
  [
    'two providers side by side as nobody’s',
    [
      [10, 'aspmx.l.google.com'],
      [10, 'x.mail.protection.outlook.com'],
    ],
    { kind: 'unknown' },
    DAYS,
  ],
  ['a server nobody knows', [[10, 'mail.egen.example']], { kind: 'unknown' }, DAYS],
  ['no mail servers, because mail then goes to the host itself', [], { kind: 'unknown' }, DAYS],
  ['a domain that refuses mail', [[0, '']], { kind: 'no-mail' }, DAYS],
])('understands %s', (_, records, found, keepForMs) => {
  expect(judged(records)).toEqual({ found, keepForMs });
});

it('takes a domain that does not exist for one without mail, but not for long', () => {
  expect(judgeMailRoute({ kind: 'no-such-domain' })).toEqual({
    found: { kind: 'no-mail' },
    keepForMs: HOURS,
  });
});

it('knows nothing of a domain when DNS gave no certain answer, and asks again soon', () => {
  expect(judgeMailRoute(undefined)).toEqual({ found: { kind: 'unknown' }, keepForMs: 5 * MINUTES });
});

it('tells the browser of a provider in the shopper’s language', () => {
  const found: MailDomain = { kind: 'provider', id: 'google-workspace' };

  expect(mailboxOf(found, 'nb')).toMatchObject({
    kind: 'provider',
    provider: expect.stringContaining('Søppelpost'),
  });
  expect(mailboxOf(found, 'en')).toMatchObject({
    kind: 'provider',
    provider: expect.not.stringContaining('Søppelpost'),
  });
});

it.each<[MailDomain, unknown]>([
  [
    { kind: 'gateway', id: 'mimecast' },
    { kind: 'filter', name: 'Mimecast' },
  ],
  [{ kind: 'gateway', id: 'cloudflare' }, { kind: 'forwarding' }],
  [{ kind: 'no-mail' }, { kind: 'no-mail' }],
  [{ kind: 'unknown' }, { kind: 'unknown' }],
  [{ kind: 'provider', id: 'of-another-version' }, { kind: 'unknown' }],
  [{ kind: 'gateway', id: 'of-another-version' }, { kind: 'unknown' }],
])('tells the browser of %j', (found, mailbox) => {
  expect(mailboxOf(found, 'en')).toEqual(mailbox);
});

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createMailDomains } from '../../src/server/db/mail-domains.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import type { KnownMailDomains, MailDomain } from '../../src/server/domain/mail-domain-ports.ts';
import { useDatabase } from '../support/database.ts';
import { START } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const HOUR = 3_600_000;
const NO_MAIL: MailDomain = { kind: 'no-mail' };
let pool: Pool;
let known: KnownMailDomains;

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'mail-domains', max: 2, timeoutMs: 5_000 }, silentLog);
  known = createMailDomains({ pool, vault });
});
beforeEach(() => database.query('TRUNCATE mail_domain'));
afterAll(() => pool.end());

const keep = (domain: string, found: MailDomain, at = START, forMs = HOUR) =>
  known.keep(domain, found, at, at + forMs);
const count = async () =>
  (await database.query<{ count: number }>('SELECT count(*)::integer FROM mail_domain'))[0]?.count;

it.each<MailDomain>([
  { kind: 'provider', id: 'google-workspace' },
  { kind: 'gateway', id: 'mimecast' },
  { kind: 'no-mail' },
  { kind: 'unknown' },
])('gives back %j until its time is over, and not a moment longer', async (found) => {
  await keep('firma.example', found);

  expect(await known.find('firma.example', START)).toEqual(found);
  expect(await known.find('firma.example', START + HOUR - 1)).toEqual(found);
  expect(await known.find('firma.example', START + HOUR)).toBeUndefined();
  expect(await known.find('firma.example.org', START)).toBeUndefined();
});

it('replaces what was known before', async () => {
  await keep('firma.example', { kind: 'provider', id: 'google-workspace' });
  await keep('firma.example', NO_MAIL);

  expect(await known.find('firma.example', START)).toEqual(NO_MAIL);
  expect(await count()).toBe(1);
});

it('keeps and finds a crowd that comes at once, the same domain twice among it', async () => {
  const domains = Array.from({ length: 1_200 }, (_, index) => `firma${index % 1_000}.example`);

  await Promise.all(domains.map((domain, index) => keep(domain, { kind: 'gateway', id: String(index) })));
  const found = await Promise.all(domains.map((domain) => known.find(domain, START)));

  expect(await count()).toBe(1_000);
  const ids = found.map((each) => each !== undefined && 'id' in each && each.id);
  expect(ids).toEqual(domains.map((_, index) => String(index < 200 ? index + 1_000 : index)));
});

it('clears away what is over when something else is kept ten minutes later, and nothing before', async () => {
  await Promise.all(Array.from({ length: 700 }, (_, index) => keep(`old${index}.example`, NO_MAIL)));
  await keep('young.example', NO_MAIL, START, 3 * HOUR);

  await keep('new.example', NO_MAIL, START + HOUR - 1);
  expect(await count()).toBe(702);

  await keep('newer.example', NO_MAIL, START + HOUR + 600_000);
  expect(await count()).toBe(3);
});

it('clears away more than comes in, however much that is', async () => {
  const crowd = (name: string, at: number) =>
    Promise.all(Array.from({ length: 150 }, (_, index) => keep(`${name}${index}.example`, NO_MAIL, at)));
  await crowd('old', START);

  await crowd('new', START + HOUR);
  expect(await count()).toBe(150);
});

it('does not store a domain that anybody could read', async () => {
  await keep('firma.example', { kind: 'provider', id: 'google-workspace' });

  const [row] = await database.query<{ row: string; hash: Buffer }>(
    'SELECT mail_domain::text AS row, domain_hash AS hash FROM mail_domain',
  );
  expect(row?.row).toContain('google-workspace');
  expect(row?.row).not.toContain('firma');
  expect(row?.hash.toString('latin1')).not.toContain('firma');
});

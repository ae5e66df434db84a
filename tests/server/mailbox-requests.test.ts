import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { openFields } from '../../src/server/db/mailbox-inbox.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { themedHtml } from '../support/themed.ts';
import { silentLog } from '../support/silent-log.ts';
import {
  jsonPost,
  movableClock,
  proxied,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';
import { FIELDS, mailboxForm, mailboxPost, NEW, OLD } from '../support/mailbox-requests.ts';

const database = useDatabase();
const shopify = vi.fn<typeof fetch>();
const REFERENCE = /[2-9CFGHJMPQRVWX]{5}-[2-9CFGHJMPQRVWX]{5}/;
let clock: MovableClock;
let service: Service;

beforeEach(async () => {
  clock = movableClock();
  const config = testConfig(database.url, {
    LIMIT_MAILBOX_ADDRESS_PER_HOUR: '2',
    LIMIT_MAILBOX_IP_PER_10_MINUTES: '3',
  });
  service = createService({ config, clock, log: silentLog, roles: ['server'], fetch: shopify });
  await service.start();
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE rate_limit, mailbox_request, mailbox_request_event');
  await database.query("DELETE FROM pgboss.job WHERE name = 'mailbox-requests'");
});

const rows = () =>
  database.query<{ id: string; reference: string; cipher: Buffer; state: string; locale: string }>(
    'SELECT id, reference, cipher, state, locale FROM mailbox_request ORDER BY received_at, id',
  );

describe('a request that is in order', () => {
  it('is answered with 202 and a reference, and stored once with its job and the first line of its log', async () => {
    const response = await service.handle(mailboxPost({ ...FIELDS, locale: 'nb' }));

    expect(response.status).toBe(202);
    const [row] = await rows();
    expect(await response.json()).toEqual({ v: 1, state: 'needs-review', reference: row?.reference });
    expect(row).toMatchObject({ state: 'received', locale: 'nb' });
    const jobs = await database.query("SELECT data FROM pgboss.job WHERE name = 'mailbox-requests'");
    expect(jobs).toEqual([{ data: { requestId: row?.id } }]);
    const log = await database.query(
      'SELECT request_id, reference, who, what, note FROM mailbox_request_event',
    );
    expect(log).toEqual([
      { request_id: row?.id, reference: row?.reference, who: 'shopper', what: 'received', note: null },
    ]);
  });

  it('is stored so that only the key opens it', async () => {
    await service.handle(mailboxPost());

    const [row] = await rows();
    if (row === undefined) throw new Error('a row was expected');
    // Ids, hashes and ciphers written as figures can spell anything.
    const readable = await database.query(
      "SELECT to_jsonb(m) - '{id, old_address_hash, cipher}'::text[] AS row FROM mailbox_request m",
    );
    expect(JSON.stringify(readable)).not.toMatch(/ada|example|1001|0150|employer/);
    for (const typed of Object.values(FIELDS)) expect(row.cipher.includes(typed)).toBe(false);
    expect(openFields(createAddressVault(Buffer.alloc(32, 7)), row.id, row.cipher)).toEqual(FIELDS);
  });

  it('may not be stored by anybody on the way, and tells nobody where the shopper came from', async () => {
    const { headers } = await service.handle(mailboxPost());

    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

describe('whatever the shop knows about what was typed', () => {
  /** What one request says to the database, statement by statement, and what it is answered with. */
  const answerTo = async (fields: Partial<typeof FIELDS>, ip: string) => {
    const query = vi.spyOn(Client.prototype, 'query');
    const response = await service.handle(mailboxPost({ ...FIELDS, ...fields }, { ip }));
    const statements = query.mock.calls.map(([first]: unknown[]) =>
      typeof first === 'object' && first !== null && 'text' in first ? first.text : first,
    );
    query.mockRestore();
    const body = (await response.text()).replace(REFERENCE, 'REFERENCE');
    return { status: response.status, headers: [...response.headers], body, statements };
  };

  it('the answer is the same but for its random reference, after the same statements and no question to Shopify', async () => {
    // The first request of a process also tidies up.
    await answerTo({ oldEmail: 'first@old.example' }, '192.0.2.9');
    const match = await answerTo({}, '192.0.2.1');

    expect(match.body).toBe('{"v":1,"state":"needs-review","reference":"REFERENCE"}');
    expect(match.statements.length).toBeGreaterThan(4);
    expect(await answerTo({ orderNumber: '999', postcode: '-' }, '192.0.2.2')).toEqual(match);
    expect(await answerTo({ oldEmail: 'nobody@old.example' }, '192.0.2.3')).toEqual(match);
    expect(
      await answerTo({ oldEmail: 'blocked@old.example', newEmail: 'taken@new.example' }, '192.0.2.4'),
    ).toEqual(match);
    expect(shopify).not.toHaveBeenCalled();
  });

  it('the stored rows have the same shape', async () => {
    await service.handle(mailboxPost());
    await service.handle(mailboxPost({ ...FIELDS, oldEmail: 'nobody@old.example' }));

    const stored = await database.query<{ row: Record<string, unknown> }>(
      'SELECT to_jsonb(m) AS row FROM mailbox_request m',
    );
    const filled = stored.map(({ row }) => Object.keys(row).filter((column) => row[column] !== null));
    expect(filled).toHaveLength(2);
    expect(filled[0]).toEqual(filled[1]);
  });
});

describe('the limits', () => {
  it('of an address count the old one, in any capitals', async () => {
    await service.handle(mailboxPost(FIELDS, { ip: '192.0.2.1' }));
    await service.handle(mailboxPost(FIELDS, { ip: '192.0.2.2' }));
    const third = await service.handle(
      mailboxPost({ ...FIELDS, oldEmail: OLD.toUpperCase() }, { ip: '192.0.2.3' }),
    );

    expect(third.status).toBe(429);
    expect(third.headers.get('Retry-After')).toBe('3570');
    expect(await rows()).toHaveLength(2);
  });

  it('of a network hold whatever addresses are named', async () => {
    const ask = (number: number) =>
      service.handle(mailboxPost({ ...FIELDS, oldEmail: `a${number}@old.example` }));
    for (const number of [1, 2, 3]) expect((await ask(number)).status).toBe(202);

    expect((await ask(4)).status).toBe(429);
  });

  it('are counted apart from those of the way-in form', async () => {
    for (const number of [1, 2, 3, 4]) {
      await service.handle(mailboxPost({ ...FIELDS, oldEmail: `a${number}@old.example` }));
    }

    expect((await service.handle(jsonPost({ email: OLD }))).status).toBe(202);
  });

  it('of the shop hold whoever asks, and are used up by nobody who is over a limit of their own', async () => {
    await service.stop();
    const config = testConfig(database.url, {
      LIMIT_MAILBOX_ADDRESS_PER_HOUR: '2',
      LIMIT_MAILBOX_SHOP_PER_HOUR: '3',
    });
    service = createService({ config, clock, log: silentLog, roles: ['server'], fetch: shopify });
    await service.start();
    const ask = async (number: number, oldEmail = `a${number}@old.example`) => {
      const { now, ip } = { now: clock.now(), ip: `192.0.2.${number}` };
      return service.handle(mailboxPost({ ...FIELDS, oldEmail }, { now, ip }));
    };
    for (const number of [1, 2, 3, 4, 5]) await ask(number, OLD);
    expect(await rows()).toHaveLength(2);

    expect((await ask(6)).status).toBe(202);
    const over = await ask(7);

    expect(over.status).toBe(429);
    expect(over.headers.get('Retry-After')).toBe('3570');
    expect(await over.json()).toEqual({ v: 1, error: { code: 'rate_limited', retryAfterSeconds: 3570 } });
    clock.advance(3_570_000);
    expect((await ask(8)).status).toBe(202);
    const keys = await database.query<{ key: string }>('SELECT key FROM rate_limit');
    expect(JSON.stringify(keys)).not.toContain('myshopify');
  });
});

describe('a request that is not in order', () => {
  it('is told what is wrong with each field, and leaves no trace', async () => {
    const fields = {
      orderNumber: '',
      postcode: '<b>',
      oldEmail: 'ada',
      newEmail: NEW,
      message: 'x'.repeat(801),
    };
    const response = await service.handle(mailboxPost(fields));

    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      v: 1,
      error: {
        code: 'invalid_fields',
        fields: { orderNumber: 'missing', postcode: 'malformed', oldEmail: 'malformed', message: 'too-long' },
      },
    });
    expect(await rows()).toEqual([]);
    expect(await database.query('SELECT 1 FROM rate_limit')).toEqual([]);
  });

  it.each([
    [
      'not signed',
      new Request('https://app.example/proxy/mailbox-requests', { method: 'POST', body: '{}' }),
      401,
    ],
    ['too large', mailboxPost({ ...FIELDS, message: 'x'.repeat(20_000) }), 413],
    ['not a form', mailboxPost(FIELDS, { headers: { 'Content-Type': 'text/plain' } }), 415],
    [
      'not JSON',
      proxied('/proxy/mailbox-requests', { body: '{', headers: { 'Content-Type': 'application/json' } }),
      400,
    ],
    [
      'of another method',
      proxied('/proxy/mailbox-requests', { method: 'DELETE', headers: { Accept: 'application/json' } }),
      405,
    ],
  ])('because it is %s is turned away', async (_, request, status) => {
    expect((await service.handle(request)).status).toBe(status);
    expect(await rows()).toEqual([]);
  });
});

describe('without JavaScript', () => {
  it('opening the form changes nothing', async () => {
    const response = await service.handle(proxied('/proxy/mailbox-requests'));

    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/liquid; charset=utf-8');
    const page = themedHtml(await response.text());
    expect(page).toContain('action="/apps/account-access/mailbox-requests"');
    expect(page).toContain('data-lk-state="no-mailbox"');
    expect(await rows()).toEqual([]);
  });

  it('the answer is a page with the reference and nothing of what was typed', async () => {
    const response = await service.handle(mailboxForm({ ...FIELDS }));

    expect(response.status).toBe(200);
    const page = await response.text();
    const [row] = await rows();
    expect(page).toContain('data-lk-state="needs-review"');
    expect(page).toContain(row?.reference);
    expect(page).not.toMatch(/ada@|1001|0150/);
  });

  it('problems are shown with what was typed, safe for Liquid and HTML', async () => {
    const message = '{{ shop.email }}</textarea><script>';
    const response = await service.handle(mailboxForm({ ...FIELDS, newEmail: OLD, message }));

    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('This is the address you can’t open.');
    expect(page).toContain(`value="${OLD}"`);
    expect(page).not.toContain('{{ shop.email }}');
    expect(page).not.toContain('<script>');
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['a message that is far too long', { ...FIELDS, message: 'x'.repeat(20_000) }, 'This is too long.'],
    ['an empty form', {}, 'Type the postcode of that order.'],
  ])('%s leads back to the form', async (_, fields, text) => {
    const page = await (await service.handle(mailboxForm(fields))).text();

    expect(page).toContain('data-lk-state="no-mailbox"');
    expect(page).toContain(text);
  });

  it('over the limit is told in a page', async () => {
    for (const ip of ['192.0.2.1', '192.0.2.2']) await service.handle(mailboxForm({ ...FIELDS }, { ip }));
    const response = await service.handle(mailboxForm({ ...FIELDS }, { ip: '192.0.2.3' }));

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('in 60 minutes');
  });

  it('a database that is away is told in a page, and nothing is promised', async () => {
    await service.stop();
    const page = await (await service.handle(mailboxForm({ ...FIELDS }))).text();

    expect(page).toContain('data-lk-state="service-degraded"');
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReference, referenceOf, referenceSigns } from '../../src/contracts/reference.ts';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview, type ToolAnswer } from '../../src/server/cli/review.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import {
  inviteAnswer,
  lookUpAnswer,
  startFakeShopify,
  type FakeCustomer,
  type FakeShopify,
} from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import {
  eventually,
  formPost,
  jsonPost,
  movableClock,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';
import { mailboxForm, mailboxPost, FIELDS } from '../support/mailbox-requests.ts';

const database = useDatabase();
const UUID = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';
const SIGNS = referenceSigns(UUID);

let shopify: FakeShopify;
let clock: MovableClock;
let service: Service;
let customers: Map<string, FakeCustomer>;

beforeAll(async () => {
  shopify = await startFakeShopify();
});
afterAll(() => shopify.close());
beforeEach(() => {
  clock = movableClock();
  customers = new Map([
    ['ada@example.com', { id: 'gid://shopify/Customer/1', state: 'DISABLED' }],
    ['blocked@example.com', { id: 'gid://shopify/Customer/2', state: 'DISABLED', tags: ['blocked'] }],
  ]);
  shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer(customers.get(String(variables['emailAddress'])) ?? null),
  );
  shopify.on('SendAccountInvite', () => inviteAnswer({ id: 'gid://shopify/Customer/1', state: 'INVITED' }));
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE access_request, mailbox_request, mailbox_request_event, rate_limit');
});

const config = (more: Readonly<Record<string, string>> = {}) =>
  testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin, ...more });

async function start(
  roles: readonly ('server' | 'worker')[],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  service = createService({ config: config(more), clock, log: silentLog, roles });
  await service.start();
}

/** The tool as a member of staff runs it: its own connections, opened and closed again. */
function find(reference: string): Promise<ToolAnswer> {
  return runReview(['find', reference], 'kim', async (use) => {
    const tool = await openReview(config(), { clock, log: silentLog });
    return use(tool).finally(() => tool.close());
  });
}

const stored = async () =>
  (
    await database.query<{ reference: string | null }>(
      'SELECT reference FROM access_request ORDER BY received_at, id',
    )
  ).map((row) => row.reference);

const shownOn = (page: string) => /<span class="lk-reference" dir="ltr">([^<]+)<\/span>/.exec(page)?.[1];

describe('a request with the reference of its conversation', () => {
  beforeEach(() => start(['server']));

  it('is stored under it, a second one of the conversation too', async () => {
    await service.handle(jsonPost({ email: 'ada@example.com', reference: UUID }));
    clock.advance(60_000);
    await service.handle(jsonPost({ email: 'ada@example.com', reference: UUID }, { now: clock.now() }));

    expect(await stored()).toEqual([SIGNS, SIGNS]);
  });

  it('is answered with the same bytes and headers as one without, whatever the address', async () => {
    const answerTo = async (fields: unknown) => {
      const response = await service.handle(jsonPost(fields));
      return { status: response.status, headers: [...response.headers], body: await response.text() };
    };
    const without = await answerTo({ email: 'nobody@example.com' });

    expect(without.body).toBe('{"v":1,"state":"check-inbox"}');
    for (const email of ['ada@example.com', 'nobody@example.com', 'blocked@example.com']) {
      expect(await answerTo({ email, reference: UUID })).toEqual(without);
      expect(await answerTo({ email, reference: 'not-a-reference' })).toEqual(without);
    }
  });

  it('shows a browser without scripts the number of what it sent, on the same page for every address', async () => {
    // What was typed is repeated to whoever typed it.
    const pageFor = async (email: string) =>
      (await (await service.handle(formPost({ email, reference: UUID }))).text()).replaceAll(email, 'typed');
    const page = await pageFor('ada@example.com');

    expect(shownOn(page)).toBe(referenceOf(UUID, 'check-inbox'));
    expect(await pageFor('nobody@example.com')).toBe(page);
    expect(await pageFor('blocked@example.com')).toBe(page);
  });

  it.each(['', 'x', '9b1deb4d-3b7d-1bad-9bdd-2b0d7b3dcb6d', "'; DROP TABLE access_request; --"])(
    'gets another one where what it sent is none: %j',
    async (reference) => {
      const page = await (await service.handle(formPost({ email: 'ada@example.com', reference }))).text();

      const [signs = ''] = await stored();
      expect(signs).toMatch(/^[2-9CFGHJMPQRVWX]{10}$/);
      expect(shownOn(page)).toBe(`C-${formatReference(signs ?? '')}`);
    },
  );

  it('gets a new one for each plain post, also where the name was sent twice', async () => {
    await service.handle(formPost({ email: 'ada@example.com' }));
    await service.handle(jsonPost({ email: 'ada@example.com', reference: [UUID, UUID] }));

    const all = await stored();
    expect(new Set(all).size).toBe(2);
    expect(all).not.toContain(SIGNS);
  });
});

describe('an answer that is no', () => {
  it('over a limit, shows the number, and stores nothing', async () => {
    await start(['server'], { LIMIT_ADDRESS_PER_HOUR: '1' });
    await service.handle(jsonPost({ email: 'ada@example.com' }));

    const page = await (
      await service.handle(formPost({ email: 'ada@example.com', reference: UUID, locale: 'en' }))
    ).text();

    expect(page).toContain('data-lk-state="throttled"');
    expect(shownOn(page)).toBe(referenceOf(UUID, 'throttled'));
    expect(await stored()).toHaveLength(1);
  });

  it('while the service is down, shows the number, too', async () => {
    await start(['server']);
    await service.stop();

    const page = await (await service.handle(formPost({ email: 'ada@example.com', reference: UUID }))).text();

    expect(page).toContain('data-lk-state="service-degraded"');
    expect(shownOn(page)).toBe(referenceOf(UUID, 'service-degraded'));
  });

  it('to the form for a lost mailbox, shows one in the language of the storefront', async () => {
    await start(['server'], { LIMIT_MAILBOX_ADDRESS_PER_HOUR: '1' });
    await service.handle(mailboxPost());

    const page = await (await service.handle(mailboxForm({ ...FIELDS, locale: 'nb' }))).text();

    expect(page).toContain('data-lk-state="throttled"');
    expect(page).toContain('Logg inn');
    expect(shownOn(page)).toMatch(/^W-/);
  });
});

describe('staff who look a reference up', () => {
  it('learn what became of each request of the conversation, and no address', async () => {
    await start(['server', 'worker']);
    const decided = (count: number) =>
      eventually(
        () => database.query('SELECT 1 FROM access_request WHERE decision IS NOT NULL'),
        (rows) => rows.length === count,
      );
    await service.handle(jsonPost({ email: 'adda@example.com', locale: 'nb', reference: UUID }));
    await decided(1);
    clock.advance(120_000);
    await service.handle(
      jsonPost({ email: 'ada@example.com', locale: 'nb', reference: UUID }, { now: clock.now() }),
    );
    await decided(2);
    await eventually(
      () => database.query("SELECT 1 FROM access_request WHERE mail_state = 'sent'"),
      (rows) => rows.length === 1,
    );

    const { exitCode, out = '' } = await find(referenceOf(UUID, 'check-inbox').toLowerCase());

    expect(exitCode).toBe(0);
    expect(out.split('\n\n')).toEqual([
      `${referenceOf(UUID, 'check-inbox')}\nC: the shopper was told to check their inbox. The request was kept.`,
      [
        'Received  2026-11-22 03:00 UTC',
        'Language  nb',
        'Decision  no mail, because there is no account at the address that was typed',
        '          accounts: legacy, with passwords',
        '          account: none at this address',
        '          rules: DECLINED_POLICY=review, UNKNOWN_HISTORY=allow-if-never-enabled',
      ].join('\n'),
      [
        'Received  2026-11-22 03:02 UTC',
        'Language  nb',
        'Decision  invite, because the account has never been activated',
        '          accounts: legacy, with passwords',
        '          account: DISABLED',
        '          enabled before: never seen',
        '          block tag: none',
        '          block list: no',
        '          rules: DECLINED_POLICY=review, UNKNOWN_HISTORY=allow-if-never-enabled',
        'Mail      handed over to Shopify, which sends it (2026-11-22 03:02 UTC)',
      ].join('\n'),
    ]);
    expect(out).not.toMatch(/@|example|ada|gid:/i);
    // Without its letter it is found, too.
    expect((await find(SIGNS)).out).toContain('handed over to Shopify');
  });

  it('learn that a request waits as long as no worker has come to it', async () => {
    await start(['server']);
    await service.handle(jsonPost({ email: 'ada@example.com', reference: UUID }));

    expect((await find(SIGNS)).out).toContain('Decision  none yet; a worker has to run');
  });

  it('learn what the letter means, and nothing else, where nothing was kept', async () => {
    await start(['server']);

    expect(await find(referenceOf(UUID, 'throttled'))).toEqual({
      exitCode: 0,
      out: expect.stringMatching(
        /^W-.{11}\nW: the shopper was told to wait, .+ That request was not kept\.$/,
      ) as unknown,
    });
    expect((await find(referenceOf(UUID, 'service-degraded'))).out).toContain('may have been kept');
    expect(await find(SIGNS)).toEqual({
      exitCode: 1,
      problem: 'Nothing is kept with this reference number.',
    });
  });

  it('are sent to show with the reference of a request for a lost mailbox, which is not noted as looked at', async () => {
    await start(['server']);
    const { reference } = (await (await service.handle(mailboxPost())).json()) as { reference: string };

    const { out } = await find(`r${reference}`);

    expect(out).toContain('R: the shopper was told that staff will look at their request.');
    expect(out).toContain(`npm run review -- show ${reference}`);
    expect(await database.query('SELECT what FROM mailbox_request_event')).toEqual([{ what: 'received' }]);
  });
});

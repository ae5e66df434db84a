import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEmailAddress } from '../../src/contracts/email-address.ts';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createInbox } from '../../src/server/db/inbox.ts';
import { createMailboxInbox } from '../../src/server/db/mailbox-inbox.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { createTidy, type Retention } from '../../src/server/domain/tidy.ts';
import { createMailboxReview } from '../../src/server/mailbox-review.ts';
import { configuredShop } from '../../src/server/shop-access.ts';
import { parseMailboxRequest } from '../../src/contracts/mailbox-request.ts';
import { useDatabase } from '../support/database.ts';
import { startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import { movableClock, SHOP, testConfig, type MovableClock } from '../support/service-under-test.ts';
import { fakeRecords, FIELDS } from '../support/mailbox-requests.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const DAY = 24 * 3_600_000;
const KIM = { who: 'kim' };
let pool: Pool;
let shopify: FakeShopify;
let clock: MovableClock;

beforeAll(async () => {
  pool = createPool({ url: database.url, name: 'test-work', max: 4, timeoutMs: 5_000 }, silentLog);
  shopify = await startFakeShopify();
});
afterAll(async () => {
  await pool.end();
  await shopify.close();
});
beforeEach(() => {
  clock = movableClock();
  fakeRecords(shopify);
});
afterEach(async () => {
  await database.query('TRUNCATE mailbox_request, mailbox_request_event, access_request, customer_history');
  shopify.verify();
});

const openReview = () => {
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin });
  return createMailboxReview({
    config,
    shops: configuredShop(config, config.access),
    clock,
    log: silentLog,
    pool,
    vault,
    fetch,
    addMailJobs: async () => undefined,
  });
};

/** What the worker runs once a day. */
function tidy(retention: Partial<Retention> = {}): Promise<void> {
  const run = createTidy({
    clock,
    log: silentLog,
    requests: createAccessRequests(pool, vault),
    mailboxRequests: openReview().requests,
    retention: { mailboxExpireDays: 30, mailboxKeepDays: 90, requestKeepDays: 90, ...retention },
  });
  return run();
}

/** A request of a shopper without their mailbox that waits for staff from now on. */
async function readyRequest(): Promise<{ id: string; reference: string }> {
  let id = '';
  const addJobs = async (ids: readonly string[]) => {
    id = ids[0] ?? '';
  };
  const parsed = parseMailboxRequest(FIELDS);
  if (!parsed.ok) throw new Error('good fields were expected');
  const inbox = createMailboxInbox({ pool, vault, clock, addJobs });
  const reference = await inbox.keep({ shop: SHOP, fields: parsed.value, buyerIp: undefined });
  await openReview().match.process(id);
  clock.advance(DAY);
  return { id, reference };
}

async function keepWayIn(address = 'ada@example.com', shop = SHOP): Promise<void> {
  const email = parseEmailAddress(address);
  if (!email.ok) throw new Error('a good address was expected');
  const inbox = createInbox({ pool, vault, clock, addJobs: async () => undefined });
  await inbox.keep({ shop, email: email.value, locale: 'en', reference: '7QX2M4RVWH', buyerIp: undefined });
}

const mailboxStates = () =>
  database.query<{ id: string; state: string }>('SELECT id, state FROM mailbox_request');
const wayIns = async () => (await database.query('SELECT 1 FROM access_request')).length;
const log = () =>
  database.query<{ who: string; what: string; at: Date }>(
    'SELECT who, what, at FROM mailbox_request_event ORDER BY number DESC LIMIT 1',
  );

describe('a way-in request whose job was lost', () => {
  const endings = () => database.query('SELECT decision, reason, mail_state FROM access_request');

  it('ends with a reason after the two days for which any is tried, and not before', async () => {
    await keepWayIn();
    clock.advance(2 * DAY);
    await tidy();
    expect(await endings()).toEqual([{ decision: null, reason: null, mail_state: null }]);

    clock.advance(3_600_001);
    await tidy();

    expect(await endings()).toEqual([{ decision: 'failed', reason: 'gave-up', mail_state: null }]);
  });

  it('is found also where nobody tidied for some days, and one that has an end keeps it', async () => {
    await keepWayIn();
    await keepWayIn('grace@example.com');
    await database.query(
      `UPDATE access_request SET decision = 'no-mail', reason = 'unknown-address', mail = 'none', decided_at = now()
        WHERE id = (SELECT max(id::text)::uuid FROM access_request)`,
    );
    clock.advance(4 * DAY);

    await tidy();

    const reasons = (await endings()).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['gave-up', 'unknown-address']));
  });
});

describe('a request for a lost mailbox', () => {
  it('expires without anyone looking, 30 days after its wait, with a line in the audit log', async () => {
    const { id } = await readyRequest();
    clock.advance(30 * DAY);
    await tidy();
    expect(await mailboxStates()).toEqual([{ id, state: 'waiting' }]);

    clock.advance(1);
    await tidy();

    expect(await mailboxStates()).toEqual([{ id, state: 'expired' }]);
    expect(await log()).toEqual([{ who: 'latchkey', what: 'expired', at: new Date(clock.now()) }]);
  });

  it.each(['refused', 'expired', 'approved'])(
    'that was %s is deleted 90 days after that, with a line in the audit log',
    async (state) => {
      const { reference } = await readyRequest();
      if (state === 'refused') await openReview().review.refuse(reference, KIM);
      if (state === 'approved') {
        expect(await openReview().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
      }
      if (state === 'expired') {
        clock.advance(31 * DAY);
        await tidy();
      }
      expect((await mailboxStates()).map((row) => row.state)).toEqual([state]);
      clock.advance(90 * DAY);
      await tidy();
      expect(await mailboxStates()).toHaveLength(1);

      clock.advance(1);
      await tidy();

      expect(await mailboxStates()).toEqual([]);
      expect(await log()).toMatchObject([{ who: 'latchkey', what: 'purged' }]);
    },
  );

  it('is never deleted before somebody decided, or it expired and was kept as long as any other', async () => {
    await readyRequest();
    clock.advance(365 * DAY);

    await tidy();

    expect((await mailboxStates()).map(({ state }) => state)).toEqual(['expired']);
  });
});

it('a request for a lost mailbox expires and goes in whichever shop, and the audit log says in which', async () => {
  const { id } = await readyRequest();
  await database.query("UPDATE mailbox_request SET shop = 'another.myshopify.com'");
  clock.advance(31 * DAY);
  await tidy();
  expect(await mailboxStates()).toEqual([{ id, state: 'expired' }]);
  clock.advance(91 * DAY);
  await tidy();

  expect(await mailboxStates()).toEqual([]);
  const events = await database.query<{ what: string; shop: string }>(
    "SELECT what, shop FROM mailbox_request_event WHERE who = 'latchkey' ORDER BY number DESC LIMIT 2",
  );
  expect(events).toEqual([
    { what: 'purged', shop: 'another.myshopify.com' },
    { what: 'expired', shop: 'another.myshopify.com' },
  ]);
});

describe('a way-in request', () => {
  it('is deleted when it is older than it is kept, and no sooner', async () => {
    await keepWayIn();
    clock.advance(10 * DAY);
    await keepWayIn('grace@example.com');
    clock.advance(80 * DAY);
    await tidy();
    expect(await wayIns()).toBe(2);

    clock.advance(1);
    await tidy();

    expect(await wayIns()).toBe(1);
  });

  it('is deleted when its shop is one that nobody serves any more, too', async () => {
    await keepWayIn('ada@example.com', 'another.myshopify.com');
    clock.advance(90 * DAY);
    await tidy();
    expect(await wayIns()).toBe(1);

    clock.advance(1);
    await tidy();

    expect(await wayIns()).toBe(0);
  });

  it('that a merchant’s decision led to stays as long as that decision, which shows what became of its mail', async () => {
    const { reference } = await readyRequest();
    await openReview().review.approve(reference, KIM);
    clock.advance(91 * DAY);

    await tidy({ mailboxKeepDays: 365 });
    expect(await wayIns()).toBe(1);

    await tidy();
    expect(await mailboxStates()).toEqual([]);
    expect(await wayIns()).toBe(0);
  });

  it('is deleted however many there are', async () => {
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
       SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, '', '', 'en', to_timestamp(0)
         FROM generate_series(1, 10001) AS n`,
      [SHOP],
    );

    await tidy();

    expect(await wayIns()).toBe(0);
  });
});

it('running it twice at once does everything once', async () => {
  const first = await readyRequest();
  await openReview().review.refuse(first.reference, KIM);
  await readyRequest();
  clock.advance(91 * DAY);

  await Promise.all([tidy(), tidy()]);

  const done = await database.query<{ what: string }>(
    "SELECT what FROM mailbox_request_event WHERE what IN ('expired', 'purged') ORDER BY what",
  );
  expect(done.map(({ what }) => what)).toEqual(['expired', 'purged']);
});

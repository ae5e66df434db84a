import { describe, expect, it } from 'vitest';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createTidy, type Retention } from '../../src/server/domain/tidy.ts';
import { DAY, KIM, setUpMailboxReview } from '../support/mailbox-review.ts';
import { SHOP } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { keepWayIn, VAULT } from '../support/work.ts';

const reviewing = setUpMailboxReview();
const { database } = reviewing;

/** What the worker runs once a day. */
function tidy(retention: Partial<Retention> = {}): Promise<void> {
  const run = createTidy({
    clock: reviewing.clock,
    log: silentLog,
    requests: createAccessRequests(reviewing.pool, VAULT),
    mailboxRequests: reviewing.open().requests,
    retention: { mailboxExpireDays: 30, mailboxKeepDays: 90, requestKeepDays: 90, ...retention },
  });
  return run();
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
    await keepWayIn(reviewing);
    reviewing.clock.advance(2 * DAY);
    await tidy();
    expect(await endings()).toEqual([{ decision: null, reason: null, mail_state: null }]);

    reviewing.clock.advance(3_600_001);
    await tidy();

    expect(await endings()).toEqual([{ decision: 'failed', reason: 'gave-up', mail_state: null }]);
  });

  it('is found also where nobody tidied for some days, and one that has an end keeps it', async () => {
    await keepWayIn(reviewing);
    await keepWayIn(reviewing, { address: 'grace@example.com' });
    await database.query(
      `UPDATE access_request SET decision = 'no-mail', reason = 'unknown-address', mail = 'none', decided_at = now()
        WHERE id = (SELECT max(id::text)::uuid FROM access_request)`,
    );
    reviewing.clock.advance(4 * DAY);

    await tidy();

    const reasons = (await endings()).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['gave-up', 'unknown-address']));
  });
});

describe('a request for a lost mailbox', () => {
  it('expires without anyone looking, 30 days after its wait, with a line in the audit log', async () => {
    const { id } = await reviewing.ready();
    reviewing.clock.advance(30 * DAY);
    await tidy();
    expect(await mailboxStates()).toEqual([{ id, state: 'waiting' }]);

    reviewing.clock.advance(1);
    await tidy();

    expect(await mailboxStates()).toEqual([{ id, state: 'expired' }]);
    expect(await log()).toEqual([{ who: 'latchkey', what: 'expired', at: new Date(reviewing.clock.now()) }]);
  });

  it.each(['refused', 'expired', 'approved'])(
    'that was %s is deleted 90 days after that, with a line in the audit log',
    async (state) => {
      const { reference } = await reviewing.ready();
      if (state === 'refused') await reviewing.open().review.refuse(reference, KIM);
      if (state === 'approved') {
        expect(await reviewing.open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
      }
      if (state === 'expired') {
        reviewing.clock.advance(31 * DAY);
        await tidy();
      }
      expect((await mailboxStates()).map((row) => row.state)).toEqual([state]);
      reviewing.clock.advance(90 * DAY);
      await tidy();
      expect(await mailboxStates()).toHaveLength(1);

      reviewing.clock.advance(1);
      await tidy();

      expect(await mailboxStates()).toEqual([]);
      expect(await log()).toMatchObject([{ who: 'latchkey', what: 'purged' }]);
    },
  );

  it('is never deleted before somebody decided, or it expired and was kept as long as any other', async () => {
    await reviewing.ready();
    reviewing.clock.advance(365 * DAY);

    await tidy();

    expect((await mailboxStates()).map(({ state }) => state)).toEqual(['expired']);
  });
});

it('a request for a lost mailbox expires and goes in whichever shop, and the audit log says in which', async () => {
  const { id } = await reviewing.ready();
  await database.query("UPDATE mailbox_request SET shop = 'another.myshopify.com'");
  reviewing.clock.advance(31 * DAY);
  await tidy();
  expect(await mailboxStates()).toEqual([{ id, state: 'expired' }]);
  reviewing.clock.advance(91 * DAY);
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
    await keepWayIn(reviewing);
    reviewing.clock.advance(10 * DAY);
    await keepWayIn(reviewing, { address: 'grace@example.com' });
    reviewing.clock.advance(80 * DAY);
    await tidy();
    expect(await wayIns()).toBe(2);

    reviewing.clock.advance(1);
    await tidy();

    expect(await wayIns()).toBe(1);
  });

  it('is deleted when its shop is one that nobody serves any more, too', async () => {
    await keepWayIn(reviewing, { shop: 'another.myshopify.com' });
    reviewing.clock.advance(90 * DAY);
    await tidy();
    expect(await wayIns()).toBe(1);

    reviewing.clock.advance(1);
    await tidy();

    expect(await wayIns()).toBe(0);
  });

  it('that a merchant’s decision led to stays as long as that decision, which shows what became of its mail', async () => {
    const { reference } = await reviewing.ready();
    await reviewing.open().review.approve(reference, KIM);
    reviewing.clock.advance(91 * DAY);

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
  const first = await reviewing.ready();
  await reviewing.open().review.refuse(first.reference, KIM);
  await reviewing.ready();
  reviewing.clock.advance(91 * DAY);

  await Promise.all([tidy(), tidy()]);

  const done = await database.query<{ what: string }>(
    "SELECT what FROM mailbox_request_event WHERE what IN ('expired', 'purged') ORDER BY what",
  );
  expect(done.map(({ what }) => what)).toEqual(['expired', 'purged']);
});

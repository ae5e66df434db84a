import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseMailboxRequest } from '../../src/contracts/mailbox-request.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createMailboxInbox } from '../../src/server/db/mailbox-inbox.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import type { Match } from '../../src/server/domain/mailbox-ports.ts';
import { createMailboxReview, type MailboxReview } from '../../src/server/mailbox-review.ts';
import { configuredShop } from '../../src/server/shop-access.ts';
import { useDatabase } from '../support/database.ts';
import { startFakeShopify, THROTTLED, type FakeShopify } from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import { movableClock, SHOP, testConfig, type MovableClock } from '../support/service-under-test.ts';
import {
  ADA,
  changeAnswer,
  fakeRecords,
  FIELDS,
  NEW,
  OLD,
  OTHER,
  type FakeRecords,
} from './mailbox-requests-support.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KIM = { who: 'kim' };
const DONE = { kind: 'done' };
/** The match of a request in which everything is right. */
const ALL_WELL: Match = {
  facts: {
    accountFound: 'yes',
    orderFound: 'yes',
    postcodeMatches: 'yes',
    sameCustomer: 'yes',
    blocked: 'no',
    newAddressTaken: 'no',
  },
  customerId: ADA,
};
let pool: Pool;
let shopify: FakeShopify;
let clock: MovableClock;
let records: FakeRecords;
/** Ids of way-in requests that got a job. */
let mails: string[];
let jobsFail: boolean;

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
  records = fakeRecords(shopify);
  mails = [];
  jobsFail = false;
});
afterEach(async () => {
  await database.query('TRUNCATE mailbox_request, mailbox_request_event, access_request, customer_history');
  shopify.verify();
});

function open(environment: Readonly<Record<string, string>> = {}): MailboxReview {
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin, ...environment });
  return createMailboxReview({
    config,
    shops: configuredShop(config, config.access),
    clock,
    log: silentLog,
    pool,
    vault,
    fetch,
    addMailJobs: async (ids) => {
      if (jobsFail) throw new Error('no queue');
      mails.push(...ids);
    },
  });
}

interface Kept {
  readonly id: string;
  readonly reference: string;
}

async function kept(fields: Partial<typeof FIELDS> = {}): Promise<Kept> {
  let id = '';
  const addJobs = async (ids: readonly string[]) => {
    id = ids[0] ?? '';
  };
  const parsed = parseMailboxRequest({ ...FIELDS, ...fields });
  if (!parsed.ok) throw new Error('good fields were expected');
  const inbox = createMailboxInbox({ pool, vault, clock, addJobs });
  const reference = await inbox.keep({ shop: SHOP, fields: parsed.value, buyerIp: undefined });
  return { id, reference };
}

/** A request whose waiting period is over. */
async function ready(fields: Partial<typeof FIELDS> = {}, review = open()): Promise<Kept> {
  const request = await kept(fields);
  expect(await review.match.process(request.id)).toEqual(DONE);
  clock.advance(DAY);
  return request;
}

async function row(id: string) {
  const rows = await database.query<{
    state: string;
    address_state: string | null;
    customer_id: string | null;
  }>('SELECT state, address_state, customer_id FROM mailbox_request WHERE id = $1', [id]);
  return rows[0];
}
async function stepsOf(id: string): Promise<string[]> {
  const rows = await database.query<{ what: string }>(
    'SELECT what FROM mailbox_request_event WHERE request_id = $1 ORDER BY number',
    [id],
  );
  return rows.map(({ what }) => what);
}
const load = (id: string) => open().requests.load(id);
const changes = () => shopify.callsOf('ChangeCustomerEmail').length;
const wayIns = () =>
  database.query<{ id: string; approved: boolean }>('SELECT id, approved FROM access_request');

describe('the match', () => {
  it('finds everything in order, prepares the notice and starts the waiting period', async () => {
    const { id, reference } = await kept();

    expect(await open().match.process(id)).toEqual(DONE);

    const request = await load(id);
    expect(request).toMatchObject({ state: 'waiting', customerId: ADA, waitUntil: clock.now() + DAY });
    expect(request?.facts).toEqual(ALL_WELL.facts);
    expect(request?.notice).toContain(reference);
    expect(request?.notice).not.toContain(NEW);
    expect(await stepsOf(id)).toEqual(['received', 'matched', 'notice-prepared', 'waiting']);
    expect(shopify.callsOf('FindOrders')[0]?.variables).toEqual({ query: 'name:"1001" OR name:"#1001"' });
  });

  it.each([
    ['another postcode', { postcode: '0151' }, { postcodeMatches: 'no', orderFound: 'yes' }],
    [
      'no account at the old address',
      { oldEmail: 'nobody@old.example' },
      { accountFound: 'no', sameCustomer: 'no' },
    ],
    ['no postcode to compare', { postcode: '-' }, { postcodeMatches: 'unknown' }],
    // Shopify shows 60 days of orders: one that is not there may be older.
    [
      'an order that is not found',
      { orderNumber: '999' },
      { orderFound: 'unknown', sameCustomer: 'unknown' },
    ],
  ] as const)('tells of %s', async (_, fields, facts) => {
    const { id } = await kept(fields);

    await open().match.process(id);

    expect((await load(id))?.facts).toMatchObject(facts);
  });

  it('says that an order does not exist only where the app may read all orders', async () => {
    records.orders = [];
    const { id } = await kept();

    await open({ ORDER_HISTORY: 'all' }).match.process(id);

    expect((await load(id))?.facts).toMatchObject({ orderFound: 'no', postcodeMatches: 'unknown' });
  });

  it('tells of an order of somebody else, of a guest, and of a new address that is taken', async () => {
    records.orders = [{ name: '#1001', customer: OTHER, zip: '0150' }];
    records.customers.set(NEW, { id: OTHER, state: 'ENABLED' });
    const first = await kept();
    await open().match.process(first.id);
    records.orders = [{ name: '#1001', customer: null, zip: null }];
    const second = await kept();
    await open().match.process(second.id);

    expect((await load(first.id))?.facts).toMatchObject({ sameCustomer: 'no', newAddressTaken: 'yes' });
    expect((await load(second.id))?.facts).toMatchObject({
      sameCustomer: 'unknown',
      postcodeMatches: 'unknown',
    });
  });

  it.each([
    ['by a tag', { state: 'ENABLED', tags: ['Blocked'] }, false],
    ['by having been disabled', { state: 'DISABLED' }, true],
  ] as const)(
    'flags a customer who is blocked %s, and prepares no notice',
    async (_, customer, wasEnabled) => {
      records.customers.set(OLD, { id: ADA, ...customer });
      if (wasEnabled) {
        await database.query('INSERT INTO customer_history VALUES ($1, $2, now())', [SHOP, ADA]);
      }
      const { id } = await kept();

      await open().match.process(id);

      expect(await load(id)).toMatchObject({
        state: 'waiting',
        facts: { blocked: 'yes' },
        notice: undefined,
      });
    },
  );

  it('is tried again while Shopify cannot be asked, and changes nothing until then', async () => {
    shopify.on('FindOrders', () => THROTTLED);
    const { id } = await kept();

    expect(await open().match.process(id)).toEqual({ kind: 'retry', problem: 'throttled' });

    expect(await row(id)).toMatchObject({ state: 'received' });
  });

  it('does without orders where the app may not read them', async () => {
    const denied = { message: 'Access denied for orders field.', extensions: { code: 'ACCESS_DENIED' } };
    shopify.on('FindOrders', () => ({ json: { data: null, errors: [denied] } }));
    const { id } = await kept();

    expect(await open().match.process(id)).toEqual(DONE);

    expect((await load(id))?.facts).toEqual({
      ...ALL_WELL.facts,
      orderFound: 'unknown',
      postcodeMatches: 'unknown',
      sameCustomer: 'unknown',
    });
  });

  it('hands over a request with nothing known about it when Shopify could not be asked for a day', async () => {
    const { id } = await kept();

    await open().match.giveUp(id);

    expect(await load(id)).toMatchObject({
      state: 'waiting',
      facts: { orderFound: 'unknown' },
      notice: undefined,
    });
    expect(await stepsOf(id)).toEqual(['received', 'match-given-up', 'waiting']);
  });

  it('of a worker that was killed half way is finished by the next one, and done once', async () => {
    const { id } = await kept();
    const { requests, match } = open();
    await requests.recordMatch(id, ALL_WELL, 'matched', { who: 'latchkey', at: clock.now() });

    await Promise.all([match.process(id), match.process(id), match.process(id)]);
    await match.process(id);

    expect(shopify.calls).toEqual([]);
    expect(await stepsOf(id)).toEqual(['received', 'matched', 'notice-prepared', 'waiting']);
  });

  it('waits as long as the merchant set', async () => {
    const { id } = await kept();

    await open({ MAILBOX_WAIT_HOURS: '72' }).match.process(id);

    expect((await load(id))?.waitUntil).toBe(clock.now() + 3 * DAY);
  });
});

describe('approving', () => {
  it('changes the address once and hands one mail over', async () => {
    const { id, reference } = await ready();

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done-before' });

    expect(shopify.callsOf('ChangeCustomerEmail').map(({ variables }) => variables)).toEqual([
      { id: ADA, email: NEW },
    ]);
    expect(await wayIns()).toEqual([{ id: mails[0], approved: true }]);
    expect(mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'changed' });
    expect((await stepsOf(id)).slice(4)).toEqual(['approved', 'address-changed', 'mail-handed-over']);
  });

  it('waits for the end of the waiting period', async () => {
    const { id, reference } = await kept();
    await open().match.process(id);
    clock.advance(DAY - 1);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'too-early' });

    clock.advance(1);
    expect(await open().review.approve(reference, KIM)).toMatchObject({ ok: true });
  });

  it('before that takes a reason, which the audit log keeps', async () => {
    const { id, reference } = await kept();
    await open().match.process(id);
    const early = { ...KIM, early: true };

    expect(await open().review.approve(reference, early)).toEqual({ ok: false, reason: 'reason-missing' });
    expect(await open().review.approve(reference, { ...early, reason: 'Called back' })).toMatchObject({
      ok: true,
    });

    const rows = await database.query('SELECT who, what, note FROM mailbox_request_event WHERE who = $1', [
      'kim',
    ]);
    expect(rows.slice(0, 2)).toEqual([
      { who: 'kim', what: 'approved', note: 'Called back' },
      { who: 'kim', what: 'approved-early', note: 'Called back' },
    ]);
  });

  it('where not everything matches has to be asked for, with a reason', async () => {
    const { reference } = await ready({ postcode: '9999' });
    const despite = { ...KIM, despiteFacts: true };

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'facts-disagree' });
    expect(await open().review.approve(reference, despite)).toEqual({ ok: false, reason: 'reason-missing' });
    expect(changes()).toBe(0);
    expect(await open().review.approve(reference, { ...despite, reason: 'Moved house' })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['there is no account', 'no-account', () => records.customers.delete(OLD)],
    [
      'the customer is blocked',
      'blocked',
      () => records.customers.set(OLD, { id: ADA, state: 'INVITED', tags: ['blocked'] }),
    ],
    [
      'the new address is taken',
      'new-address-taken',
      () => records.customers.set(NEW, { id: OTHER, state: 'ENABLED' }),
    ],
  ] as const)('is refused where %s, whatever is asked for', async (_, reason, arrange) => {
    arrange();
    const { id, reference } = await ready();
    const all = { ...KIM, early: true, despiteFacts: true, reason: 'Please' };

    expect(await open().review.approve(reference, all)).toEqual({ ok: false, reason });
    expect(changes()).toBe(0);
    expect(await row(id)).toMatchObject({ state: 'waiting' });
  });

  it('is refused where the merchant disabled the customer during the wait', async () => {
    records.customers.set(OLD, { id: ADA, state: 'ENABLED' });
    const { reference } = await ready();
    records.customers.set(OLD, { id: ADA, state: 'DISABLED' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'facts-changed' });
    clock.advance(DAY);
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'blocked' });
    expect(changes()).toBe(0);
  });

  it('starts the wait anew when the shop’s records are other than they were', async () => {
    const { id, reference } = await ready();
    records.customers.set(OLD, { id: OTHER, state: 'INVITED' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'facts-changed' });

    expect(changes()).toBe(0);
    expect(await load(id)).toMatchObject({
      state: 'waiting',
      customerId: OTHER,
      waitUntil: clock.now() + DAY,
    });
    expect((await stepsOf(id)).slice(4)).toEqual(['facts-changed', 'notice-prepared', 'waiting']);
  });

  it('is of no use before the match, after a refusal, or for a reference that nobody has', async () => {
    const early = await kept();
    const refused = await ready();
    await open().review.refuse(refused.reference, KIM);

    expect(await open().review.approve(early.reference, KIM)).toEqual({
      ok: false,
      reason: 'not-matched-yet',
    });
    expect(await open().review.approve(refused.reference, KIM)).toEqual({
      ok: false,
      reason: 'refused-already',
    });
    expect(await open().review.approve('22222-22222', KIM)).toEqual({ ok: false, reason: 'not-found' });
  });

  it('finds a request whose wait was never started, and starts it', async () => {
    const { id, reference } = await kept();
    const { requests, review } = open();
    await requests.recordMatch(id, ALL_WELL, 'matched', { who: 'latchkey', at: clock.now() });

    expect(await review.approve(reference, KIM)).toEqual({ ok: false, reason: 'not-matched-yet' });

    expect(await load(id)).toMatchObject({ state: 'waiting', waitUntil: clock.now() + DAY });
  });

  it('by several at once changes the address and mails once', async () => {
    const { reference } = await ready();

    const outcomes = await Promise.all(
      ['kim', 'lou', 'max'].map((who) => open().review.approve(reference, { who })),
    );

    expect(outcomes.filter((outcome) => outcome.ok && outcome.value === 'done')).toHaveLength(1);
    expect(mails).toHaveLength(1);
    expect(await wayIns()).toHaveLength(1);
  });
});

describe('a change that goes wrong', () => {
  it('surely not made is left to be tried again', async () => {
    const { id, reference } = await ready();
    records.nextChange = { answer: THROTTLED, isMade: false };

    expect(await open().review.approve(reference, KIM)).toEqual({
      ok: false,
      reason: { shopify: 'throttled' },
    });
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'due' });
    expect(mails).toEqual([]);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(mails).toHaveLength(1);
    expect((await stepsOf(id)).slice(4)).toEqual([
      'approved',
      'address-not-changed',
      'taken-up-again',
      'address-changed',
      'mail-handed-over',
    ]);
  });

  it.each([
    ['made', true, 1],
    ['not made', false, 2],
  ])('whose answer was lost and that was %s is finished by the next try', async (_, isMade, calls) => {
    const { id, reference } = await ready();
    records.nextChange = { answer: 'cut', isMade };

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'outcome-unknown' });
    expect(await row(id)).toMatchObject({ address_state: 'changing' });
    expect(await open().review.refuse(reference, KIM)).toEqual({ ok: false, reason: 'under-way' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(changes()).toBe(calls);
    expect(mails).toHaveLength(1);
  });

  it('in a process that was killed after Shopify made it mails once, and does not change it again', async () => {
    const { id, reference } = await ready();
    await open().requests.approve(id, ['approved'], { who: 'kim', at: clock.now() });
    records.customers.set(NEW, { id: ADA, state: 'DISABLED' });
    records.customers.delete(OLD);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });

    expect(changes()).toBe(0);
    expect(mails).toHaveLength(1);
  });

  it('in a process that was killed before Shopify was asked is made by the next try', async () => {
    const { id, reference } = await ready();
    await open().requests.approve(id, ['approved'], { who: 'kim', at: clock.now() });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });

    expect(changes()).toBe(1);
    expect(mails).toHaveLength(1);
  });

  it('whose mail could not be handed over is not recorded, and finished by the next try', async () => {
    const { id, reference } = await ready();
    jobsFail = true;
    await expect(open().review.approve(reference, KIM)).rejects.toThrow('no queue');
    expect(await row(id)).toMatchObject({ address_state: 'changing' });
    expect(await wayIns()).toEqual([]);

    jobsFail = false;
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(changes()).toBe(1);
    expect(await wayIns()).toHaveLength(1);
  });

  it('because the address was taken meanwhile says so, and may be refused then', async () => {
    const { id, reference } = await ready();
    records.nextChange = { answer: changeAnswer('Email has already been taken'), isMade: false };

    expect(await open().review.approve(reference, KIM)).toEqual({
      ok: false,
      reason: { address: 'address-taken' },
    });
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'refused' });

    expect(await open().review.refuse(reference, KIM)).toMatchObject({ ok: true });
    expect(await row(id)).toMatchObject({ state: 'refused' });
    expect(mails).toEqual([]);
  });

  it.each([
    ['was deleted', 'customer-gone', () => records.customers.clear()],
    [
      'was blocked',
      'blocked',
      () => records.customers.set(OLD, { id: ADA, state: 'INVITED', tags: ['blocked'] }),
    ],
    [
      'got a third address',
      'customer-changed',
      () => {
        records.customers.clear();
        records.customers.set('ada@third.example', { id: ADA, state: 'ENABLED' });
      },
    ],
  ] as const)(
    'because the customer %s before it was taken up again makes none',
    async (_, address, arrange) => {
      const { reference } = await ready();
      records.nextChange = { answer: THROTTLED, isMade: false };
      await open().review.approve(reference, KIM);
      arrange();

      expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: { address } });

      expect(changes()).toBe(1);
      expect(mails).toEqual([]);
    },
  );
});

describe('refusing', () => {
  it('asks Shopify nothing and sends nothing', async () => {
    const { id, reference } = await kept();

    expect(await open().review.refuse(reference, { ...KIM, reason: 'No answer' })).toEqual({
      ok: true,
      value: 'done',
    });
    expect(await open().review.refuse(reference, KIM)).toEqual({ ok: false, reason: 'refused-already' });

    expect(shopify.calls).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'refused' });
    expect(await stepsOf(id)).toEqual(['received', 'refused']);
    expect(await open().match.process(id)).toEqual(DONE);
    expect(await row(id)).toMatchObject({ state: 'refused' });
  });

  it('is too late once the address is changed', async () => {
    const { reference } = await ready();
    await open().review.approve(reference, KIM);

    expect(await open().review.refuse(reference, KIM)).toEqual({ ok: false, reason: 'under-way' });
  });
});

describe('time', () => {
  it('lets a request expire that nobody decided on, counted from the end of its wait', async () => {
    const { id, reference } = await ready();
    clock.advance(30 * DAY);
    expect(await open().review.list()).toHaveLength(1);

    clock.advance(1);

    expect(await open().review.list()).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'expired' });
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'expired' });
    expect((await stepsOf(id)).at(-1)).toBe('expired');
  });

  it('purges what was decided longer ago than it is told, and keeps the audit log without anything personal', async () => {
    const old = await ready();
    const undecided = await ready();
    await open().review.refuse(old.reference, KIM);
    const decidedAt = clock.now();
    const purge = (before: number) =>
      open().requests.purge(SHOP, before, { who: 'latchkey', at: clock.now() });

    expect(await purge(decidedAt)).toBe(0);
    expect(await purge(decidedAt + 1)).toBe(1);

    expect(await row(old.id)).toBeUndefined();
    expect(await row(undecided.id)).toMatchObject({ state: 'waiting' });
    expect((await stepsOf(old.id)).at(-1)).toBe('purged');
    const log = JSON.stringify(
      await database.query('SELECT reference, at, who, what, note FROM mailbox_request_event'),
    );
    expect(log).not.toMatch(/ada|example|1001|0150|Customer|employer/);
  });
});

it('nobody can change or delete a line of the audit log', async () => {
  const { id } = await kept();

  await expect(database.query("UPDATE mailbox_request_event SET who = 'me'")).rejects.toThrow(
    'only ever added to',
  );
  await expect(database.query('DELETE FROM mailbox_request_event')).rejects.toThrow('only ever added to');
  expect(await stepsOf(id)).toEqual(['received']);
});

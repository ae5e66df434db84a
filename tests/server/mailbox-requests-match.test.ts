import { describe, expect, it } from 'vitest';
import { refused } from '../../src/contracts/result.ts';
import { DONE } from '../../src/server/domain/outcome.ts';
import { THROTTLED } from '../support/fake-shopify.ts';
import { ADA, NEW, OLD, OTHER } from '../support/mailbox-requests.ts';
import { ALL_WELL, DAY, setUpMailboxReview } from '../support/mailbox-review.ts';
import { SHOP } from '../support/service-under-test.ts';

const mailbox = setUpMailboxReview();
const { database, kept, load, open, row, stepsOf } = mailbox;

describe('the match', () => {
  it('finds everything in order, prepares the notice and starts the waiting period', async () => {
    const { id, reference } = await kept();

    expect(await open().match.process(id)).toEqual(DONE);

    const request = await load(id);
    expect(request).toMatchObject({
      state: 'waiting',
      customerId: ADA,
      waitUntil: mailbox.clock.now() + DAY,
    });
    expect(request?.facts).toEqual(ALL_WELL.facts);
    expect(request?.notice).toContain(reference);
    expect(request?.notice).not.toContain(NEW);
    expect(await stepsOf(id)).toEqual(['received', 'matched', 'notice-prepared', 'waiting']);
    expect(mailbox.shopify.callsOf('FindOrders')[0]?.variables).toEqual({
      query: 'name:"1001" OR name:"#1001"',
    });
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
    mailbox.records.orders = [];
    const { id } = await kept();

    await open({ ORDER_HISTORY: 'all' }).match.process(id);

    expect((await load(id))?.facts).toMatchObject({ orderFound: 'no', postcodeMatches: 'unknown' });
  });

  it('tells of an order of somebody else, of a guest, and of a new address that is taken', async () => {
    mailbox.records.orders = [{ name: '#1001', customer: OTHER, zip: '0150' }];
    mailbox.records.customers.set(NEW, { id: OTHER, state: 'ENABLED' });
    const first = await kept();
    await open().match.process(first.id);
    mailbox.records.orders = [{ name: '#1001', customer: null, zip: null }];
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
      mailbox.records.customers.set(OLD, { id: ADA, ...customer });
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
    mailbox.shopify.on('FindOrders', () => THROTTLED);
    const { id } = await kept();

    expect(await open().match.process(id)).toEqual({ kind: 'retry', problem: 'throttled' });

    expect(await row(id)).toMatchObject({ state: 'received' });
  });

  it('waits as long as Shopify says, or as the open circuit does, without using up retries', async () => {
    const held = refused({ problem: 'circuit-open', afterSeconds: 90 } as const);
    const { id } = await kept();

    expect(await open({}, { enter: async () => held }).match.process(id)).toEqual({
      kind: 'later',
      afterSeconds: 90,
    });

    mailbox.shopify.on('FindOrders', () => ({ text: '', status: 429, headers: { 'Retry-After': '7' } }));
    expect(await open().match.process(id)).toEqual({ kind: 'later', afterSeconds: 7 });
    expect(await row(id)).toMatchObject({ state: 'received' });
  });

  it('is not waited for longer than a day, however long Shopify is away', async () => {
    mailbox.shopify.on('FindOrders', () => THROTTLED);
    const { id } = await kept();
    mailbox.clock.advance(DAY);
    expect(await open().match.process(id)).toMatchObject({ kind: 'retry' });

    mailbox.clock.advance(1);

    expect(await open().match.process(id)).toEqual(DONE);
    expect(await stepsOf(id)).toEqual(['received', 'match-given-up', 'waiting']);
  });

  it('does without orders where the app may not read them', async () => {
    const denied = { message: 'Access denied for orders field.', extensions: { code: 'ACCESS_DENIED' } };
    mailbox.shopify.on('FindOrders', () => ({ json: { data: null, errors: [denied] } }));
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
    await requests.recordMatch(id, ALL_WELL, 'matched', { who: 'latchkey', at: mailbox.clock.now() });

    await Promise.all([match.process(id), match.process(id), match.process(id)]);
    await match.process(id);

    expect(mailbox.shopify.calls).toEqual([]);
    expect(await stepsOf(id)).toEqual(['received', 'matched', 'notice-prepared', 'waiting']);
  });

  it('waits as long as the merchant set', async () => {
    const { id } = await kept();

    await open({ MAILBOX_WAIT_HOURS: '72' }).match.process(id);

    expect((await load(id))?.waitUntil).toBe(mailbox.clock.now() + 3 * DAY);
  });
});

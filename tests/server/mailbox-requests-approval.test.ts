import { describe, expect, it } from 'vitest';
import { ADA, NEW, OLD, OTHER } from '../support/mailbox-requests.ts';
import { ALL_WELL, DAY, KIM, setUpMailboxReview } from '../support/mailbox-review.ts';

const mailbox = setUpMailboxReview();
const { changes, database, kept, load, open, ready, row, stepsOf, wayIns } = mailbox;

describe('approving', () => {
  it('changes the address once and hands one mail over', async () => {
    const { id, reference } = await ready();

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done-before' });

    expect(mailbox.shopify.callsOf('ChangeCustomerEmail').map(({ variables }) => variables)).toEqual([
      { id: ADA, email: NEW },
    ]);
    expect(await wayIns()).toEqual([{ id: mailbox.mails[0], approved: true }]);
    expect(mailbox.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'changed' });
    expect((await stepsOf(id)).slice(4)).toEqual(['approved', 'address-changed', 'mail-handed-over']);
  });

  it('waits for the end of the waiting period', async () => {
    const { id, reference } = await kept();
    await open().match.process(id);
    mailbox.clock.advance(DAY - 1);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'too-early' });

    mailbox.clock.advance(1);
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
    ['there is no account', 'no-account', () => mailbox.records.customers.delete(OLD)],
    [
      'the customer is blocked',
      'blocked',
      () => mailbox.records.customers.set(OLD, { id: ADA, state: 'INVITED', tags: ['blocked'] }),
    ],
    [
      'the new address is taken',
      'new-address-taken',
      () => mailbox.records.customers.set(NEW, { id: OTHER, state: 'ENABLED' }),
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
    mailbox.records.customers.set(OLD, { id: ADA, state: 'ENABLED' });
    const { reference } = await ready();
    mailbox.records.customers.set(OLD, { id: ADA, state: 'DISABLED' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'facts-changed' });
    mailbox.clock.advance(DAY);
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'blocked' });
    expect(changes()).toBe(0);
  });

  it('starts the wait anew when the shop’s records are other than they were', async () => {
    const { id, reference } = await ready();
    mailbox.records.customers.set(OLD, { id: OTHER, state: 'INVITED' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'facts-changed' });

    expect(changes()).toBe(0);
    expect(await load(id)).toMatchObject({
      state: 'waiting',
      customerId: OTHER,
      waitUntil: mailbox.clock.now() + DAY,
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
    await requests.recordMatch(id, ALL_WELL, 'matched', { who: 'latchkey', at: mailbox.clock.now() });

    expect(await review.approve(reference, KIM)).toEqual({ ok: false, reason: 'not-matched-yet' });

    expect(await load(id)).toMatchObject({ state: 'waiting', waitUntil: mailbox.clock.now() + DAY });
  });

  it('by several at once changes the address and mails once', async () => {
    const { reference } = await ready();

    const outcomes = await Promise.all(
      ['kim', 'lou', 'max'].map((who) => open().review.approve(reference, { who })),
    );

    expect(outcomes.filter((outcome) => outcome.ok && outcome.value === 'done')).toHaveLength(1);
    expect(mailbox.mails).toHaveLength(1);
    expect(await wayIns()).toHaveLength(1);
  });
});

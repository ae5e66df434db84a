import { describe, expect, it } from 'vitest';
import { DONE } from '../../src/server/domain/outcome.ts';
import { DAY, KIM, setUpMailboxReview } from '../support/mailbox-review.ts';

const mailbox = setUpMailboxReview();
const { database, kept, open, ready, row, stepsOf } = mailbox;

describe('refusing', () => {
  it('asks Shopify nothing and sends nothing', async () => {
    const { id, reference } = await kept();

    expect(await open().review.refuse(reference, { ...KIM, reason: 'No answer' })).toEqual({
      ok: true,
      value: 'done',
    });
    expect(await open().review.refuse(reference, KIM)).toEqual({ ok: false, reason: 'refused-already' });

    expect(mailbox.shopify.calls).toEqual([]);
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
    mailbox.clock.advance(30 * DAY);
    expect(await open().review.list()).toHaveLength(1);

    mailbox.clock.advance(1);

    expect(await open().review.list()).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'expired' });
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'expired' });
    expect((await stepsOf(id)).at(-1)).toBe('expired');
  });

  it('purges what was decided longer ago than it is told, and keeps the audit log without anything personal', async () => {
    const old = await ready();
    const undecided = await ready();
    await open().review.refuse(old.reference, KIM);
    const decidedAt = mailbox.clock.now();
    const purge = (before: number) =>
      open().requests.purge(before, { who: 'latchkey', at: mailbox.clock.now() });

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

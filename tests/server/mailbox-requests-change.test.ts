import { describe, expect, it } from 'vitest';
import { THROTTLED } from '../support/fake-shopify.ts';
import { ADA, changeAnswer, NEW, OLD } from '../support/mailbox-requests.ts';
import { KIM, setUpMailboxReview } from '../support/mailbox-review.ts';

const mailbox = setUpMailboxReview();
const { changes, open, ready, row, stepsOf, wayIns } = mailbox;

describe('a change that goes wrong', () => {
  it('surely not made is left to be tried again', async () => {
    const { id, reference } = await ready();
    mailbox.records.nextChange = { answer: THROTTLED, isMade: false };

    expect(await open().review.approve(reference, KIM)).toEqual({
      ok: false,
      reason: { shopify: 'throttled' },
    });
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'due' });
    expect(mailbox.mails).toEqual([]);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(mailbox.mails).toHaveLength(1);
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
    mailbox.records.nextChange = { answer: 'cut', isMade };

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: 'outcome-unknown' });
    expect(await row(id)).toMatchObject({ address_state: 'changing' });
    expect(await open().review.refuse(reference, KIM)).toEqual({ ok: false, reason: 'under-way' });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(changes()).toBe(calls);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('in a process that was killed after Shopify made it mails once, and does not change it again', async () => {
    const { id, reference } = await ready();
    await open().requests.approve(id, ['approved'], { who: 'kim', at: mailbox.clock.now() });
    mailbox.records.customers.set(NEW, { id: ADA, state: 'DISABLED' });
    mailbox.records.customers.delete(OLD);

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });

    expect(changes()).toBe(0);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('in a process that was killed before Shopify was asked is made by the next try', async () => {
    const { id, reference } = await ready();
    await open().requests.approve(id, ['approved'], { who: 'kim', at: mailbox.clock.now() });

    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });

    expect(changes()).toBe(1);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('whose mail could not be handed over is not recorded, and finished by the next try', async () => {
    const { id, reference } = await ready();
    mailbox.jobsFail = true;
    await expect(open().review.approve(reference, KIM)).rejects.toThrow('no queue');
    expect(await row(id)).toMatchObject({ address_state: 'changing' });
    expect(await wayIns()).toEqual([]);

    mailbox.jobsFail = false;
    expect(await open().review.approve(reference, KIM)).toEqual({ ok: true, value: 'done' });
    expect(changes()).toBe(1);
    expect(await wayIns()).toHaveLength(1);
  });

  it('because the address was taken meanwhile says so, and may be refused then', async () => {
    const { id, reference } = await ready();
    mailbox.records.nextChange = { answer: changeAnswer('Email has already been taken'), isMade: false };

    expect(await open().review.approve(reference, KIM)).toEqual({
      ok: false,
      reason: { address: 'address-taken' },
    });
    expect(await row(id)).toMatchObject({ state: 'approved', address_state: 'refused' });

    expect(await open().review.refuse(reference, KIM)).toMatchObject({ ok: true });
    expect(await row(id)).toMatchObject({ state: 'refused' });
    expect(mailbox.mails).toEqual([]);
  });

  it.each([
    ['was deleted', 'customer-gone', () => mailbox.records.customers.clear()],
    [
      'was blocked',
      'blocked',
      () => mailbox.records.customers.set(OLD, { id: ADA, state: 'INVITED', tags: ['blocked'] }),
    ],
    [
      'got a third address',
      'customer-changed',
      () => {
        mailbox.records.customers.clear();
        mailbox.records.customers.set('ada@third.example', { id: ADA, state: 'ENABLED' });
      },
    ],
  ] as const)(
    'because the customer %s before it was taken up again makes none',
    async (_, address, arrange) => {
      const { reference } = await ready();
      mailbox.records.nextChange = { answer: THROTTLED, isMade: false };
      await open().review.approve(reference, KIM);
      arrange();

      expect(await open().review.approve(reference, KIM)).toEqual({ ok: false, reason: { address } });

      expect(changes()).toBe(1);
      expect(mailbox.mails).toEqual([]);
    },
  );
});

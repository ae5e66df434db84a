import { describe, expect, it } from 'vitest';
import { inviteAnswer, recoverAnswer, THROTTLED, type Answer } from '../support/fake-shopify.ts';
import { disabled, DONE, enabled, invited, later, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, kept, row, processor } = processing;

describe('a mail that surely was not sent', () => {
  it.each([
    ['throttled', THROTTLED],
    ['throttled', { text: '', status: 429 }],
    ['http-error', { text: '', status: 503 }],
    ['http-error', { text: '', status: 404 }],
    ['unauthorized', { json: { errors: 'Invalid API key' }, status: 401 }],
    ['unauthorized', { json: { errors: [{ message: 'no', extensions: { code: 'ACCESS_DENIED' } }] } }],
  ] satisfies [string, Answer][])(
    '(%s) is due again, and sent at the next attempt',
    async (problem, answer) => {
      answerLookUps(disabled);
      answerInvites(answer);
      const id = await kept();

      expect(await processor()(id)).toEqual({ kind: 'retry', problem });
      expect(await row(id)).toMatchObject({
        decision: 'mail',
        mail_state: 'due',
        mail_why: problem,
        attempts: 1,
      });

      answerInvites(inviteAnswer(invited));
      expect(await processor()(id)).toEqual(DONE);
      expect(await row(id)).toMatchObject({ mail_state: 'sent', attempts: 2 });
      expect(processing.shopify.callsOf('LookUpCustomer')).toHaveLength(2);
    },
  );

  it('because of what may be the invite limit waits longer every time', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const id = await kept();
    const waits: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) waits.push(await processor()(id));

    expect(waits).toEqual([2, 4, 8, 15, 15].map((minutes) => later(minutes * 60)));
  });

  it('for other reasons before does not wait longer for the limit', async () => {
    answerLookUps(disabled);
    answerInvites(THROTTLED);
    const id = await kept();
    for (let attempt = 0; attempt < 4; attempt += 1) await processor()(id);
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));

    expect(await processor()(id)).toEqual(later(120));
  });

  it('because of the limit of password resets waits too', async () => {
    answerLookUps(enabled);
    const message = 'Resetting password limit exceeded. Please try again later.';
    processing.shopify.on('RecoverCustomer', () => ({
      json: { data: { customerRecover: null }, errors: [{ message }] },
    }));
    const id = await kept();

    expect(await processor()(id)).toEqual(later(120));
    expect(await row(id)).toMatchObject({ mail_state: 'due' });
  });
});

describe('a mail that Shopify refuses', () => {
  it.each([
    ["Customer can't be found", 'customer-gone'],
    ['From Sender is invalid', 'shopify-refused'],
  ])('as "%s" is not tried again', async (message, why) => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, message));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'refused', mail_why: why });
    expect(invites()).toBe(1);
  });

  it('because the customer is gone by now is not tried again', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer('UNIDENTIFIED_CUSTOMER'));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'customer-gone' });
  });
});

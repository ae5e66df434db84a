import { describe, expect, it } from 'vitest';
import { inviteAnswer, recoverAnswer, type Answer } from '../support/fake-shopify.ts';
import { disabled, DONE, enabled, invited, later, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, resets, kept, row, processor } = processing;

describe('a mail that may or may not be out', () => {
  it.each([
    ['the connection was cut', 'cut'],
    ['the answer was not JSON', { text: '<h1>Gateway</h1>', status: 200 }],
    ['the answer was JSON of another kind', { json: { data: { customerSendAccountInviteEmail: {} } } }],
    ['the answer was longer than any can be', { text: 'x'.repeat(1_000_001), status: 200 }],
    ['a gateway gave up', { text: '<h1>Bad gateway</h1>', status: 502 }],
    ['a gateway timed out', { text: '', status: 504 }],
    ['something failed', { json: { errors: 'Internal server error' }, status: 500 }],
    ['an error came instead of data', { json: { errors: [{ message: 'boom' }] } }],
    [
      'Shopify failed inside',
      { json: { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } },
    ],
    [
      'the payload was lost on the way',
      { json: { data: { customerSendAccountInviteEmail: null }, errors: [{ message: 'x' }] } },
    ],
  ] satisfies [string, Answer][])('because %s is left alone for ten minutes', async (_, answer) => {
    answerLookUps(disabled);
    answerInvites(answer);
    const id = await kept();

    expect(await processor()(id)).toEqual(later(600));
    expect(await row(id)).toMatchObject({ mail_state: 'unknown' });
    processing.clock.advance(9 * MINUTE);
    expect(await processor()(id)).toEqual(later(60));

    expect(invites()).toBe(1);
  });

  it('counts as sent when the customer is invited by then', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    processing.clock.advance(10 * MINUTE);
    answerLookUps(invited);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
    expect(invites()).toBe(1);
  });

  it('is sent again when the customer still is not invited', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    processing.clock.advance(10 * MINUTE);
    answerInvites(inviteAnswer(invited));

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent', attempts: 2 });
    expect(invites()).toBe(2);
  });

  it('is not sent again to a customer who was deleted meanwhile', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    processing.clock.advance(10 * MINUTE);
    answerLookUps(null);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'customer-gone' });
  });

  it('is not repeated when it is a password reset, of which nothing would tell', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => 'cut');
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);
    processing.clock.advance(60 * MINUTE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'perhaps-sent', mail_why: 'answer-lost' });
    expect(resets()).toBe(1);
  });

  it('counts as sent for a second request within the window, and no longer', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => 'cut');
    await processor()(await kept());
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());

    processing.clock.advance(MINUTE - 1);
    const soon = await kept();
    await processor()(soon);
    processing.clock.advance(1);
    const afterwards = await kept();
    await processor()(afterwards);

    expect(await row(soon)).toMatchObject({ decision: 'repeat' });
    expect(await row(afterwards)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
    expect(resets()).toBe(2);
  });
});

describe('an answer with errors beside its data', () => {
  const errors = [{ message: 'hidden', extensions: { code: 'ACCESS_DENIED' } }];

  it('means that the invite is out, and is not sent again', async () => {
    answerLookUps(disabled);
    answerInvites({ json: { data: { customerSendAccountInviteEmail: { userErrors: [] } }, errors } });
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('means that the reset is out, and is not sent again', async () => {
    answerLookUps(enabled);
    const data = { customerRecover: { customerUserErrors: [] } };
    processing.shopify.on('RecoverCustomer', () => ({ json: { data, errors } }));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('is not believed about a customer, whose tags may be what is missing', async () => {
    const data = {
      shop: { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } },
      customerByIdentifier: { ...invited, tags: [] },
    };
    processing.shopify.on('LookUpCustomer', () => ({ json: { data, errors } }));
    const id = await kept();

    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'unauthorized' });

    expect(await row(id)).toMatchObject({ decision: null });
  });
});

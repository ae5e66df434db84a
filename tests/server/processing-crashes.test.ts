import { describe, expect, it } from 'vitest';
import type { MailState } from '../../src/server/domain/request-ledger.ts';
import { inviteAnswer } from '../support/fake-shopify.ts';
import { disabled, DONE, INVITE, invited, later, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, kept, row, processor, requests } = processing;

describe('a worker that was killed', () => {
  it('between decision and mail costs nothing: the next one sends it', async () => {
    answerLookUps(disabled);
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    answerInvites(inviteAnswer(invited));

    expect(await processor()(id)).toEqual(DONE);

    expect(invites()).toBe(1);
    expect(processing.shopify.callsOf('LookUpCustomer')).toHaveLength(1);
  });

  it('while sending makes the next one wait and look, not send', async () => {
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    await requests().claimMail(id, 'due', processing.clock.now(), INVITE, processing.clock.now());

    expect(await processor()(id)).toEqual(later(600));
    processing.clock.advance(10 * MINUTE);
    answerLookUps(invited);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
    expect(invites()).toBe(0);
  });

  it('between a reset and its record leaves what may be out, and repeats nothing', async () => {
    const id = await kept();
    const reset = { ...INVITE, mail: 'reset', reason: 'enabled' } as const;
    await requests().decide(id, reset, processing.clock.now(), MINUTE);
    await requests().claimMail(id, 'due', processing.clock.now(), reset, processing.clock.now());

    expect(await processor()(id)).toEqual(later(600));
    processing.clock.advance(10 * MINUTE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'perhaps-sent' });
    expect(processing.shopify.calls).toHaveLength(0);
  });

  it('after everything was done leaves nothing to do', async () => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
    const id = await kept();
    for (let again = 0; again < 3; again += 1) expect(await processor()(id)).toEqual(DONE);

    expect(invites()).toBe(1);
  });
});

describe('several workers on one request', () => {
  it('that come back late change nothing that was recorded since', async () => {
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    const claim = (from: 'due' | 'sending', since: number) =>
      requests().claimMail(id, from, since, INVITE, processing.clock.now());
    const first = processing.clock.now();
    await claim('due', first);
    processing.clock.advance(11 * MINUTE);
    await claim('sending', first);
    const settle = (attempts: number, state: MailState) =>
      requests().settleMail({ request: { id }, attempts }, state, undefined, processing.clock.now());

    // The first one was away for eleven minutes, and says now that nothing was sent.
    await settle(1, 'due');
    expect(await row(id)).toMatchObject({ mail_state: 'sending', attempts: 2 });
    await settle(2, 'sent');
    await settle(2, 'due');
    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('send one mail', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(invited));
    const id = await kept();

    await Promise.all(Array.from({ length: 4 }, () => processor()(id)));

    expect(invites()).toBe(1);
    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

describe('giving up', () => {
  it('a request without a decision ends as failed', async () => {
    const id = await kept();

    await requests().giveUp(id, 'gave-up', processing.clock.now());

    expect(await row(id)).toMatchObject({
      decision: 'failed',
      reason: 'gave-up',
      mail: 'none',
      mail_state: null,
    });
  });

  it('a mail that could not be sent for two days is given up, and the decision stays', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const id = await kept();
    await processor()(id);
    processing.clock.advance(48 * 60 * MINUTE + 1);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({
      decision: 'mail',
      reason: 'never-activated',
      mail_state: 'given-up',
    });
    expect(invites()).toBe(1);
  });

  it('a request that could not even be looked up for two days ends with a reason', async () => {
    processing.shopify.on('LookUpCustomer', () => ({ text: '', status: 503 }));
    const id = await kept();
    expect(await processor()(id)).toMatchObject({ kind: 'retry' });
    processing.clock.advance(48 * 60 * MINUTE + 1);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'failed', reason: 'gave-up', mail_state: null });
  });

  it('a mail that may be out is never called unsent', async () => {
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    await requests().claimMail(id, 'due', processing.clock.now(), INVITE, processing.clock.now());

    await requests().giveUp(id, 'gave-up', processing.clock.now());

    expect(await row(id)).toMatchObject({ mail_state: 'perhaps-sent' });
  });

  it('a mail that was given up by one worker and sent by another is called sent', async () => {
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    await requests().claimMail(id, 'due', processing.clock.now(), INVITE, processing.clock.now());
    await requests().giveUp(id, 'gave-up', processing.clock.now());

    await requests().settleMail({ request: { id }, attempts: 1 }, 'sent', undefined, processing.clock.now());

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('a mail keeps what it waited for last', async () => {
    const id = await kept();
    await requests().decide(id, INVITE, processing.clock.now(), MINUTE);
    await requests().settleMail(
      { request: { id }, attempts: 0 },
      'due',
      'circuit-open',
      processing.clock.now(),
    );

    await requests().giveUp(id, 'gave-up', processing.clock.now());

    expect(await row(id)).toMatchObject({ mail_state: 'given-up', mail_why: 'circuit-open' });
  });

  it('a mail that was sent stays sent', async () => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
    const id = await kept();
    await processor()(id);

    await requests().giveUp(id, 'gave-up', processing.clock.now());

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

import { describe, expect, it } from 'vitest';
import {
  inviteAnswer,
  lookUpAnswer,
  recoverAnswer,
  THROTTLED,
  type FakeCustomer,
} from '../support/fake-shopify.ts';
import { disabled, DONE, enabled, invited, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, resets, kept, row, processor } = processing;

describe('a customer who changes between look-up and mail', () => {
  const answerAlreadyEnabled = () => answerInvites(inviteAnswer(null, 'Account already enabled'));
  const answerResets = () => processing.shopify.on('RecoverCustomer', () => recoverAnswer());
  /** Each look-up finds the next, and the last one stays. */
  const lookUpsInTurn = (...customers: readonly (FakeCustomer | null)[]) => {
    let turn = 0;
    processing.shopify.on('LookUpCustomer', () =>
      lookUpAnswer(customers[Math.min(turn++, customers.length - 1)] ?? null),
    );
  };
  /** A mail that has to wait, because Shopify throttles. */
  async function waiting(customer: FakeCustomer): Promise<string> {
    answerLookUps(customer);
    answerInvites(THROTTLED);
    processing.shopify.on('RecoverCustomer', () => THROTTLED);
    const id = await kept();
    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'throttled' });
    answerInvites(inviteAnswer(invited));
    answerResets();
    return id;
  }

  it('by activating gets a password reset at once', async () => {
    lookUpsInTurn(invited, enabled);
    answerAlreadyEnabled();
    answerResets();
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({
      decision: 'mail',
      mail: 'reset',
      reason: 'enabled',
      mail_state: 'sent',
    });
    expect([invites(), resets()]).toEqual([1, 1]);
  });

  it('by activating gets the reset later when Shopify cannot be asked just now', async () => {
    let lookUps = 0;
    processing.shopify.on('LookUpCustomer', () =>
      lookUps++ === 0 ? lookUpAnswer(invited) : { text: '', status: 503 },
    );
    answerAlreadyEnabled();
    const id = await kept();
    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'http-error' });

    answerLookUps(enabled);
    answerResets();
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail: 'reset', mail_state: 'sent' });
    expect([invites(), resets()]).toEqual([1, 1]);
  });

  it('and is called active by one answer and invited by the next gets no invite after invite', async () => {
    answerLookUps(invited);
    answerAlreadyEnabled();
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'already-enabled' });
    expect(invites()).toBe(1);
  });

  it.each([
    ['activated', disabled, enabled, 'reset', [1, 1]],
    [
      'disabled before ever being active',
      { ...enabled, id: 'gid://shopify/Customer/2' },
      invited,
      'invite',
      [1, 1],
    ],
  ] as const)(
    'and was %s while the mail waited gets the right mail',
    async (_, before, after, mail, sent) => {
      const id = await waiting(before);
      answerLookUps(after);

      expect(await processor()(id)).toEqual(DONE);

      expect(await row(id)).toMatchObject({ decision: 'mail', mail, mail_state: 'sent' });
      expect([invites(), resets()]).toEqual(sent);
    },
  );

  it.each([
    ['blocked by a tag', { ...disabled, tags: ['blocked'] }, 'CLASSIC', 'blocked-by-tag'],
    ['deleted', null, 'CLASSIC', 'customer-gone'],
    ['moved to codes with the whole shop', disabled, 'NEW_CUSTOMER_ACCOUNTS', 'codes-not-passwords'],
  ] as const)('and was %s while the mail waited gets none', async (_, after, version, why) => {
    const id = await waiting(disabled);
    answerLookUps(after, version);

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'refused', mail_why: why });
    expect(invites()).toBe(1);
  });

  it('and was disabled after being active while the mail waited gets none', async () => {
    const id = await waiting(enabled);
    answerLookUps(disabled);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'blocked-by-disabling' });
    expect(invites()).toBe(0);
  });

  it('and was blocked while the outcome of the mail was unknown gets no other', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    processing.clock.advance(10 * MINUTE);
    answerLookUps({ ...disabled, tags: ['blocked'] });

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'blocked-by-tag' });
    expect(invites()).toBe(1);
  });
});

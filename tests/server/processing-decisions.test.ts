import { beforeEach, describe, expect, it } from 'vitest';
import { inviteAnswer, recoverAnswer } from '../support/fake-shopify.ts';
import { ADA, disabled, DONE, enabled, invited, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, kept, row, processor } = processing;

describe('the decision table, through to the mail', () => {
  it.each([
    ['a customer who never activated', disabled, 'never-activated'],
    ['an invited customer', invited, 'invited'],
  ])('%s gets one invite, with the own template of the shop', async (_, customer, reason) => {
    answerLookUps(customer);
    answerInvites(inviteAnswer({ id: ADA, state: 'INVITED' }));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail: 'invite', reason, mail_state: 'sent' });
    const call = processing.shopify.callsOf('SendAccountInvite')[0];
    expect(call).toMatchObject({ api: 'admin', variables: { customerId: ADA } });
    expect(call?.headers['x-shopify-access-token']).toBe('admin-token-for-tests');
    expect(processing.shopify.callsOf('LookUpCustomer')[0]?.variables).toEqual({
      emailAddress: 'ada@example.com',
    });
  });

  it('an active customer gets one password reset, asked for in the name of the own address', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail: 'reset', mail_state: 'sent' });
    const call = processing.shopify.callsOf('RecoverCustomer')[0];
    expect(call).toMatchObject({ api: 'storefront', variables: { email: 'ada@example.com' } });
    expect(call?.headers['shopify-storefront-private-token']).toBe('storefront-token-for-tests');
    expect(call?.headers['shopify-storefront-buyer-ip']).toBe('203.0.113.7');
  });

  it('a shopper whose own address is not known is not given another', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());
    await processor()(await kept('ada@example.com', ''));

    expect(processing.shopify.callsOf('RecoverCustomer')[0]?.headers).toHaveProperty(
      'shopify-storefront-private-token',
    );
  });

  it.each([
    ['an unknown address', null, 'CLASSIC', {}, 'unknown-address'],
    ['a blocked customer', { ...invited, tags: ['Blocked'] }, 'CLASSIC', {}, 'blocked-by-tag'],
    ['a customer who declined', { ...invited, state: 'DECLINED' }, 'CLASSIC', {}, 'declined-review'],
    ['a shop with codes', enabled, 'NEW_CUSTOMER_ACCOUNTS', {}, 'codes-not-passwords'],
    ['a disabled customer under review', disabled, 'CLASSIC', { unknownHistory: 'review' }, 'history-review'],
  ] as const)('%s gets no mail', async (_, customer, version, policies, reason) => {
    answerLookUps(customer, version);
    const id = await kept();

    expect(await processor({ policies })(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', mail: 'none', reason, mail_state: null });
    expect(processing.shopify.calls).toHaveLength(1);
  });

  it('a customer seen active once and disabled later counts as blocked', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());
    await processor()(await kept());
    processing.clock.advance(60 * MINUTE);
    answerLookUps(disabled);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', reason: 'blocked-by-disabling' });
    expect(invites()).toBe(0);
  });
});

describe('a second request of the same customer', () => {
  beforeEach(() => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
  });

  it('less than a minute after the mail ends as a repeat, without a second mail', async () => {
    await processor()(await kept());
    processing.clock.advance(59_000);
    const id = await kept('ADA@example.com');

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'repeat', mail: 'none', mail_state: null });
    expect(invites()).toBe(1);
  });

  it('a minute after the mail gets a mail of its own', async () => {
    await processor()(await kept());
    processing.clock.advance(MINUTE);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
    expect(invites()).toBe(2);
  });

  it('at the very same time gets no second mail', async () => {
    const ids = [await kept(), await kept(), await kept()];

    await Promise.all(ids.map((id) => processor()(id)));

    const decisions: unknown[] = [];
    for (const id of ids) decisions.push((await row(id))?.decision);
    expect(decisions.filter((decision) => decision === 'mail')).toHaveLength(1);
    expect(decisions.filter((decision) => decision === 'repeat')).toHaveLength(2);
    expect(invites()).toBe(1);
  });

  it('while the first mail still waits for its turn gets no second mail', async () => {
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    await processor()(await kept());
    processing.clock.advance(5 * MINUTE);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'repeat' });
  });

  it('after the first was refused is decided anew', async () => {
    answerInvites(inviteAnswer(null, "Customer can't be found"));
    await processor()(await kept());
    answerInvites(inviteAnswer(invited));
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

it('a request that does not exist is nothing to do', async () => {
  expect(await processor()('00000000-0000-7000-8000-000000000000')).toEqual(DONE);
});

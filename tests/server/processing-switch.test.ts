import { describe, expect, it } from 'vitest';
import { createParkedRequests } from '../../src/server/db/parked-requests.ts';
import type { Outcome } from '../../src/server/domain/outcome.ts';
import { inviteAnswer, lookUpAnswer, recoverAnswer, THROTTLED } from '../support/fake-shopify.ts';
import { SHOP } from '../support/service-under-test.ts';
import { disabled, DONE, enabled, later, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, kept, paceOf, processor, requests, resets, row } = processing;
const CODES = 'NEW_CUSTOMER_ACCOUNTS';

/** Goes on until nothing is left to do. @returns how it ended */
async function workedOff(id: string, pace = paceOf({ invite: 1, reset: 1 })): Promise<Outcome> {
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const outcome = await processor({ pace })(id);
    if (outcome.kind === 'done') return outcome;
    processing.clock.advance(MINUTE);
  }
  throw new Error('never done');
}

function answerAll(customer = disabled): void {
  answerLookUps(customer);
  answerInvites(inviteAnswer(null));
  processing.shopify.on('RecoverCustomer', () => recoverAnswer());
}

describe('a request accepted on passwords, in a shop that is on codes by now', () => {
  it.each([
    ['nobody had looked at', disabled],
    ['of an active customer', enabled],
    ['of nobody', null],
  ] as const)('that %s gets no mail', async (_, customer) => {
    const id = await kept();
    answerLookUps(customer, CODES);

    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', reason: 'codes-not-passwords' });
    expect([invites(), resets()]).toEqual([0, 0]);
  });

  it.each([
    ['an invite', disabled, 'invite'],
    ['a reset', enabled, 'reset'],
  ] as const)('whose mail stood in line, %s, gets none when its turn comes', async (_, customer, mail) => {
    answerAll(customer);
    processing.shopify.on('LookUpCustomer', ({ variables }) =>
      lookUpAnswer({ ...customer, id: `gid://shopify/Customer/${String(variables['emailAddress'])}` }),
    );
    const pace = paceOf({ invite: 1, reset: 1 });
    const first = await kept('first@example.com');
    const second = await kept('second@example.com');
    await processor({ pace })(first);
    expect((await processor({ pace })(second)).kind).toBe('later');
    expect(await row(second)).toMatchObject({ mail, mail_state: 'due', mail_why: 'waits-for-turn' });
    const sent = invites() + resets();

    answerLookUps(customer, CODES);
    expect(await workedOff(second, pace)).toEqual(DONE);

    expect(await row(second)).toMatchObject({ mail_state: 'refused', mail_why: 'codes-not-passwords' });
    expect(invites() + resets()).toBe(sent);
  });

  it.each([
    ['that Shopify had throttled', THROTTLED],
    ['that Shopify had limited', inviteAnswer(null, 'Error sending account invite to customer.')],
  ] as const)('with a mail %s gets none', async (_, refusal) => {
    answerAll();
    answerInvites(refusal);
    const id = await kept();
    await processor()(id);
    const tried = invites();

    answerLookUps(disabled, CODES);
    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'codes-not-passwords' });
    expect(invites()).toBe(tried);
  });

  it('with a mail that may be out, or not, gets no second one', async () => {
    answerAll();
    answerInvites('cut');
    const id = await kept();
    expect(await processor()(id)).toEqual(later(600));

    answerLookUps(disabled, CODES);
    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'codes-not-passwords' });
    expect(invites()).toBe(1);
  });

  it('that switched between look-up and mail is refused by Shopify, and not tried again', async () => {
    answerAll();
    answerInvites(inviteAnswer(null, 'Customer account invites are only for legacy customer accounts.'));
    const id = await kept();

    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'shopify-refused' });
    expect(invites()).toBe(1);
  });

  it('that was parked until the shop was connected again gets none', async () => {
    const id = await kept();
    await processing.database.query(
      `INSERT INTO parked_request (queue, request_id, shop) VALUES ('access-requests', $1, $2)`,
      [id, SHOP],
    );
    const jobs: string[] = [];
    const parked = createParkedRequests(processing.pool, {
      'access-requests': async (ids) => void jobs.push(...ids),
    });
    answerLookUps(disabled, CODES);

    expect(await parked.resume(SHOP)).toBe(1);
    expect(jobs).toEqual([id]);
    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', reason: 'codes-not-passwords' });
    expect([invites(), resets()]).toEqual([0, 0]);
  });

  it('that staff approved, with another address, gets none either: the code goes to that address', async () => {
    const id = await kept('new@example.com');
    await processing.database.query('UPDATE access_request SET approved = true WHERE id = $1', [id]);
    expect((await requests().load(id))?.approved).toBe(true);
    answerLookUps(enabled, CODES);

    expect(await workedOff(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', reason: 'codes-not-passwords' });
    expect([invites(), resets()]).toEqual([0, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { inviteAnswer, lookUpAnswer, recoverAnswer, THROTTLED } from '../support/fake-shopify.ts';
import type { MailPace } from '../../src/server/domain/pace-ports.ts';
import { eventually, SHOP } from '../support/service-under-test.ts';
import { disabled, DONE, enabled, later, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, invites, kept, paceOf, processor, requests, resets, row } = processing;

/** Every address is a customer of its own, who never activated. */
function answerAll(state = 'DISABLED'): void {
  processing.shopify.on('LookUpCustomer', ({ variables }) =>
    lookUpAnswer({ id: `gid://shopify/Customer/${String(variables['emailAddress'])}`, state }),
  );
  answerInvites(inviteAnswer(null));
  processing.shopify.on('RecoverCustomer', () => recoverAnswer());
}

async function keptBy(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push(await kept(`shopper${number}@example.com`));
  return ids;
}

describe('invites of one shop', () => {
  it('go up to the limit, and then wait for a turn each, without holding a worker', async () => {
    answerAll();
    const pace = paceOf({ invite: 2 });
    const ids = await keptBy(5);
    const outcomes: unknown[] = [];
    for (const id of ids) outcomes.push(await processor({ pace })(id));

    expect(outcomes).toEqual([DONE, DONE, later(620), later(620), later(1240)]);
    expect(invites()).toBe(2);
    expect(await row(ids[4] ?? '')).toMatchObject({
      decision: 'mail',
      mail_state: 'due',
      mail_why: 'waits-for-turn',
      attempts: 0,
    });
  });

  it('are all sent in the end, each once, at the pace and in the order they came', async () => {
    answerAll();
    const pace = paceOf({ invite: 2 });
    const ids = await keptBy(5);
    for (const id of ids) await processor({ pace })(id);
    const sentAt: number[] = [];
    for (let seconds = 0; seconds <= 1_300; seconds += 20) {
      processing.clock.advance(20_000);
      for (const id of ids) await processor({ pace })(id);
      while (sentAt.length < invites()) sentAt.push(seconds + 20);
    }

    expect(sentAt).toEqual([20, 20, 620, 620, 1_240]);
    const asked = processing.shopify
      .callsOf('SendAccountInvite')
      .map(({ variables }) => variables['customerId']);
    expect(asked).toEqual([0, 1, 2, 3, 4].map((n) => `gid://shopify/Customer/shopper${n}@example.com`));
  });

  it('that wait ask Shopify nothing before their turn', async () => {
    answerAll();
    const pace = paceOf({ invite: 1 });
    const [first = '', second = ''] = await keptBy(2);
    await processor({ pace })(first);
    await processor({ pace })(second);
    const calls = processing.shopify.calls.length;
    processing.clock.advance(5 * MINUTE);

    expect(await processor({ pace })(second)).toEqual(later(320));
    expect(processing.shopify.calls).toHaveLength(calls);
  });

  it('of several processes at once keep within one limit', async () => {
    answerAll();
    const ids = await keptBy(12);

    await Promise.all(ids.map((id) => processor({ pace: paceOf({ invite: 5 }) })(id)));

    expect(invites()).toBe(5);
  });

  it('that Shopify refuses within the pace make it slower, until it creeps up again', async () => {
    answerAll();
    const pace = paceOf({ invite: 5 });
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const [refused = '', ...others] = await keptBy(5);
    expect(await processor({ pace })(refused)).toEqual(later(120));
    answerInvites(inviteAnswer(null));

    for (const id of others) await processor({ pace })(id);

    // One of two was the refused one.
    expect(invites()).toBe(2);
  });

  it('that Shopify refuses for their address, in the same words, slow the shop once and not for days', async () => {
    answerAll();
    const pace = paceOf({ invite: 4 });
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const [bad = '', ...others] = await keptBy(4);
    for (let hour = 0; hour < 6; hour += 1) {
      expect(await processor({ pace })(bad)).toMatchObject({ kind: 'later' });
      processing.clock.advance(60 * MINUTE);
    }
    expect(invites()).toBe(6);
    answerInvites(inviteAnswer(null));

    // Learned once, and forgotten since.
    for (const id of others) expect(await processor({ pace })(id)).toEqual(DONE);
  });

  it('that surely were not sent give their turn back, and keep their place', async () => {
    answerAll();
    const pace = paceOf({ invite: 1 });
    const [first = '', second = ''] = await keptBy(2);
    answerInvites(THROTTLED);
    expect(await processor({ pace })(first)).toMatchObject({ kind: 'retry', problem: 'throttled' });
    answerInvites(inviteAnswer(null));

    expect(await processor({ pace })(second)).toMatchObject({ kind: 'later' });
    expect(await processor({ pace })(first)).toEqual(DONE);
    expect(invites()).toBe(2);
  });

  it('whose turn is over before the database wrote it down take another, and are not sent in between', async () => {
    answerAll();
    const pace = paceOf({ invite: 1 });
    const slow: MailPace = {
      ...pace,
      async takeTurn(asked) {
        const turn = await pace.takeTurn(asked);
        // What follows is written 16 seconds later.
        processing.clock.advance(16_000);
        return turn;
      },
    };
    const id = await kept();

    expect(await processor({ pace: slow })(id)).toEqual(later(1));
    expect(invites()).toBe(0);
    expect(await row(id)).toMatchObject({ mail_state: 'due', mail_why: 'waits-for-turn' });

    expect(await processor({ pace })(id)).toEqual(DONE);
    expect(invites()).toBe(1);
  });

  it('are counted from when their turn was written, however long that waited', async () => {
    const pace = paceOf({ invite: 1 });
    const asked = {
      shop: SHOP,
      mail: 'invite',
      buyerIp: undefined,
      lane: 'self-service',
      turnAt: undefined,
    } as const;
    const holder = await processing.pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE mail_pace IN EXCLUSIVE MODE');
    const taking = pace.takeTurn(asked);
    const isWaiting = () => processing.database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    await eventually(isWaiting, (locks) => locks.length > 0);
    processing.clock.advance(4_000);
    await holder.query('COMMIT');
    holder.release();

    expect(await taking).toEqual({ kind: 'now', takenAt: processing.clock.now() });
  });

  it('for many at once leave the last turn to a shopper who asks', async () => {
    answerAll();
    const pace = paceOf({ invite: 3 });
    const ids = await keptBy(4);
    const [shopper = '', ...many] = ids;
    await processing.database.query("UPDATE access_request SET lane = 'bulk' WHERE id <> $1", [shopper]);
    const outcomes = [];
    for (const id of many) outcomes.push(await processor({ pace })(id));
    expect(invites()).toBe(2);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'later', lane: 'bulk' });

    expect(await processor({ pace })(shopper)).toEqual(DONE);
    expect(invites()).toBe(3);
  });

  it('are looked up anew when their turn comes', async () => {
    answerAll();
    const pace = paceOf({ invite: 1 });
    const [first = '', second = ''] = await keptBy(2);
    await processor({ pace })(first);
    await processor({ pace })(second);
    processing.clock.advance(620_000);
    answerLookUps({ ...disabled, tags: ['blocked'] });

    expect(await processor({ pace })(second)).toEqual(DONE);
    expect(await row(second)).toMatchObject({ mail_state: 'refused', mail_why: 'blocked-by-tag' });
    expect(invites()).toBe(1);
  });
});

describe('password resets', () => {
  it('are counted for each network, as Shopify counts them', async () => {
    answerAll('ENABLED');
    const pace = paceOf({ invite: 1, reset: 1 });
    const here = [await kept('a@example.com'), await kept('b@example.com')];
    const there = await kept('c@example.com', '198.51.100.9');

    for (const id of [...here, there]) await processor({ pace })(id);

    expect(resets()).toBe(2);
    expect(await row(here[1] ?? '')).toMatchObject({ mail_state: 'due', mail_why: 'waits-for-turn' });
    expect(await row(there)).toMatchObject({ mail_state: 'sent' });
  });

  it('do not wait behind invites', async () => {
    answerAll();
    const pace = paceOf({ invite: 1, reset: 1 });
    for (const id of await keptBy(3)) await processor({ pace })(id);
    answerLookUps(enabled);

    expect(await processor({ pace })(await kept('active@example.com'))).toEqual(DONE);
    expect(resets()).toBe(1);
  });

  it('keep no address of a network that could be read', async () => {
    answerAll('ENABLED');
    await processor({ pace: paceOf({ reset: 1 }) })(await kept());

    const [pace] = await processing.database.query<{ whose: string }>('SELECT whose FROM mail_pace');
    expect(pace?.whose).toMatch(/^[\w-]{43}$/);
  });
});

describe('an invite that turns out to be a reset', () => {
  it('and has to wait is no mail that may be out', async () => {
    let lookUps = 0;
    processing.shopify.on('LookUpCustomer', () => lookUpAnswer(lookUps++ === 0 ? disabled : enabled));
    answerInvites(inviteAnswer(null, 'Account already enabled'));
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());
    const pace = paceOf({ invite: 5, reset: 1 });
    await pace.takeTurn({
      shop: SHOP,
      mail: 'reset',
      buyerIp: '203.0.113.7',
      lane: 'self-service',
      turnAt: undefined,
    });
    const id = await kept();

    expect(await processor({ pace })(id)).toMatchObject(later(620));
    expect(await row(id)).toMatchObject({ mail_state: 'due' });
    processing.clock.advance(620_000);
    expect(await processor({ pace })(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail: 'reset', mail_state: 'sent' });
    expect(resets()).toBe(1);
  });
});

it('a pace that nobody went at for days is forgotten', async () => {
  answerAll();
  const [first = ''] = await keptBy(1);
  await processor({ pace: paceOf({ invite: 1 }) })(first);
  processing.clock.advance(3 * 86_400_000);
  const pace = paceOf({ reset: 1 });

  const asked = {
    shop: SHOP,
    mail: 'reset',
    buyerIp: undefined,
    lane: 'self-service',
    turnAt: undefined,
  } as const;
  await pace.takeTurn(asked);
  // The write that forgets goes on beside; one more on the same pool comes after it.
  await expect
    .poll(() => processing.database.query("SELECT 1 FROM mail_pace WHERE mail = 'invite'"))
    .toHaveLength(0);
  expect((await requests().load(first))?.mailState).toBe('sent');
});

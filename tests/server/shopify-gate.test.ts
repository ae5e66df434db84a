import { describe, expect, it } from 'vitest';
import type { Gate } from '../../src/server/domain/gate-ports.ts';
import type { Lane } from '../../src/server/domain/pace-ports.ts';
import {
  inviteAnswer,
  lookUpAnswer,
  recoverAnswer,
  THROTTLED,
  type Answer,
} from '../support/fake-shopify.ts';
import { SHOP } from '../support/service-under-test.ts';
import { disabled, DONE, enabled, INVITE, later, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerInvites, answerLookUps, gate, invites, kept, processor, resets, row } = processing;
const DOWN: Answer = { text: '<h1>Down</h1>', status: 503 };
const lookUps = () => processing.shopify.callsOf('LookUpCustomer').length;
const answerLookUpsWith = (answer: Answer) => processing.shopify.on('LookUpCustomer', () => answer);
const lookUp = (through: Gate, lane?: Lane) =>
  processing.accounts({ gate: through }).lookUp(SHOP, 'ada@example.com', lane);

/** Five failures in a row. */
async function open(): Promise<void> {
  answerLookUpsWith(DOWN);
  for (let call = 0; call < 5; call += 1) await lookUp(gate());
}

/** An answer with what Shopify says of its points. */
function lookUpWith(currentlyAvailable: number): Answer {
  const answer = lookUpAnswer(disabled);
  const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable, restoreRate: 10 };
  if (answer === 'cut' || !('json' in answer)) throw new Error('a look-up was expected');
  return { json: { ...Object(answer.json), extensions: { cost: { throttleStatus } } } };
}

describe('the circuit of a shop and an API', () => {
  it('opens after five failures in a row, for all processes', async () => {
    await open();

    expect(await lookUp(gate())).toEqual({ ok: false, reason: 'circuit-open', afterSeconds: 1 });
    expect(lookUps()).toBe(5);
  });

  it.each([
    ['a gateway that gives up', { text: '', status: 502 }],
    ['a page that is not JSON', { text: '<h1>Hello</h1>', status: 200 }],
    ['an answer longer than any can be', { text: 'x'.repeat(1_000_001), status: 200 }],
    ['a cut connection', 'cut'],
  ] satisfies [string, Answer][])('counts %s', async (_, answer) => {
    answerLookUpsWith(answer);
    for (let call = 0; call < 6; call += 1) await lookUp(gate());

    expect(lookUps()).toBe(5);
  });

  it.each([
    ['an error of GraphQL', { json: { errors: [{ message: 'boom' }] } }],
    ['a refused token', { json: { errors: 'Invalid API key' }, status: 401 }],
    ['THROTTLED', { json: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] } }],
  ] satisfies [string, Answer][])('does not count %s, which is an answer', async (_, answer) => {
    answerLookUpsWith(answer);
    for (let call = 0; call < 7; call += 1) await lookUp(gate());

    expect(lookUps()).toBe(7);
  });

  it('does not count failures with an answer between them', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      answerLookUpsWith(DOWN);
      for (let call = 0; call < 4; call += 1) await lookUp(gate());
      answerLookUps(disabled);
      expect(await lookUp(gate())).toMatchObject({ ok: true });
    }
  });

  it('lets one call through to see after three seconds, however many ask', async () => {
    await open();
    processing.clock.advance(3_000);

    const answers = await Promise.all(Array.from({ length: 6 }, () => lookUp(gate())));

    expect(lookUps()).toBe(6);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'circuit-open')).toHaveLength(5);
  });

  it('closes when that call is answered', async () => {
    await open();
    processing.clock.advance(3_000);
    answerLookUps(disabled);

    expect(await lookUp(gate())).toMatchObject({ ok: true });
    expect(await lookUp(gate())).toMatchObject({ ok: true });
    expect(await gate().read()).toEqual([]);
  });

  it('lets another through where the first never came back', async () => {
    await open();
    processing.clock.advance(3_000);
    // As a worker does that is killed while it looks.
    await gate().enter({ shop: SHOP, dependency: 'admin', lane: 'self-service', cost: 10 });
    answerLookUps(disabled);
    expect(await lookUp(gate())).toMatchObject({ reason: 'circuit-open' });
    processing.clock.advance(3_000);

    expect(await lookUp(gate())).toMatchObject({ ok: true });
  });

  it('stays away from no other shop and no other API', async () => {
    await open();
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());

    expect(await processing.accounts({ gate: gate() }).sendReset(SHOP, 'ada@example.com', undefined)).toEqual(
      {
        kind: 'sent',
      },
    );
    const other = {
      shop: 'other.myshopify.com',
      dependency: 'admin',
      lane: 'self-service',
      cost: 10,
    } as const;
    expect(await gate().enter(other)).toMatchObject({ ok: true });
  });

  it('is counted for whoever watches, without naming shops', async () => {
    await open();

    expect(await gate().read()).toEqual([{ dependency: 'admin', state: 'open', shops: 1 }]);
    processing.clock.advance(3_000);
    expect(await gate().read()).toEqual([{ dependency: 'admin', state: 'half-open', shops: 1 }]);
  });

  it('says nothing new when the table was emptied by a crash of PostgreSQL', async () => {
    await open();
    await processing.database.query('TRUNCATE shopify_gate');
    answerLookUps(disabled);

    expect(await lookUp(gate())).toMatchObject({ ok: true });
  });
});

describe('a request while the circuit is open', () => {
  it('comes back later, and is not failed', async () => {
    await open();
    const id = await kept();

    expect(await processor({ gate: gate() })(id)).toEqual(later(1));
    expect(await row(id)).toMatchObject({ decision: null });
  });

  it('gets its mail after a day without Shopify', async () => {
    await open();
    const id = await kept();
    for (let quarter = 0; quarter < 96; quarter += 1) {
      processing.clock.advance(15 * MINUTE);
      expect(await processor({ gate: gate() })(id)).toMatchObject({
        kind: expect.stringMatching(/later|retry/),
      });
    }
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null));
    processing.clock.advance(MINUTE);

    expect(await processor({ gate: gate() })(id)).toEqual(DONE);
    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
    expect(invites()).toBe(1);
  });

  it('with a mail that waits is surely not sent, and sent once it closes', async () => {
    const id = await kept();
    await processing.requests().decide(id, { ...INVITE, mail: 'reset' }, processing.clock.now(), MINUTE);
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => DOWN);
    const outcomes: unknown[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) outcomes.push(await processor({ gate: gate() })(id));

    expect(outcomes.slice(0, 5)).toEqual(Array(5).fill({ kind: 'retry', problem: 'http-error' }));
    expect(outcomes[5]).toEqual(later(1));
    expect(await row(id)).toMatchObject({ mail_state: 'due', mail_why: 'circuit-open' });

    processing.clock.advance(3_000);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());
    expect(await processor({ gate: gate() })(id)).toEqual(DONE);
    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
    expect(resets()).toBe(6);
  });
});

describe('mails for many at once', () => {
  it('leave it to shoppers to see whether Shopify is back, resets too', async () => {
    answerLookUps(enabled);
    processing.shopify.on('RecoverCustomer', () => DOWN);
    const accounts = processing.accounts({ gate: gate() });
    const send = (lane: Lane) => accounts.sendReset(SHOP, 'ada@example.com', undefined, lane);
    for (let call = 0; call < 5; call += 1) await send('self-service');
    processing.clock.advance(3_000);
    processing.shopify.on('RecoverCustomer', () => recoverAnswer());

    expect(await send('bulk')).toMatchObject({ kind: 'not-sent', problem: 'circuit-open' });
    expect(resets()).toBe(5);
    expect(await send('self-service')).toEqual({ kind: 'sent' });
    expect(await send('bulk')).toEqual({ kind: 'sent' });
  });
});

describe('Retry-After', () => {
  it('is kept for all processes, in seconds', async () => {
    const slow = processing.shopify;
    slow.on('LookUpCustomer', () => ({ text: '', status: 429, headers: { 'Retry-After': '2.0' } }));
    const ask = () => processing.accounts({ gate: gate() }).lookUp(SHOP, 'ada@example.com');

    expect(await ask()).toEqual({ ok: false, reason: 'throttled', afterSeconds: 2 });
    processing.clock.advance(1_000);
    expect(await ask()).toEqual({ ok: false, reason: 'throttled', afterSeconds: 1 });
    processing.clock.advance(1_000);
    expect(slow.callsOf('LookUpCustomer')).toHaveLength(1);
    await ask();
    expect(slow.callsOf('LookUpCustomer')).toHaveLength(2);
  });
});

describe('the points of the Admin API', () => {
  it('that run low are waited for, by all processes', async () => {
    answerLookUpsWith(lookUpWith(3));
    await lookUp(gate());

    expect(await lookUp(gate())).toEqual({ ok: false, reason: 'throttled', afterSeconds: 1 });
    processing.clock.advance(1_000);
    expect(await lookUp(gate())).toMatchObject({ ok: true });
    expect(lookUps()).toBe(2);
  });

  it('are spent once, however many ask at the same time', async () => {
    answerLookUpsWith(lookUpWith(25));
    await lookUp(gate());
    processing.shopify.on('LookUpCustomer', () => lookUpAnswer(disabled));

    const answers = await Promise.all(Array.from({ length: 5 }, () => lookUp(gate())));

    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  });

  it('are left to shoppers by half', async () => {
    answerLookUpsWith(lookUpWith(900));
    await lookUp(gate());

    expect(await lookUp(gate(), 'bulk')).toMatchObject({ ok: false, reason: 'throttled' });
    expect(await lookUp(gate())).toMatchObject({ ok: true });
  });

  it('that Shopify says are gone are not asked for again before they are back', async () => {
    answerLookUpsWith(THROTTLED);
    expect(await lookUp(gate())).toMatchObject({ ok: false, reason: 'throttled' });

    expect(await lookUp(gate())).toMatchObject({ ok: false, reason: 'throttled', afterSeconds: 1 });
    expect(lookUps()).toBe(1);
  });

  it('that are plenty cost no write', async () => {
    answerLookUpsWith(lookUpWith(1_990));
    await lookUp(gate());

    expect(await processing.database.query('SELECT 1 FROM shopify_gate')).toHaveLength(0);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { AccessAnswer } from '../../../src/contracts/access-request.ts';
import type { Mailbox } from '../../../src/contracts/inbox-help/mailbox.ts';
import { InboxHelpModel, type InboxHelpPast } from '../../../src/islands/inbox-help/InboxHelpModel.ts';
import { adviceAfter, clockTime } from '../../../src/islands/inbox-help/stages.ts';
import { handTimers } from './hand-timers.ts';

type Answer = AccessAnswer | { readonly kind: 'unreachable' };

const timers = handTimers();
const NOON = Date.UTC(2026, 10, 22, 12);
const FILTER = { kind: 'filter', name: 'Proofpoint' } as const;

let time = NOON;
let asked: { readonly signal: AbortSignal; readonly answer: (answer: Answer) => void }[] = [];
let searches: { readonly signal: AbortSignal; readonly find: (mailbox: Mailbox) => void }[] = [];

beforeEach(() => {
  time = NOON;
  asked = [];
  searches = [];
  timers.clear();
});

describe('the advice', () => {
  test.each([
    [0, 'advice_now'],
    [59, 'advice_now'],
    [60, 'advice_1'],
    [299, 'advice_1'],
    [300, 'advice_5'],
    [899, 'advice_5'],
    [900, 'advice_15'],
    [86_400, 'advice_15'],
  ])('after %d seconds is %s', (seconds, advice) => {
    const model = create();

    passes(seconds);

    expect(model.waited.value).toBe(seconds);
    expect(model.advice.value).toBe(advice);
  });

  test.each([-1, -3_600, Number.NaN])(
    'for a time that cannot be, %d seconds, is that of the beginning',
    (seconds) => {
      expect(adviceAfter(seconds)).toBe('advice_now');
    },
  );

  test('goes by the clock, and not by how often it was looked at', () => {
    const model = create();

    // A phone that slept.
    time += 400_000;
    timers.run();

    expect(model.advice.value).toBe('advice_5');
    expect(timers.waits).toEqual([1_000]);
  });

  test('goes on from where it was when the clock is set back', () => {
    const model = create();
    ticks(301);

    time -= 3_600_000;
    timers.run();
    expect([model.waited.value, model.advice.value]).toEqual([301, 'advice_5']);

    ticks(599);
    expect([model.waited.value, model.advice.value]).toEqual([900, 'advice_15']);
  });
});

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [60, '1:00'],
  [671, '11:11'],
  [3_660, '61:00'],
  [-5, '0:00'],
])('%d seconds are shown as %s', (seconds, shown) => {
  expect(clockTime(seconds)).toBe(shown);
});

describe('asking again', () => {
  test('is possible after 60 seconds, and not a moment before', async () => {
    const model = create();
    expect(model.coolsFor.value).toBe(60);

    await model.again();
    passes(59.001);
    await model.again();
    expect(model.coolsFor.value).toBe(1);
    expect(asked).toHaveLength(0);

    passes(1);
    expect(model.coolsFor.value).toBe(0);
    void model.again();
    expect(asked).toHaveLength(1);
  });

  test('is done once, however often the button is pressed', async () => {
    const model = create();
    passes(60);

    const first = model.again();
    const second = model.again();
    expect(model.resend.value).toBe('sending');
    asked[0]?.answer({ kind: 'accepted' });
    await Promise.all([first, second]);
    await model.again();

    expect(asked).toHaveLength(1);
    expect(model.resend.value).toBe('sent');
  });

  test('cools down anew from the answer on', async () => {
    const model = create();
    passes(60);

    void model.again();
    passes(5);
    await answered({ kind: 'accepted' });

    expect(model.coolsFor.value).toBe(60);
  });

  test('is over after the second time', async () => {
    const model = create();
    for (const enough of [false, true]) {
      passes(60);
      void model.again();
      await answered({ kind: 'accepted' });
      expect(model.enough.value).toBe(enough);
    }

    passes(3_600);
    await model.again();

    expect(asked).toHaveLength(2);
  });

  test.each<Answer>([
    { kind: 'try-later' },
    { kind: 'unreachable' },
    { kind: 'invalid', fields: { email: 'malformed' } },
    { kind: 'throttled', retryAfterSeconds: 5 },
  ])('that fails ($kind) says so, counts for nothing, and can be tried a minute later', async (answer) => {
    const model = create();
    passes(60);
    void model.again();
    await answered(answer);

    expect(model.resend.value).toBe('failed');
    expect(model.enough.value).toBe(false);
    expect(model.coolsFor.value).toBe(60);

    for (const _ of [1, 2]) {
      passes(60);
      void model.again();
      await answered({ kind: 'accepted' });
    }
    expect(asked).toHaveLength(3);
    expect(model.enough.value).toBe(true);
  });

  test('waits as long as the server says', async () => {
    const model = create();
    passes(60);
    void model.again();
    await answered({ kind: 'throttled', retryAfterSeconds: 600 });
    expect([model.resend.value, model.longWait.value]).toEqual(['throttled', 600]);
    expect(model.coolsFor.value).toBe(600);

    passes(599);
    await model.again();
    expect(asked).toHaveLength(1);

    passes(1);
    void model.again();
    expect(asked).toHaveLength(2);
  });

  test('does not wait for hours where the clock is set back', async () => {
    const model = create();
    ticks(50);

    time -= 86_400_000;
    timers.run();
    expect(model.coolsFor.value).toBe(10);

    ticks(10);
    void model.again();
    expect(asked).toHaveLength(1);
    time -= 86_400_000;
    await answered({ kind: 'accepted' });
    expect(model.coolsFor.value).toBe(60);
  });

  test('gives what it said up for the next advice', async () => {
    const model = create();
    passes(290);
    void model.again();
    await answered({ kind: 'accepted' });
    ticks(9);
    expect(model.resend.value).toBe('sent');

    ticks(1);
    expect([model.resend.value, model.advice.value]).toEqual(['idle', 'advice_5']);
  });

  test('is not hushed by advice that changes meanwhile', async () => {
    const model = create();
    passes(299);
    void model.again();
    ticks(2);
    expect(model.resend.value).toBe('sending');

    await answered({ kind: 'accepted' });
    ticks(5);
    expect(model.resend.value).toBe('sent');
  });
});

describe('whose mailbox it is', () => {
  test('is not asked where it is known', () => {
    const model = create({ mailbox: FILTER });

    expect([model.mailbox.value, model.looking.value]).toEqual([FILTER, false]);
    expect(searches).toHaveLength(0);
  });

  test('is asked for once where it is not, and unknown until then', async () => {
    const model = create();
    expect([model.mailbox.value, model.looking.value]).toEqual([{ kind: 'unknown' }, true]);
    ticks(1);
    expect(model.looking.value).toBe(true);

    searches[0]?.find(FILTER);
    await Promise.resolve();
    ticks(5);

    expect([model.mailbox.value, model.looking.value]).toEqual([FILTER, false]);
    expect(searches).toHaveLength(1);
  });

  test('moves nothing any more where it is known after three seconds only', async () => {
    const model = create();
    ticks(3);
    expect(model.looking.value).toBe(false);

    searches[0]?.find(FILTER);
    await Promise.resolve();

    expect(model.mailbox.value).toEqual({ kind: 'unknown' });
  });
});

describe('a page whose section was replaced', () => {
  test('goes on from where it was', async () => {
    const first = create();
    passes(60);
    void first.again();
    await answered({ kind: 'accepted' });
    ticks(10);
    const past = first.past();
    first[Symbol.dispose]();
    passes(5);

    const second = create({ past });

    expect(second.waited.value).toBe(75);
    expect(second.coolsFor.value).toBe(45);
    expect(second.past()).toEqual(past);
    expect(second.advice.value).toBe('advice_1');
    passes(45);
    void second.again();
    await answered({ kind: 'accepted' });
    expect(second.enough.value).toBe(true);
  });

  test('calls off what was under way, and hears no answer to it', async () => {
    const model = create();
    passes(60);
    void model.again();
    model[Symbol.dispose]();

    await answered({ kind: 'accepted' });

    expect(timers.waits).toEqual([]);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(searches[0]?.signal.aborted).toBe(true);
    expect(model.past().resends).toBe(0);
    expect(model.resend.value).toBe('sending');
  });
});

/** Time goes by with nobody looking, but for the end. */
function passes(seconds: number): void {
  time += seconds * 1_000;
  timers.run();
}

/** Time goes by second by second. */
function ticks(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) passes(1);
}

async function answered(answer: Answer): Promise<void> {
  asked.at(-1)?.answer(answer);
  await Promise.resolve();
}

function create(start: { readonly mailbox?: Mailbox; readonly past?: InboxHelpPast } = {}): InboxHelpModel {
  return new InboxHelpModel(
    {
      clock: { now: () => time },
      timers,
      askAgain: (signal) => new Promise((answer) => asked.push({ signal, answer })),
      findMailbox: (signal) => new Promise((find) => searches.push({ signal, find })),
    },
    { mailbox: start.mailbox, past: start.past },
  );
}

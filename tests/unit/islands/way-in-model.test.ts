import { beforeEach, describe, expect, test } from 'vitest';
import type { RequestOutcome } from '../../../src/islands/way-in/ports.ts';
import { isSending, WayInModel, type WayInStart } from '../../../src/islands/way-in/WayInModel.ts';
import { handTimers } from './hand-timers.ts';

const timers = handTimers();
let online = true;
let asked: { email: string; signal: AbortSignal; answer: (outcome: RequestOutcome) => void }[] = [];

beforeEach(() => {
  asked = [];
  online = true;
  timers.clear();
});

describe('an address that cannot be one', () => {
  test.each([
    { typed: '', problem: 'missing' },
    { typed: 'ann', problem: 'malformed' },
    { typed: 'ann@example', problem: 'malformed' },
    { typed: `${'a'.repeat(250)}@example.com`, problem: 'too-long' },
  ])('"$typed" is $problem, is kept and is not sent', ({ typed, problem }) => {
    const model = create(typed);

    expect(model.submit()).toBe(false);

    expect(model.status.value).toEqual({ state: 'ask-address', phase: 'idle', problem });
    expect(model.email.value).toBe(typed);
    expect(asked).toEqual([]);
  });
});

describe('without a network', () => {
  test('an address is kept and not sent, and can be sent later', () => {
    online = false;
    const model = create('ann@example.com');

    expect(model.submit()).toBe(false);
    expect(model.status.value).toEqual({ state: 'ask-address', phase: 'idle', problem: 'offline' });
    expect(asked).toEqual([]);

    online = true;
    model.submit();
    expect(asked.map(({ email }) => email)).toEqual(['ann@example.com']);
  });

  test('a slip in the address is what is told', () => {
    online = false;
    const model = create('ann');

    model.submit();

    expect(model.status.value).toMatchObject({ problem: 'malformed' });
  });
});

describe('an address that can be one', () => {
  test('is sent once, however often the button is pressed', () => {
    const model = create(' ann@Example.com ');

    expect(model.submit()).toBe(false);
    expect(model.submit()).toBe(false);

    expect(asked.map(({ email }) => email)).toEqual(['ann@example.com']);
    expect(isSending(model.status.value)).toBe(true);
  });

  test('gets words about waiting after 400 ms', () => {
    const model = create('ann@example.com');
    model.submit();
    expect(timers.waits).toEqual([400]);

    timers.run();

    expect(model.status.value).toEqual({ state: 'ask-address', phase: 'sending-slowly' });
  });

  test.each<{ outcome: RequestOutcome; status: unknown }>([
    { outcome: { kind: 'accepted' }, status: { state: 'check-inbox', email: 'ann@example.com' } },
    { outcome: { kind: 'try-later' }, status: { state: 'service-degraded', native: false } },
    { outcome: { kind: 'unreachable' }, status: { state: 'service-degraded', native: true } },
    {
      outcome: { kind: 'invalid', fields: { email: 'malformed' } },
      status: { state: 'ask-address', phase: 'idle', problem: 'malformed' },
    },
    {
      outcome: { kind: 'throttled', retryAfterSeconds: 60 },
      status: { state: 'throttled', wait: 'in 1 minute' },
    },
    {
      outcome: { kind: 'throttled', retryAfterSeconds: 61 },
      status: { state: 'throttled', wait: 'in 10 minutes' },
    },
    {
      outcome: { kind: 'throttled', retryAfterSeconds: 7_200 },
      status: { state: 'throttled', wait: 'in 10 minutes' },
    },
  ])('answered with $outcome.kind becomes $status.state', async ({ outcome, status }) => {
    const model = create('ann@example.com');

    await answered(model, outcome);

    expect(model.status.value).toEqual(status);
    expect(model.email.value).toBe('ann@example.com');
    expect(timers.waits).toEqual([]);
  });

  test('can be changed after the answer', async () => {
    const model = create('ann@example.com');
    await answered(model, { kind: 'accepted' });

    model.change();

    expect(model.status.value).toEqual({ state: 'ask-address', phase: 'idle', again: true });
    expect(model.email.value).toBe('ann@example.com');
  });
});

describe('a link that is known to have done its work', () => {
  test('is a success, and another one can be asked for', async () => {
    const model = create('ann@example.com', { used: true });
    expect(model.status.value).toEqual({ state: 'already-active' });
    expect(isSending(model.status.value)).toBe(false);

    model.change();
    expect(model.status.value).toEqual({ state: 'ask-address', phase: 'idle', again: true });

    await answered(model, { kind: 'accepted' });
    expect(model.status.value).toEqual({ state: 'check-inbox', email: 'ann@example.com' });
  });
});

test('the theme editor’s preview is shown first', () => {
  const preview = { state: 'throttled', wait: 'in 5 minutes' } as const;

  expect(create('', { used: true, preview }).status.value).toEqual(preview);
});

test('where scripted requests do not get out, the browser posts the form itself', async () => {
  const model = create('ann@example.com');
  await answered(model, { kind: 'unreachable' });

  expect(model.submit()).toBe(true);
  expect(asked).toHaveLength(1);
});

test('what the browser posts itself is checked like everything else', async () => {
  const model = create('ann@example.com');
  await answered(model, { kind: 'unreachable' });
  model.type('ann');

  expect(model.submit()).toBe(false);
  expect(model.status.value).toMatchObject({ problem: 'malformed' });
});

test('where the service failed, the same form asks again', async () => {
  const model = create('ann@example.com');
  await answered(model, { kind: 'try-later' });

  expect(model.submit()).toBe(false);
  expect(asked).toHaveLength(2);
});

test('a model that is gone calls its request off and ignores the answer', async () => {
  const model = create('ann@example.com');
  model.submit();

  model[Symbol.dispose]();
  asked[0]?.answer({ kind: 'accepted' });
  await Promise.resolve();

  expect(asked[0]?.signal.aborted).toBe(true);
  expect(model.status.value.state).toBe('ask-address');
});

async function answered(model: WayInModel, outcome: RequestOutcome): Promise<void> {
  model.submit();
  asked.at(-1)?.answer(outcome);
  await Promise.resolve();
}

function create(typed: string, start: Partial<WayInStart> = {}): WayInModel {
  const ask = (email: string, signal: AbortSignal): Promise<RequestOutcome> =>
    new Promise((answer) => asked.push({ email, signal, answer }));
  const waits = [
    { minutes: 1, text: 'in 1 minute' },
    { minutes: 10, text: 'in 10 minutes' },
  ];
  return new WayInModel(
    {
      requests: { ask },
      timers,
      online: () => online,
    },
    { typed, waits, used: false, ...start },
  );
}

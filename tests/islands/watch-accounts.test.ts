import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignInWith } from '../../src/contracts/accounts.ts';
import { watchAccounts } from '../../src/islands/platform/watch-accounts.ts';
import { handTimers } from '../unit/islands/hand-timers.ts';
import { settled } from './support/markup.ts';

const MINUTE_MS = 60_000;
const timers = handTimers();
const onCodes = vi.fn();
const ask = vi.fn<() => Promise<SignInWith | undefined>>();
let stop = (): void => {};

beforeEach(() => {
  timers.clear();
  onCodes.mockReset();
  ask.mockReset().mockResolvedValue('password');
  seen(true);
  stop = watchAccounts(document, timers, ask, onCodes);
});

afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

/** A minute goes by, where somebody waits for it. */
async function minute(): Promise<void> {
  expect(timers.waits.every((wait) => wait === MINUTE_MS)).toBe(true);
  timers.run();
  await settled();
}

function seen(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

test('asks nothing at first, and then once a minute', async () => {
  expect(ask).not.toHaveBeenCalled();
  for (const times of [1, 2, 3]) {
    await minute();
    expect(ask).toHaveBeenCalledTimes(times);
  }
});

test('asks at once when the page comes into view again, and never while it is not', async () => {
  seen(false);
  await minute();
  expect(ask).not.toHaveBeenCalled();

  seen(true);

  expect(ask).toHaveBeenCalledTimes(1);
  await minute();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('asks fifteen times at most', async () => {
  for (let minutes = 0; minutes < 20; minutes += 1) await minute();
  seen(false);
  seen(true);

  expect(ask).toHaveBeenCalledTimes(15);
});

test('tells once that the shop went over to codes, and asks no more', async () => {
  ask.mockResolvedValue('code');
  for (let minutes = 0; minutes < 3; minutes += 1) await minute();
  seen(true);

  expect(ask).toHaveBeenCalledTimes(1);
  expect(onCodes).toHaveBeenCalledTimes(1);
});

test('goes on where no answer comes', async () => {
  ask.mockResolvedValueOnce(undefined).mockResolvedValueOnce('code');
  await minute();
  expect(onCodes).not.toHaveBeenCalled();

  await minute();

  expect(onCodes).toHaveBeenCalledTimes(1);
});

test('an answer that comes after the page was done with says nothing', async () => {
  let answer: (kind: SignInWith) => void = () => {};
  ask.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await minute();
  stop();
  answer('code');
  await minute();

  expect(onCodes).not.toHaveBeenCalled();
  expect(ask).toHaveBeenCalledTimes(1);
});

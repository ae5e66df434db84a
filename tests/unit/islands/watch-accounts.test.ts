// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SignInWith } from '../../../src/contracts/accounts.ts';
import { watchAccounts } from '../../../src/islands/platform/watch-accounts.ts';
import { handTimers } from './hand-timers.ts';

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

function seen(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

it('asks nothing at first, and then once a minute', async () => {
  expect(ask).not.toHaveBeenCalled();
  for (const times of [1, 2, 3]) {
    await timers.pass(MINUTE_MS);
    expect(ask).toHaveBeenCalledTimes(times);
  }
});

it('asks at once when the page comes into view again, and never while it is not', async () => {
  seen(false);
  await timers.pass(10 * MINUTE_MS);
  expect(ask).not.toHaveBeenCalled();

  seen(true);

  expect(ask).toHaveBeenCalledTimes(1);
  await timers.pass(MINUTE_MS);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks fifteen times at most', async () => {
  for (let minute = 0; minute < 20; minute += 1) await timers.pass(MINUTE_MS);
  seen(false);
  seen(true);

  expect(ask).toHaveBeenCalledTimes(15);
});

it('tells once that the shop went over to codes, and asks no more', async () => {
  ask.mockResolvedValue('code');
  for (let minute = 0; minute < 3; minute += 1) await timers.pass(MINUTE_MS);
  seen(true);

  expect(ask).toHaveBeenCalledTimes(1);
  expect(onCodes).toHaveBeenCalledTimes(1);
});

it('goes on where no answer comes', async () => {
  ask.mockResolvedValueOnce(undefined).mockResolvedValueOnce('code');
  await timers.pass(MINUTE_MS);
  expect(onCodes).not.toHaveBeenCalled();

  await timers.pass(MINUTE_MS);

  expect(onCodes).toHaveBeenCalledTimes(1);
});

it('an answer that comes after the page was done with says nothing', async () => {
  let answer: (kind: SignInWith) => void = () => {};
  ask.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await timers.pass(MINUTE_MS);
  stop();
  answer('code');
  await timers.pass(MINUTE_MS);

  expect(onCodes).not.toHaveBeenCalled();
  expect(ask).toHaveBeenCalledTimes(1);
});

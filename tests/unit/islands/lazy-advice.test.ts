import { expect, test, vi } from 'vitest';
import { lazyAdvice } from '../../../src/islands/platform/lazy-advice.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** An adviser that repeats what it hears, and says when it ends. */
function echo() {
  const dispose = vi.fn();
  const load = vi.fn(async () => ({
    advise: (password: string, say: (advice: string) => void) => say(`about ${password}`),
    dispose,
  }));
  return { load, dispose };
}

test('nothing is fetched before the first letter, and once only', async () => {
  const { load } = echo();
  const advice = lazyAdvice(load);
  expect(load).not.toHaveBeenCalled();

  const said: string[] = [];
  advice.about('p', (text) => said.push(text));
  advice.about('pa', (text) => said.push(text));
  await settled();

  expect(load).toHaveBeenCalledTimes(1);
  expect(said).toEqual(['about p', 'about pa']);
});

test('where the module does not arrive nothing is said, and nothing breaks', async () => {
  const say = vi.fn();
  const advice = lazyAdvice<string>(() => Promise.reject(new TypeError('offline')));

  advice.about('p', say);
  await settled();
  await advice.dispose();

  expect(say).not.toHaveBeenCalled();
});

test('what began is ended, even where it ends before it arrived', async () => {
  const { load, dispose } = echo();
  const advice = lazyAdvice(load);
  advice.about('p', () => {});

  await advice.dispose();

  expect(dispose).toHaveBeenCalledTimes(1);
});

test('what never began has nothing to end', async () => {
  const { load } = echo();

  await lazyAdvice(load).dispose();

  expect(load).not.toHaveBeenCalled();
});

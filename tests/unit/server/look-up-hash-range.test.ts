import { expect, it, vi } from 'vitest';
import { createLookUpHashRange, type HashRanges } from '../../../src/server/domain/look-up-hash-range.ts';
import { createRequestCounts } from '../../../src/server/domain/request-counts.ts';

const clock = { now: () => 0 };

/** Answers when told to. */
function slowRanges() {
  const waiting: (() => void)[] = [];
  const read = vi.fn<HashRanges['read']>(
    (prefix) => new Promise((resolve) => waiting.push(() => resolve(prefix))),
  );
  return { read, answerAll: () => waiting.splice(0).forEach((answer) => answer()) };
}

const prefixOf = (number: number) => number.toString(16).padStart(5, '0').toUpperCase();
const question = (number: number) => ({
  shop: 'shop-name.myshopify.com',
  // Each from a network of its own, so that no limit stands in the way.
  buyerIp: `10.0.${number >> 8}.${number & 255}`,
  prefix: prefixOf(number),
});

it('asks at most eight questions at once and turns the next away without asking', async () => {
  const ranges = slowRanges();
  const lookUp = createLookUpHashRange({ ranges, clock });
  const first = Array.from({ length: 8 }, (_, number) => lookUp(question(number)));

  expect(await lookUp(question(8))).toEqual({ kind: 'unavailable' });
  expect(ranges.read).toHaveBeenCalledTimes(8);

  const same = lookUp(question(0));
  ranges.answerAll();
  expect(await Promise.all([...first, same])).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 0].map((number) => ({ kind: 'found', range: prefixOf(number) })),
  );
  const next = lookUp(question(8));
  ranges.answerAll();
  expect(await next).toEqual({ kind: 'found', range: prefixOf(8) });
});

it('remembers 500 answers and forgets the one that was asked for longest ago', async () => {
  const read = vi.fn<HashRanges['read']>(async (prefix) => prefix);
  const lookUp = createLookUpHashRange({ ranges: { read }, clock });
  for (let number = 0; number < 500; number += 1) await lookUp(question(number));
  await lookUp(question(0));
  expect(read).toHaveBeenCalledTimes(500);

  await lookUp(question(500));
  await lookUp(question(0));
  expect(read).toHaveBeenCalledTimes(501);

  await lookUp(question(1));
  expect(read).toHaveBeenCalledTimes(502);
});

it('turns a shop away that asks too much from everywhere', async () => {
  const lookUp = createLookUpHashRange({ ranges: { read: async () => 'RANGE' }, clock });
  for (let number = 0; number < 6_000; number += 1) {
    expect((await lookUp({ ...question(number), prefix: '00000' })).kind).toBe('found');
  }

  expect(await lookUp({ ...question(6_000), prefix: '00000' })).toEqual({
    kind: 'limited',
    retryAfterSeconds: 600,
  });
});

it('counts in bounded memory: beyond ten thousand keys all others share one count', () => {
  const counts = createRequestCounts(clock, { limit: 1, windowMs: 60_000 });
  for (let number = 0; number < 10_000; number += 1)
    expect(counts.secondsToWait(`${number}`)).toBeUndefined();

  expect(counts.secondsToWait('one more')).toBeUndefined();
  expect(counts.secondsToWait('and another')).toBe(60);
  expect(counts.secondsToWait('3')).toBe(60);
});

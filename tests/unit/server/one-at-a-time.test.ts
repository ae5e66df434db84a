import { expect, it } from 'vitest';
import { oneAtATime } from '../../../src/server/one-at-a-time.ts';

it('asks once for a thousand who ask at once, and again for who asks later', async () => {
  let asked = 0;
  const ask = oneAtATime(async () => {
    asked += 1;
    return asked;
  });

  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, ask)))).toEqual(new Set([1]));
  expect(await ask()).toBe(2);
});

it('lets a failure fail for all who asked, and asks again', async () => {
  let isUp = false;
  const ask = oneAtATime(async () => {
    if (!isUp) throw new Error('away');
    return 'there';
  });
  const first = await Promise.allSettled([ask(), ask()]);
  isUp = true;

  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe('there');
});

import { expect, it } from 'vitest';
import { createPlaces } from '../../../src/server/jobs/places.ts';

it('a shop that is quick may have every place', () => {
  const places = createPlaces(() => 0);
  const taken = Array.from({ length: 16 }, () => places.take('quick'));

  expect(taken.filter(({ kind }) => kind === 'free')).toHaveLength(16);
});

it('a shop that is slow leaves places to others, and gets them back', () => {
  let now = 0;
  const places = createPlaces(() => now);
  const [first] = Array.from({ length: 12 }, () => places.take('slow'));
  now = 2_001;

  expect(places.take('slow')).toEqual({ kind: 'none', afterSeconds: 3 });
  expect(places.take('other')).toMatchObject({ kind: 'free' });
  if (first?.kind === 'free') first.leave();
  expect(places.take('slow')).toMatchObject({ kind: 'free' });
});

it('the jobs of a pile come back one after the other, and not all again and again', () => {
  let now = 0;
  const places = createPlaces(() => now);
  const held = Array.from({ length: 12 }, () => places.take('slow'));
  now = 2_001;

  const sentAway = Array.from({ length: 2_000 }, () => places.take('slow'));

  const seconds = sentAway.map((place) => (place.kind === 'none' ? place.afterSeconds : 0));
  expect([seconds[0], seconds[3], seconds[4], seconds[400], seconds.at(-1)]).toEqual([3, 3, 4, 103, 300]);
  for (const place of held) if (place.kind === 'free') place.leave();
  expect(places.take('slow')).toMatchObject({ kind: 'free' });
});
